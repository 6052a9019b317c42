/// A metric with its parameters: a value that is reported beside the loss.
public typealias MetricSpec = Form<MetricKind>

/// The metrics.
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

    /// The share of right answers.
    public static let accuracy = MetricKind(type: Accuracy.self)
    /// mean (y − t)² over all outputs.
    public static let meanSquaredError = MetricKind(type: MeanSquaredErrorMetric.self)
    /// The mean absolute difference.
    public static let meanAbsoluteError = MetricKind(type: MeanAbsoluteErrorMetric.self)
    /// A Boltzmann machine's estimate of Σ ln p(unit | the others).
    public static let pseudoLikelihood = MetricKind(type: PseudoLikelihood.self)
    /// The mean free energy of the data in a Boltzmann machine.
    public static let freeEnergy = MetricKind(type: FreeEnergy.self)

    /// The title of its plot.
    public var title: String { type.title }
    /// Whether it is a share, shown in per cent.
    public var isShare: Bool { type.isShare }
    /// A comment for a Keras program that has this metric; `nil` for none.
    public var kerasNote: String? { type.kerasNote }
    /// Whether a higher value is better, for stop rules.
    public var isBetterHigher: Bool { type.isBetterHigher }
    /// What the metric measures: answers, classes, numbers or a Boltzmann machine.
    public var subject: MetricSubject { type.subject }
    /// Whether a Boltzmann machine computes it itself.
    public var isOfMachines: Bool { type.subject == .machines }
}

extension MetricSpec {
    /// The share of right answers.
    public static let accuracy = MetricSpec(.accuracy)

    /// The metric's own description, with these parameters.
    var description: any MetricDescription { kind.type.init(self) }

    /// Why the metric says nothing about this number of outputs, to follow "metrics: "; `nil` where it does.
    public func remark(outputs: Int) -> String? { description.remark(outputs: outputs) }

    /// How a Keras program with this loss writes it; `nil` for a metric that Keras does not have.
    public func keras(beside loss: LossSpec) -> KerasMetric? { kind.type.keras(self, beside: loss) }
}
