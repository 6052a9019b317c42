import Datasets
import Networks

/// A network that predicts a class: every recipe that belongs to no other family.
public struct ClassifierFamily: FamilyDescription {
    /// The family; it has no settings.
    public init() {}

    /// Always: this family is asked last.
    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool { true }

    /// Whether the loss is one of classes, where the data are pictures with class targets.
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool {
        compile.loss.isCategorical || data.targets != .automatic || !data.mayBeImages
    }
}
