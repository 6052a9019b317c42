/// y = (x − offset) · factor, channel by channel (of a table: column by column), as Keras' Normalization does along the last axis. Worked out from the
/// training part alone, applied to all.
public struct ChannelScaling: Hashable, Sendable {
    /// One a channel.
    public let offsets: [Double]
    public let factors: [Double]
    /// The same, repeated over a whole row, so that scaling needs no division by channels.
    private let rowOffsets: [Float]
    private let rowFactors: [Float]

    private init(offsets: [Double], widths: [Double], rowCount: Int) {
        self.offsets = offsets
        // A channel that never varies stays at 0.
        factors = widths.map { $0 > 0 ? 1 / $0 : 0 }
        let channels = offsets.count, factors = factors
        rowOffsets = (0..<rowCount).map { Float(offsets[$0 % channels]) }
        rowFactors = (0..<rowCount).map { Float(factors[$0 % channels]) }
    }

    /// Scaling of the inputs as `kind` says; `nil` where they stay as they are.
    init?(_ kind: DataSpec.Scaling, ofInputs examples: Examples) {
        var plain = examples
        plain.transforms = Transforms(oneHot: examples.transforms.oneHot)
        self.init(kind, channels: plain.shape.dimensions.last ?? 1, rowCount: plain.shape.count, rows: plain.count) { plain.gatherClean($0, to: $1) }
    }

    /// Scaling of targets that are numbers.
    init?(_ kind: DataSpec.Scaling, ofTargets examples: Examples) {
        guard case .values(let values, let shape) = examples.targets else { return nil }
        self.init(kind, channels: shape.dimensions.last ?? 1, rowCount: shape.count, rows: examples.count) { index, row in
            let start = examples.stored(index) * examples.targetStep
            for place in 0..<shape.count { row[place] = values[start + place] }
        }
    }

    private init?(_ kind: DataSpec.Scaling, channels: Int, rowCount: Int, rows: Int, row: (Int, UnsafeMutablePointer<Float>) -> Void) {
        let channels = max(1, channels)
        func each(_ body: (_ channel: Int, _ number: Double) -> Void) {
            var numbers = [Float](repeating: 0, count: rowCount)
            for index in 0..<rows {
                numbers.withUnsafeMutableBufferPointer { buffer in
                    if let base = buffer.baseAddress { row(index, base) }
                    for place in 0..<rowCount { body(place % channels, Double(buffer[place])) }
                }
            }
        }
        let count = Double(max(1, rows * rowCount / channels))
        switch kind {
        case .automatic, .none: return nil
        case .standardise:
            var sums = [Double](repeating: 0, count: channels), squares = sums
            each { sums[$0] += $1 }
            let means = sums.map { $0 / count }
            each { squares[$0] += ($1 - means[$0]) * ($1 - means[$0]) }
            self.init(offsets: means, widths: squares.map { ($0 / count).squareRoot() }, rowCount: rowCount)
        case .normalise:
            var lows = [Double](repeating: .infinity, count: channels), highs = [Double](repeating: -.infinity, count: channels)
            each {
                lows[$0] = min(lows[$0], $1)
                highs[$0] = max(highs[$0], $1)
            }
            self.init(offsets: lows.map { $0.isFinite ? $0 : 0 }, widths: zip(highs, lows).map { $0 - $1 }, rowCount: rowCount)
        }
    }

    /// Scales one row in place.
    func apply(to row: UnsafeMutablePointer<Float>) {
        rowOffsets.withUnsafeBufferPointer { offsets in
            rowFactors.withUnsafeBufferPointer { factors in
                guard let offset = offsets.baseAddress, let factor = factors.baseAddress else { return }
                for place in 0..<offsets.count { row[place] = (row[place] - offset[place]) * factor[place] }
            }
        }
    }

    /// The number that was scaled to `number`: a forecast in the data's own unit.
    public func restored(_ number: Float, channel: Int) -> Float {
        factors[channel] > 0 ? Float(Double(number) / factors[channel] + offsets[channel]) : Float(offsets[channel])
    }
}
