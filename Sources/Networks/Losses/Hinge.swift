import Kernels

/// How far an output is from the right side of a margin of 1.
///
/// loss = mean max(0, 1 − t y) over the outputs; where all targets are 0 or 1, 0 counts as −1
struct Hinge: LossDescription, PlainForm {
    static let kerasName = "hinge"
    static let formula = "mean max(0, 1 − t y)"
    static let help = "\(formula): targets −1 and 1"
    static let outputMeaning = OutputMeaning.decisions
    static let targetDomain = TargetDomain.anyOf([[-1, 1], [0, 1]])

    func kernel(isJoined: Bool) -> LossKernels.Form? { .hinge(isSquared: false) }
}
