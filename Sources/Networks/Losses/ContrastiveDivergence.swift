import Kernels
import Tensors

/// What a Boltzmann machine learns by: how its own samples differ from the data (Hinton 2002). The machine works it out itself, and reports the mean squared difference of the
/// data from its reconstruction.
struct ContrastiveDivergence: LossDescription, PlainForm {
    static let kerasName = "contrastive_divergence"
    static let kerasPath: String? = nil
    static let formula = "⟨v h⟩ of the data − ⟨v h⟩ of the model"
    static let help = "what data and dreams of a Boltzmann machine differ in"
    static let targetForm = TargetForm.nothing

    func outputs(for target: TargetKind) -> Shape? { nil }
    func target(of outputs: Shape, isIndexed: Bool) -> Shape { [0] }
    func kernel(isJoined: Bool) -> LossKernels.Form? { nil }
}
