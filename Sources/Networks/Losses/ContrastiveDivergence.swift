import Kernels
import Tensors

/// What a Boltzmann machine learns by: how its own samples differ from the data (Hinton 2002). The machine works it out itself, and reports the mean squared difference of the
/// data from its reconstruction.
public struct ContrastiveDivergence: LossDescription {
    public static let kerasName = "contrastive_divergence"
    public static let kerasPath: String? = nil
    public static let formula = "⟨v h⟩ of the data − ⟨v h⟩ of the model"
    public static let help = "what data and dreams of a Boltzmann machine differ in"
    public static let targetForm = TargetForm.nothing

    public init(_ spec: LossSpec) {}

    public func outputs(for target: TargetKind) -> Shape? { nil }
    public func target(of outputs: Shape, isIndexed: Bool) -> Shape { [0] }
    public func kernel(isJoined: Bool) -> LossKernels.Form? { nil }
}

extension LossKind {
    public static let contrastiveDivergence = LossKind(ContrastiveDivergence.self)
}
