/// The values of a variable before training, with Keras' names and defaults.
public typealias Initializer = Form<InitializerKind>

/// Keras' initializers.
public enum InitializerKind: String, FormKind {
    case zeros, ones, constant
    case randomNormal = "random_normal", randomUniform = "random_uniform", truncatedNormal = "truncated_normal"
    case glorotUniform = "glorot_uniform", glorotNormal = "glorot_normal", heUniform = "he_uniform", heNormal = "he_normal"
    case lecunUniform = "lecun_uniform", lecunNormal = "lecun_normal"
    case orthogonal, identity

    private static let any = -1e6...1e6
    private static let seed = FormParameter("seed", .optionalCount(0...Int(Int32.max)))

    /// What Keras' class takes, such as `mean` and `stddev`; most take a `seed`.
    public var parameters: [FormParameter] {
        switch self {
        case .zeros, .ones: []
        case .constant: [.number("value", 0, Self.any)]
        case .randomNormal, .truncatedNormal: [.number("mean", 0, Self.any), .number("stddev", 0.05, 0...1e6), Self.seed]
        case .randomUniform: [.number("minval", -0.05, Self.any), .number("maxval", 0.05, Self.any), Self.seed]
        case .glorotUniform, .glorotNormal, .heUniform, .heNormal, .lecunUniform, .lecunNormal: [Self.seed]
        case .orthogonal: [.number("gain", 1, Self.any), Self.seed]
        case .identity: [.number("gain", 1, Self.any)]
        }
    }

    /// What it does, in one line.
    public var help: String {
        switch self {
        case .zeros: "all 0"
        case .ones: "all 1"
        case .constant: "all one value"
        case .randomNormal: "normal, mean and stddev as given"
        case .randomUniform: "uniform between minval and maxval"
        case .truncatedNormal: "normal, redrawn beyond two deviations"
        case .glorotUniform: "uniform in ± √(6 / (in + out))"
        case .glorotNormal: "normal, variance 2 / (in + out)"
        case .heUniform: "uniform in ± √(6 / in), for relu"
        case .heNormal: "normal, variance 2 / in, for relu"
        case .lecunUniform: "uniform in ± √(3 / in), for selu"
        case .lecunNormal: "normal, variance 1 / in, for selu"
        case .orthogonal: "orthogonal rows or columns"
        case .identity: "1 on the diagonal"
        }
    }

    /// Keras' class below `keras`: `initializers.HeNormal`.
    public var kerasPath: String? { "initializers.\(kerasClass)" }
}
