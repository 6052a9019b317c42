/// The mean or the maximum over all positions, channel by channel.
///
/// x (batch, positions, channels), y (batch, channels). One task per sample.
public struct GlobalPoolingKernels: Sendable {
    /// How many positions and channels each sample has.
    public let positions: Int, channels: Int
    let kind: PoolingKernels.Kind

    /// `kind`: mean or maximum.
    public init(positions: Int, channels: Int, kind: PoolingKernels.Kind) {
        self.positions = positions
        self.channels = channels
        self.kind = kind
    }

    /// y from x. Positions whose mask is 0 are left out of a mean.
    public func forward(x: UnsafePointer<Float>, mask: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in
            let source = x + sample * positions * channels, target = y + sample * channels
            switch kind {
            case .maximum:
                target.update(from: source, count: channels)
                for position in 1..<max(1, positions) {
                    let row = source + position * channels
                    for channel in 0..<channels where !(row[channel] <= target[channel]) { target[channel] = row[channel] }
                }
            case .average:
                target.update(repeating: 0, count: channels)
                for position in 0..<positions where mask.map({ $0[sample * positions + position] != 0 }) ?? true {
                    let row = source + position * channels
                    for channel in 0..<channels { target[channel] += row[channel] }
                }
                let share = 1 / counted(mask, sample)
                for channel in 0..<channels { target[channel] *= share }
            }
        }
    }

    /// dx from dy: to the first maximum, or in equal shares to the positions that are not masked.
    public func backward(
        x: UnsafePointer<Float>, mask: UnsafePointer<Float>?, y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int,
        pool: WorkerPool
    ) {
        pool.run(tasks: batch) { sample, _ in
            let source = x + sample * positions * channels, target = dx + sample * positions * channels
            let best = y + sample * channels, slope = dy + sample * channels
            switch kind {
            case .maximum:
                target.update(repeating: 0, count: positions * channels)
                for channel in 0..<channels {
                    if let first = (0..<positions).first(where: { source[$0 * channels + channel] == best[channel] }) {
                        target[first * channels + channel] = slope[channel]
                    }
                }
            case .average:
                let share = 1 / counted(mask, sample)
                for position in 0..<positions {
                    let factor = mask.map { $0[sample * positions + position] } ?? 1
                    for channel in 0..<channels { target[position * channels + channel] = slope[channel] * share * factor }
                }
            }
        }
    }

    @inline(__always)
    private func counted(_ mask: UnsafePointer<Float>?, _ sample: Int) -> Float {
        guard let mask else { return Float(positions) }
        var count: Float = 0
        for position in 0..<positions { count += mask[sample * positions + position] }
        return count
    }
}
