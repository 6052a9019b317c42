import Kernels

/// What a stack minimises, with Keras' names and defaults.
public typealias LossSpec = Form<LossKind>

public enum LossKind: String, FormKind {
    case categoricalCrossentropy = "categorical_crossentropy"
    case sparseCategoricalCrossentropy = "sparse_categorical_crossentropy"
    case binaryCrossentropy = "binary_crossentropy"
    case meanSquaredError = "mean_squared_error"
    case meanAbsoluteError = "mean_absolute_error"
    case meanSquaredLogarithmicError = "mean_squared_logarithmic_error"
    case huber
    case logCosh = "log_cosh"
    case klDivergence = "kl_divergence"
    case poisson
    case hinge
    case squaredHinge = "squared_hinge"
    case cosineSimilarity = "cosine_similarity"
    case contrastiveDivergence = "contrastive_divergence"

    public var parameters: [FormParameter] {
        switch self {
        case .categoricalCrossentropy, .binaryCrossentropy: [.number("label_smoothing", 0, 0...1)]
        case .huber: [.number("delta", 1, 1e-9...1e9)]
        default: []
        }
    }

    public var help: String {
        switch self {
        case .categoricalCrossentropy: "−Σ t ln p: classes, softmax"
        case .sparseCategoricalCrossentropy: "−ln p of the right class: class numbers, softmax"
        case .binaryCrossentropy: "−(t ln y + (1 − t) ln (1 − y)): yes or no, sigmoid"
        case .meanSquaredError: "mean (y − t)²"
        case .meanAbsoluteError: "mean |y − t|"
        case .meanSquaredLogarithmicError: "mean (ln (1 + y) − ln (1 + t))²"
        case .huber: "½ d² near the target, straight beyond delta"
        case .logCosh: "mean ln cosh (y − t)"
        case .klDivergence: "Σ t ln (t / y): from one distribution to another"
        case .poisson: "mean (y − t ln y): counts"
        case .hinge: "mean max(0, 1 − t y): targets −1 and 1"
        case .squaredHinge: "mean max(0, 1 − t y)²"
        case .cosineSimilarity: "−cos of the angle between y and t"
        case .contrastiveDivergence: "what data and dreams of a Boltzmann machine differ in"
        }
    }

    public var kerasPath: String {
        switch self {
        case .categoricalCrossentropy: "losses.CategoricalCrossentropy"
        case .sparseCategoricalCrossentropy: "losses.SparseCategoricalCrossentropy"
        case .binaryCrossentropy: "losses.BinaryCrossentropy"
        case .meanSquaredError: "losses.MeanSquaredError"
        case .meanAbsoluteError: "losses.MeanAbsoluteError"
        case .meanSquaredLogarithmicError: "losses.MeanSquaredLogarithmicError"
        case .huber: "losses.Huber"
        case .logCosh: "losses.LogCosh"
        case .klDivergence: "losses.KLDivergence"
        case .poisson: "losses.Poisson"
        case .hinge: "losses.Hinge"
        case .squaredHinge: "losses.SquaredHinge"
        case .cosineSimilarity: "losses.CosineSimilarity"
        case .contrastiveDivergence: "contrastive_divergence"
        }
    }
}

extension LossSpec {
    public static let categoricalCrossentropy = LossSpec(.categoricalCrossentropy)
    public static let sparseCategoricalCrossentropy = LossSpec(.sparseCategoricalCrossentropy)
    public static let binaryCrossentropy = LossSpec(.binaryCrossentropy)
    public static let meanSquaredError = LossSpec(.meanSquaredError)
    public static let contrastiveDivergence = LossSpec(.contrastiveDivergence)

    /// Keras' short names.
    public static let short: [String: LossKind] = [
        "mse": .meanSquaredError, "mae": .meanAbsoluteError, "msle": .meanSquaredLogarithmicError, "kld": .klDivergence, "logcosh": .logCosh,
        "bce": .binaryCrossentropy,
    ]

    /// Whether the loss weighs one class against others: it takes class numbers as they are.
    public var isCategorical: Bool { kind == .categoricalCrossentropy || kind == .sparseCategoricalCrossentropy }

    /// The last activation that this loss is one with: the gradient is then by the sums before it, exact where the two apart would divide by zero.
    var jointActivation: Activation? {
        switch kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy: .softmax
        case .binaryCrossentropy: .sigmoid
        default: nil
        }
    }

    /// What the kernels work out; `nil` for a loss that is no function of outputs and targets.
    func form(isJoined: Bool) -> LossKernels.Form? {
        switch kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy: .crossEntropy(smoothing: Float(self["label_smoothing"]), isJoined: isJoined)
        case .binaryCrossentropy: .binaryCrossEntropy(smoothing: Float(self["label_smoothing"]), isJoined: isJoined)
        case .meanSquaredError: .meanSquaredError
        case .meanAbsoluteError: .meanAbsoluteError
        case .meanSquaredLogarithmicError: .meanSquaredLogarithmicError
        case .huber: .huber(delta: Float(self["delta"]))
        case .logCosh: .logCosh
        case .klDivergence: .kullbackLeibler
        case .poisson: .poisson
        case .hinge: .hinge(isSquared: false)
        case .squaredHinge: .hinge(isSquared: true)
        case .cosineSimilarity: .cosineSimilarity
        case .contrastiveDivergence: nil
        }
    }
}
