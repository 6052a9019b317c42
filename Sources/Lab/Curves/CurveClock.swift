import Training

/// Where a time of a run stands on the x axis. Within an epoch all batches count as equally long.
public struct CurveClock: Hashable, Sendable {
    private let axis: CurveOptions.Axis
    private let batchesPerEpoch: Int?
    /// Epochs that are done against seconds of training, pauses left out; rising.
    private var epochs: [Double]
    private var seconds: [Double]

    /// - Parameters:
    ///   - batchesPerEpoch: `nil` where it is not known; a run has no steps then.
    ///   - current: the epoch that is under way, as a place on the epochs' axis, and the seconds since the last record.
    public init(_ axis: CurveOptions.Axis, records: [EpochRecord], batchesPerEpoch: Int?, current: (epoch: Double, seconds: Double)? = nil) {
        self.axis = axis
        self.batchesPerEpoch = batchesPerEpoch
        epochs = [Double((records.first?.epoch ?? 1) - 1)]
        seconds = [0]
        for record in records {
            epochs.append(Double(record.epoch))
            seconds.append((seconds.last ?? 0) + record.seconds)
        }
        if let current, let last = epochs.last, current.epoch > last {
            epochs.append(current.epoch)
            seconds.append((seconds.last ?? 0) + current.seconds)
        }
    }

    /// - Parameter epoch: 2.5 is the middle of the third epoch.
    /// - Returns: `nil` where the axis knows no place for it.
    public func place(of epoch: Double) -> Double? {
        switch axis {
        case .epochs: return epoch
        case .steps: return batchesPerEpoch.map { epoch * Double($0) }
        case .seconds:
            guard let first = epochs.first, let last = epochs.last, epoch >= first, epoch <= last + 1e-9 else { return nil }
            let next = firstKnot(from: epoch)
            guard next > 0 else { return 0 }
            guard next < epochs.count else { return seconds.last }
            let share = (epoch - epochs[next - 1]) / (epochs[next] - epochs[next - 1])
            return seconds[next - 1] + (seconds[next] - seconds[next - 1]) * share
        }
    }

    /// The first of `epochs` that is not before this place; their number where all are.
    private func firstKnot(from epoch: Double) -> Int {
        var low = 0, high = epochs.count
        while low < high {
            let middle = (low + high) / 2
            if epochs[middle] < epoch { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Seconds of training so far.
    public var elapsed: Double { seconds.last ?? 0 }
}
