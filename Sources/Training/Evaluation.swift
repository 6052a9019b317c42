import Datasets
import Networks
import Recipes

/// Loss, metrics and confusion of what was trained on a part of a data set.
public struct Evaluation: Hashable, Sendable {
    /// The mean over the examples, with the penalties of the weights, as an epoch's loss has them.
    public let loss: Double
    /// What of `loss` the penalties are.
    public let penalty: Double
    /// The recipe's metrics by name, in its order.
    public let figures: [Figure]
    /// `nil` where the targets are no classes.
    public let confusion: Confusion?

    /// More can't be told apart on a screen.
    private static let mostClasses = 256

    /// `looking` is called after each batch with the number of its examples, while `trainable` holds what it gave for them.
    init(
        _ trainable: any Trainable, on examples: Examples, metrics: [MetricSpec], classNames: [String], buffers: BatchBuffers, looking: (Int) -> Void = { _ in }
    ) {
        var lossSum = 0.0, penaltySum = 0.0, sums = MetricSums(metrics, outputs: trainable.outputShape.dimensions.last ?? 1)
        let classes = classNames.count, outputs = trainable.outputShape.count
        let showsClasses = (2...Self.mostClasses).contains(classes) && (outputs == classes || (classes == 2 && outputs == 1))
        var counts = [Int](repeating: 0, count: showsClasses ? classes * classes : 0)
        var start = 0
        let places = Array(0..<examples.count)
        trainable.resetStates()
        while start < examples.count {
            let end = min(examples.count, start + buffers.capacity)
            let result = buffers.with(examples, places[start..<end]) { trainable.evaluate($0, metrics: &sums) }
            lossSum += result.lossSum
            penaltySum += result.penaltySum
            looking(end - start)
            if showsClasses {
                for place in start..<end {
                    guard let truth = examples.label(place), truth < classes else { continue }
                    let said = Evaluation.largest(trainable.output + (place - start) * outputs, outputs)
                    counts[truth * classes + said] += 1
                }
            }
            start = end
        }
        trainable.resetStates()
        loss = lossSum / Double(max(1, examples.count))
        penalty = penaltySum / Double(max(1, examples.count))
        figures = Figure.all(sums)
        confusion = showsClasses ? Confusion(classNames: classNames, counts: counts) : nil
    }

    public var accuracy: Double? { figures.first { $0.name == MetricKind.accuracy.rawValue }?.value }

    /// The class that an output row says: the place of its largest, or for one output the side of one half.
    static func largest(_ row: UnsafePointer<Float>, _ count: Int) -> Int {
        guard count > 1 else { return row[0] > 0.5 ? 1 : 0 }
        var best = 0
        for index in 1..<count where row[index] > row[best] { best = index }
        return best
    }
}
