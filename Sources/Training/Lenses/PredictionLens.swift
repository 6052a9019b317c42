import Datasets
import Networks
import Tensors

/// The predictions for some examples.
public struct PredictionLens: Lens {
    /// The examples' indices in the validation part. At most a batch of them is shown, and those that don't exist are left out.
    public var samples: Range<Int>

    /// The examples with these indices.
    public init(samples: Range<Int>) {
        self.samples = samples
    }

    /// The predictions, in the order of the indices.
    public func view(_ looker: Looker) -> [Prediction]? {
        let samples = samples.clamped(to: 0..<looker.examples.count).prefix(looker.buffers.capacity)
        return samples.isEmpty ? [] : looker.predictions(Array(samples))
    }
}

extension Looker {
    /// The predictions for these samples.
    func predictions(_ samples: [Int]) -> [Prediction] {
        let answering = replica.answering
        answering.resetStates()
        return with(samples) { batch in
            _ = answering.predict(batch.inputs, count: batch.count)
            return samples.enumerated().map { prediction($1, row: $0, batch, output: answering.output, outputs: answering.outputShape.count) }
        }
    }

    private func prediction(_ sample: Int, row: Int, _ batch: Batch, output: UnsafePointer<Float>, outputs: Int) -> Prediction {
        let input = examples.input(sample), count = input.shape.count
        var predicted = Array(UnsafeBufferPointer(start: output + row * outputs, count: outputs))
        let entered = Tensor(shape: input.shape, values: Array(UnsafeBufferPointer(start: batch.inputs + row * count, count: count)))
        var target: [Float]?
        if case .values(_, let shape) = examples.targets { target = Array(UnsafeBufferPointer(start: batch.targets + row * shape.count, count: shape.count)) }
        if let targetScaling { (target, predicted) = (target.map(targetScaling.restored), targetScaling.restored(predicted)) }
        let reconstructs = family.description.reconstructs
        return Prediction(
            sample: sample, input: input, truth: examples.category(sample), probabilities: reconstructs ? [] : predicted, classNames: classNames,
            given: entered == input ? nil : entered, reconstruction: reconstructs && outputs == count ? Tensor(shape: input.shape, values: predicted) : nil, target: target)
    }
}
