/// What is reported beside the loss, with its parameters, as a recipe writes it.
public typealias MetricSpec = Form<MetricKind>

/// One of the metrics that there are: a closed list, so that no file can name code.
public struct MetricKind: FormKind {
    let type: any MetricDescription.Type

    init(_ type: any MetricDescription.Type) {
        self.type = type
    }

    /// Every metric, in the order of the builder's form.
    public static let allCases: [MetricKind] = [
        .accuracy,
        .topKCategoricalAccuracy,
        .precision,
        .recall,
        .f1Score,
        .auc,
        .meanSquaredError,
        .meanAbsoluteError,
        .r2Score,
        .perplexity,
        .pseudoLikelihood,
        .freeEnergy,
    ]

    public init?(rawValue name: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = found
    }

    public var rawValue: String { type.kerasName }
    public var shortNames: [String] { type.shortNames }
    public var parameters: [FormParameter] { type.parameters }
    public var help: String { type.help }
    public var kerasPath: String { type.kerasPath ?? type.kerasName }
    /// What a Keras program says of it in a comment.
    public var kerasNote: String? { type.kerasNote }
    /// Whether more of it is better, as stop rules ask.
    public var isBetterHigher: Bool { type.isBetterHigher }
    /// What the metric measures: answers, classes, numbers or a Boltzmann machine.
    public var subject: MetricSubject { type.subject }
    /// Whether a Boltzmann machine works it out itself.
    public var isOfMachines: Bool { type.subject == .machines }

    public static func == (left: MetricKind, right: MetricKind) -> Bool { left.type == right.type }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

extension MetricSpec {
    public static let accuracy = MetricSpec(.accuracy)

    /// The metric's own description, with these parameters.
    var description: any MetricDescription { kind.type.init(self) }

    /// Why the metric says nothing about this number of outputs, to follow "metrics: "; `nil` where it does.
    public func remark(outputs: Int) -> String? { description.remark(outputs: outputs) }

    /// How a Keras program writes it beside a loss; `nil` for a metric that Keras does not have.
    public func keras(beside loss: LossSpec) -> KerasMetric? { kind.type.keras(self, beside: loss) }
}
