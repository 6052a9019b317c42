/// What is reported beside the loss, with Keras' names.
public typealias MetricSpec = Form<MetricKind>

public enum MetricKind: String, FormKind {
    case accuracy
    case topKCategoricalAccuracy = "top_k_categorical_accuracy"
    case precision, recall
    case f1Score = "f1_score"
    case auc
    case meanSquaredError = "mean_squared_error"
    case meanAbsoluteError = "mean_absolute_error"
    case r2Score = "r2_score"
    case perplexity
    case pseudoLikelihood = "pseudo_likelihood"
    case freeEnergy = "free_energy"

    public var parameters: [FormParameter] {
        switch self {
        case .topKCategoricalAccuracy: [.count("k", 5, 1...1_000_000)]
        case .precision, .recall: [.number("thresholds", 0.5, 0...1)]
        default: []
        }
    }

    public var help: String {
        switch self {
        case .accuracy: "share of right answers"
        case .topKCategoricalAccuracy: "share of answers with the right class among the first k"
        case .precision: "of what was called positive, how much is"
        case .recall: "of what is positive, how much was found"
        case .f1Score: "harmonic mean of precision and recall, the mean over the classes"
        case .auc: "area under the ROC curve"
        case .meanSquaredError: "mean (y − t)²"
        case .meanAbsoluteError: "mean |y − t|"
        case .r2Score: "share of the targets' variance that is explained"
        case .perplexity: "e to the cross-entropy: how many symbols it hesitates between"
        case .pseudoLikelihood: "Σ over the units of ln p(unit | the others), estimated: a Boltzmann machine's"
        case .freeEnergy: "mean free energy of the data: a Boltzmann machine's"
        }
    }

    public var kerasPath: String {
        switch self {
        case .accuracy: "metrics.Accuracy"
        case .topKCategoricalAccuracy: "metrics.TopKCategoricalAccuracy"
        case .precision: "metrics.Precision"
        case .recall: "metrics.Recall"
        case .f1Score: "metrics.F1Score"
        case .auc: "metrics.AUC"
        case .meanSquaredError: "metrics.MeanSquaredError"
        case .meanAbsoluteError: "metrics.MeanAbsoluteError"
        case .r2Score: "metrics.R2Score"
        case .perplexity: "metrics.Perplexity"
        case .pseudoLikelihood: "pseudo_likelihood"
        case .freeEnergy: "free_energy"
        }
    }

    /// Whether more of it is better, as stop rules ask.
    public var isBetterHigher: Bool {
        switch self {
        case .meanSquaredError, .meanAbsoluteError, .perplexity, .freeEnergy: false
        default: true
        }
    }

    /// Whether a Boltzmann machine works it out itself.
    public var isOfMachines: Bool { self == .pseudoLikelihood || self == .freeEnergy }
}

extension MetricSpec {
    public static let accuracy = MetricSpec(.accuracy)
}
