import Lab
import Recipes
import Training

/// What the pages show of a family.
protocol FamilyPage {
    /// The training page.
    func draw(_ scene: TrainScene, _ canvas: inout Canvas)
    /// What its loss is called, in fewer words for narrower panes.
    var lossTitles: [String] { get }
    /// What Inspect calls a layer's outputs where they are one row.
    var outputsTitle: String { get }
}

extension FamilyPage {
    var lossTitles: [String] { ["loss"] }
    var outputsTitle: String { "outputs" }
}

/// A run as the training page shows it.
struct TrainScene {
    let train: TrainState
    let run: RunFacts
    let snapshot: Snapshot
}

extension Family {
    /// The family's page; a classifier's where it has none of its own.
    var page: any FamilyPage { description as? any FamilyPage ?? ClassifierFamily() }
}
