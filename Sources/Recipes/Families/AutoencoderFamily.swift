import Datasets
import Networks

/// A network that gives its inputs back.
public struct AutoencoderFamily: FamilyDescription {
    public init() {}

    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        guard let targets else { return recipe.data.targets == .inputs }
        return if case .inputs = targets.kind { true } else { false }
    }

    public var reconstructs: Bool { true }

    /// Inputs are numbers: a loss of classes can't measure them.
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool { !compile.loss.isCategorical }

    public func defaults(_ data: DataSpec) -> FamilyDefaults {
        let areShares = data.mayBeImages && [.automatic, .normalise].contains(data.scaling)
        var compile = CompileSpec()
        compile.loss = areShares ? .binaryCrossentropy : .meanSquaredError
        compile.metrics = areShares ? [MetricSpec(.meanSquaredError)] : []
        return FamilyDefaults(compile: compile)
    }
}
