/// What is reported beside the loss, with its parameters, as a recipe writes it.
public typealias MetricSpec = Form<MetricKind>

/// One of the metrics that there are.
public struct MetricKind: DescribedKind {
    let type: any MetricDescription.Type
    var form: any FormDescription.Type { type }

    /// Every metric, in the order of the builder's form.
    public static let allCases: [MetricKind] = [
        Accuracy.self,
        TopKCategoricalAccuracy.self,
        Precision.self,
        Recall.self,
        F1Score.self,
        AUC.self,
        MeanSquaredErrorMetric.self,
        MeanAbsoluteErrorMetric.self,
        R2Score.self,
        Perplexity.self,
        PseudoLikelihood.self,
        FreeEnergy.self,
    ].map(MetricKind.init)

    public static let accuracy = MetricKind(type: Accuracy.self)
    public static let meanSquaredError = MetricKind(type: MeanSquaredErrorMetric.self)
    public static let pseudoLikelihood = MetricKind(type: PseudoLikelihood.self)
    public static let freeEnergy = MetricKind(type: FreeEnergy.self)

    /// What a plot calls it, in a few words.
    public var title: String { type.title }
    /// Whether it is a share of all, shown in per cent.
    public var isShare: Bool { type.isShare }
    /// What a Keras program says of it in a comment.
    public var kerasNote: String? { type.kerasNote }
    /// Whether more of it is better, as stop rules ask.
    public var isBetterHigher: Bool { type.isBetterHigher }
    /// What the metric measures: answers, classes, numbers or a Boltzmann machine.
    public var subject: MetricSubject { type.subject }
    /// Whether a Boltzmann machine works it out itself.
    public var isOfMachines: Bool { type.subject == .machines }
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
