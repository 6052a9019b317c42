import Datasets
import Networks
import Recipes

/// The loss, the metrics and the confusion matrix of a trained model on a part of a data set.
public struct Evaluation: Hashable, Sendable {
    /// The mean loss over the examples, including the penalties, as in an epoch's loss.
    public let loss: Double
    /// The share of the penalties (regularizers) in `loss`.
    public let penalty: Double
    /// The recipe's metrics, in its order.
    public let metrics: [MetricValue]
    /// `nil` where the targets are not classes.
    public let confusion: Confusion?

    /// The most classes of a confusion matrix; more can't be shown on a screen.
    private static let maxClasses = 256

    /// An evaluation from its parts.
    public init(loss: Double, penalty: Double, metrics: [MetricValue], confusion: Confusion?) {
        self.loss = loss
        self.penalty = penalty
        self.metrics = metrics
        self.confusion = confusion
    }

    /// Runs all examples in batches. `metrics`: those to compute, before a first batch. `looking` is called after each batch with its number of examples, while `trainable`
    /// holds the outputs for them.
    init(
        _ trainable: any Trainable, on examples: Examples, metrics: MetricSums, classNames: [String], buffers: BatchBuffers, looking: (Int) -> Void = { _ in }
    ) {
        var lossSum = 0.0, penaltySum = 0.0, sums = metrics
        let classes = classNames.count, outputs = trainable.outputShape.count
        let showsClasses = (2...Self.maxClasses).contains(classes) && (outputs == classes || (classes == 2 && outputs == 1))
        var counts = [Int](repeating: 0, count: showsClasses ? classes * classes : 0)
        var start = 0
        let indices = Array(0..<examples.count)
        trainable.resetStates()
        while start < examples.count {
            let end = min(examples.count, start + buffers.capacity)
            let result = buffers.with(examples, indices[start..<end]) { trainable.evaluate($0, metrics: &sums) }
            lossSum += result.lossSum
            penaltySum += result.penaltySum
            looking(end - start)
            if showsClasses {
                for index in start..<end {
                    guard let truth = examples.label(index), truth < classes else { continue }
                    let predicted = Evaluation.largest(trainable.output + (index - start) * outputs, outputs)
                    counts[truth * classes + predicted] += 1
                }
            }
            start = end
        }
        trainable.resetStates()
        loss = lossSum / Double(max(1, examples.count))
        penalty = penaltySum / Double(max(1, examples.count))
        self.metrics = MetricValue.all(sums)
        confusion = showsClasses ? Confusion(classNames: classNames, counts: counts) : nil
    }

    /// The share of right classes; `nil` where the recipe has no such metric.
    public var accuracy: Double? { metrics.first { $0.name == MetricKind.accuracy.rawValue }?.value }

    /// The predicted class of a row of outputs: the index of its largest, or for a single output 1 where it is above one half.
    static func largest(_ row: UnsafePointer<Float>, _ count: Int) -> Int {
        guard count > 1 else { return row[0] > 0.5 ? 1 : 0 }
        var best = 0
        for index in 1..<count where row[index] > row[best] { best = index }
        return best
    }
}
