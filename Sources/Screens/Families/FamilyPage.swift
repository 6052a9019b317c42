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
    let remedies: [ShownRemedy]

    /// Whether health has more to say than that all is well: a pane for it is worth its room on a small screen.
    var hasDiagnosis: Bool { snapshot.health.contains { $0.level != .good } }
}

/// A remedy of what health found, with the key that applies it.
struct ShownRemedy {
    let key: String
    let title: String
    let isApplied: Bool
}

extension Family {
    /// The family's page; a classifier's where it has none of its own.
    var page: any FamilyPage { description as? any FamilyPage ?? ClassifierFamily() }
}
