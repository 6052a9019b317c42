import Kernels
import Tensors

/// What a Boltzmann machine learns by: how its own samples differ from the data (Hinton 2002). The machine computes it itself, and reports the mean squared difference between
/// the data and its reconstruction.
struct ContrastiveDivergence: LossDescription, PlainForm {
    static let kerasName = "contrastive_divergence"
    static let kerasPath: String? = nil
    static let formula = "⟨v h⟩ of the data − ⟨v h⟩ of the model"
    static let help = "how a Boltzmann machine's samples differ from the data"
    static let targetForm = TargetForm.nothing

    func outputs(for target: TargetKind) -> Shape? { nil }
    func target(of outputs: Shape, isIndexed: Bool) -> Shape { [0] }
    func kernel(isJoined: Bool) -> LossKernels.Form? { nil }
}
