/// The losses of all batches so far, in a bounded number of points. When it is full, neighbours are averaged and each point stands for twice as many batches.
struct BatchCurve {
    private(set) var points: [BatchPoint] = []
    private var perPoint = 1
    private var pending: [BatchPoint] = []

    mutating func append(_ point: BatchPoint) {
        pending.append(point)
        guard pending.count >= perPoint else { return }
        points.append(Self.mean(pending))
        pending.removeAll(keepingCapacity: true)
        guard points.count >= BatchPoint.limit else { return }
        points = stride(from: 0, to: points.count - 1, by: 2).map { Self.mean(Array(points[$0...$0 + 1])) }
        perPoint *= 2
    }

    private static func mean(_ points: [BatchPoint]) -> BatchPoint {
        let last = points[points.count - 1], count = Float(points.count)
        let accuracies = points.compactMap(\.accuracy)
        return BatchPoint(
            step: last.step, epoch: last.epoch, loss: points.reduce(0) { $0 + $1.loss } / count,
            accuracy: accuracies.count == points.count ? accuracies.reduce(0, +) / count : nil)
    }
}
