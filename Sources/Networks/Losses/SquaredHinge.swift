import Kernels

/// The squared hinge loss: small violations of the margin count less, large ones more.
///
/// loss = mean max(0, 1 − t y)² over the outputs; where all targets are 0 or 1, 0 counts as −1
struct SquaredHinge: LossDescription, PlainForm {
    static let kerasName = "squared_hinge"
    static let formula = "mean max(0, 1 − t y)²"
    static let outputMeaning = OutputMeaning.decisions
    static let targetDomain = TargetDomain.anyOf([[-1, 1], [0, 1]])

    func kernel(isJoined: Bool) -> LossKernels.Form? { .hinge(isSquared: true) }
}
