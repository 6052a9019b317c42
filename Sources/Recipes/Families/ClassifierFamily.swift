import Datasets
import Networks

/// A network that gives a class: what every recipe is that is nothing else.
public struct ClassifierFamily: FamilyDescription {
    public init() {}

    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool { true }

    /// Pictures with targets of their own belong to classes.
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool {
        compile.loss.isCategorical || data.targets != .automatic || !data.mayBeImages
    }
}
