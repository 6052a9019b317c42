import Datasets
import Networks
import Recipes

/// Loss, accuracy and confusion of a network on a part of a data set.
public struct Evaluation: Hashable, Sendable {
    public let loss: Double
    public let accuracy: Double
    /// `nil` where the targets are no classes.
    public let confusion: Confusion?

    /// More can't be told apart on a screen.
    private static let mostClasses = 256

    init(_ network: Network, on examples: Examples, classNames: [String], buffers: BatchBuffers) {
        var lossSum = 0.0, correct = 0.0
        let classes = classNames.count, outputs = network.targetCount
        let showsClasses = (2...Self.mostClasses).contains(classes) && (outputs == classes || (classes == 2 && outputs == 1))
        var counts = [Int](repeating: 0, count: showsClasses ? classes * classes : 0)
        var start = 0
        let places = Array(0..<examples.count)
        while start < examples.count {
            let end = min(examples.count, start + buffers.capacity)
            let result = buffers.with(examples, places[start..<end]) { network.evaluate($0) }
            lossSum += result.lossSum
            correct += result.correct
            if showsClasses {
                for place in start..<end {
                    guard let truth = examples.label(place), truth < classes else { continue }
                    let said = Evaluation.largest(network.output + (place - start) * outputs, outputs)
                    counts[truth * classes + said] += 1
                }
            }
            start = end
        }
        let count = Double(max(1, examples.count))
        loss = lossSum / count
        accuracy = correct / count
        confusion = showsClasses ? Confusion(classNames: classNames, counts: counts) : nil
    }

    /// The class that an output row says: the place of its largest, or for one output the side of one half.
    static func largest(_ row: UnsafePointer<Float>, _ count: Int) -> Int {
        guard count > 1 else { return row[0] > 0.5 ? 1 : 0 }
        var best = 0
        for index in 1..<count where row[index] > row[best] { best = index }
        return best
    }
}
