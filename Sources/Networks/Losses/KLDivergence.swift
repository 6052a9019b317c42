import Kernels

/// How far one distribution is from another (Kullback and Leibler 1951).
///
/// loss = Σ t ln (t / y) over the outputs, with y and t clipped to 1e-7 … 1
struct KLDivergence: LossDescription, PlainForm {
    static let kerasName = "kl_divergence"
    static let shortNames = ["kld"]
    static let formula = "Σ t ln (t / y)"
    static let help = "\(formula): from one distribution to another"
    static let targetDomain = TargetDomain.range(0...1)

    func kernel(isJoined: Bool) -> LossKernels.Form? { .kullbackLeibler }
}
