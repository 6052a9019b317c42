import Training

/// Converts the time of a run to a position on the x axis. Within an epoch all batches count as equally long.
public struct CurveClock: Hashable, Sendable {
    private let axis: CurveOptions.Axis
    private let batchesPerEpoch: Int?
    /// Finished epochs and the seconds of training at their end, without pauses; both increasing.
    private var epochs: [Double]
    private var seconds: [Double]

    /// - Parameters:
    ///   - batchesPerEpoch: `nil` where it is not known; the run then has no axis of steps.
    ///   - current: the current epoch, as a position on the axis of epochs, and the seconds since the last record.
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

    /// The position on the axis of a time in epochs: 2.5 is the middle of the third epoch. `nil` where it lies outside what is known.
    public func position(of epoch: Double) -> Double? {
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

    /// The index of the first of `epochs` that is not before `epoch`; their number where all are.
    private func firstKnot(from epoch: Double) -> Int {
        var low = 0, high = epochs.count
        while low < high {
            let middle = (low + high) / 2
            if epochs[middle] < epoch { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The seconds of training so far.
    public var elapsed: Double { seconds.last ?? 0 }
}
