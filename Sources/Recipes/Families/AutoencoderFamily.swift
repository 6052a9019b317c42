import Datasets
import Networks

/// A network that learns to reproduce its inputs.
public struct AutoencoderFamily: FamilyDescription {
    /// The family; it has no settings.
    public init() {}

    /// Whether the targets are the inputs.
    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        guard let targets else { return recipe.data.targets == .inputs }
        return if case .inputs = targets.kind { true } else { false }
    }

    /// An autoencoder's outputs are its inputs again.
    public var reconstructs: Bool { true }

    /// Whether the loss can compare numbers: a loss of classes can't.
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool { !compile.loss.isCategorical }

    /// Binary cross-entropy for pictures with values from 0 to 1, mean squared error for other inputs.
    public func defaults(_ data: DataSpec) -> FamilyDefaults {
        let areShares = data.mayBeImages && [.automatic, .normalise].contains(data.scaling)
        var compile = CompileSpec()
        compile.loss = areShares ? .binaryCrossentropy : .meanSquaredError
        compile.metrics = areShares ? [MetricSpec(.meanSquaredError)] : []
        return FamilyDefaults(compile: compile)
    }
}
