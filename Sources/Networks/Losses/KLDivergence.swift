import Kernels

/// How far one distribution is from another (Kullback and Leibler 1951).
///
/// loss = Σ t ln (t / y) over the outputs, y and t kept within 1e-7 and 1
public struct KLDivergence: LossDescription {
    public static let kerasName = "kl_divergence"
    public static let shortNames = ["kld"]
    public static let kerasPath: String? = "losses.KLDivergence"
    public static let formula = "Σ t ln (t / y)"
    public static let help = "\(formula): from one distribution to another"
    public static let targetDomain = TargetDomain.range(0...1)

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .kullbackLeibler }
}

extension LossKind {
    public static let klDivergence = LossKind(KLDivergence.self)
}
