import Tensors

/// A data set split and prepared for a run.
public struct DatasetParts: Sendable {
    /// What the model is trained on.
    public let training: Examples
    /// The training part for evaluation: each example once, all with weight 1, none augmented.
    public let plainTraining: Examples
    /// What is evaluated after each epoch; empty where the recipe asks for none.
    public let validation: Examples
    /// What `evaluate` measures; empty where there is none.
    public let test: Examples
    /// The names of the classes; empty where the targets are not classes.
    public let classNames: [String]
    /// How inputs were scaled by the training part's statistics, to convert reconstructions back; `nil` where they were not.
    public let inputScaling: ChannelScaling?
    /// How targets were scaled by the training part's statistics, to convert predictions back; `nil` where they were not.
    public let targetScaling: ChannelScaling?
    /// Where the targets stand in a person's files.
    let places: TargetPlaces?
    let testPlaces: TargetPlaces?

    /// Takes the data set's own validation part, or the last `validationSplit` of the training part as Keras does; then at most `limit` of the rest for
    /// training. Everything fitted (scaling, the range of noise, class weights) is fitted to the training part only.
    public init(_ dataset: Dataset, _ spec: DataSpec, validationSplit: Double, seed: Int, limit: Int? = nil) {
        let all = dataset.training
        let kept = FittedPart(validationSplit: validationSplit).kept(of: all.count, hasValidation: dataset.validation != nil)
        var training = all[0..<min(kept, limit ?? kept)], validation = dataset.validation ?? all[kept..<all.count], test = dataset.test
        func each(_ change: (inout Examples) -> Void) {
            change(&training)
            change(&validation)
            change(&test)
        }
        let inputScaling: ChannelScaling?, targetScaling: ChannelScaling?
        if let fitted = dataset.kept {
            inputScaling = fitted.inputs.scaling.map { ChannelScaling($0, rowCount: training.shape.count) }
            targetScaling = fitted.targets.scaling.map { ChannelScaling($0, rowCount: training.targets.step(of: training.shape)) }
        } else {
            inputScaling = ChannelScaling(spec.scaling == .automatic ? dataset.scaling : spec.scaling, ofInputs: training)
            targetScaling = ChannelScaling(spec.targetScaling == .automatic ? dataset.targetScaling : spec.targetScaling, ofTargets: training)
        }
        each {
            $0.transforms.scaling = inputScaling
            $0.transforms.targetScaling = targetScaling
        }
        if let noise = spec.noise {
            let noise = InputNoise(noise, training: training, range: dataset.kept?.noise, seed: seed)
            each { $0.transforms.noise = noise }
        }
        plainTraining = training.unweighted
        if let balance = spec.balance { training = balance.applied(to: training, seed: seed) }
        if let weight = spec.classWeight { training = weight.applied(to: training, classNames: dataset.classNames) }
        if let augment = spec.augment { training.transforms.augmentation = Augmentation(augment, seed: seed) }
        (self.training, self.validation, self.test) = (training, validation, test)
        (self.inputScaling, self.targetScaling) = (inputScaling, targetScaling)
        classNames = dataset.classNames
        (places, testPlaces) = (dataset.places, dataset.testPlaces)
    }

    /// The examples that the lab shows: the validation part, or the training part where there is none.
    public var watched: Examples { validation.count > 0 ? validation : training }

    /// The bytes that the examples take in memory; storage that parts share counts once.
    public var byteCount: Int {
        var bytes: [UnsafeRawPointer: Int] = [:]
        for part in [training, validation, test] { bytes.merge(part.storage) { first, _ in first } }
        return bytes.values.reduce(0, +)
    }
}
