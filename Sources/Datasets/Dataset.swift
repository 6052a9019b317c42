import Tensors

/// Examples in memory, with what the lab needs to know of them.
public struct Dataset: Sendable {
    /// The catalogue's id or the file's name.
    public let name: String
    /// The names of the classes; empty where the targets are no classes.
    public let classNames: [String]
    /// What is trained on; the recipe's validation share is taken from its end.
    public let training: Examples
    /// What is kept for `evaluate`; empty where the source has no test part.
    public let test: Examples
    /// What a person should know of how it was found: another data set stands in for one that isn't installed.
    public var note: String?

    public init(name: String, classNames: [String], training: Examples, test: Examples, note: String? = nil) {
        self.name = name
        self.classNames = classNames
        self.training = training
        self.test = test
        self.note = note
    }

    /// The shape of one input.
    public var inputShape: Shape { training.shape }
    /// The number of classes, `nil` where the targets are no classes.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }
}

/// A data set cut for a run.
public struct DatasetParts: Sendable {
    public let training: Examples
    /// Empty where the recipe wants none.
    public let validation: Examples
    public let test: Examples
    public let classNames: [String]

    /// Takes the last share of the training part for validation, as Keras does, then the first `limit` of what is left for training.
    ///
    /// What standardises is worked out from the training part alone.
    public init(_ dataset: Dataset, validationSplit: Double, scaling: DataSpec.Scaling, limit: Int? = nil) {
        let all = dataset.training
        let kept = validationSplit > 0 ? Int(Double(all.count) * (1 - validationSplit)) : all.count
        let training = all[0..<min(kept, limit ?? kept)], validation = kept == all.count ? Examples(none: all.shape) : all[kept..<all.count]
        classNames = dataset.classNames
        guard scaling == .standardise else {
            (self.training, self.validation, test) = (training, validation, dataset.test)
            return
        }
        let standard = Standardisation(of: training)
        self.training = standard.applied(to: training)
        self.validation = standard.applied(to: validation)
        test = standard.applied(to: dataset.test)
    }

    /// The examples that a watcher looks at: the validation part, or the training part where there is none.
    public var watched: Examples { validation.count > 0 ? validation : training }
}
