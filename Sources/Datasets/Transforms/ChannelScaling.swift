/// y = (x − offset) · factor, channel by channel (of a table: column by column), like Keras' Normalization along the last axis. It is computed from the
/// training part only and applied to all parts.
public struct ChannelScaling: Hashable, Sendable {
    /// The mean or the lowest value of each channel, (channels,).
    public let offsets: [Double]
    /// 1 / the standard deviation or the range of each channel, (channels,); 0 for a channel that never varies.
    public let factors: [Double]
    /// The standard deviations or ranges, (channels,); 0 for a channel that never varies, whose outputs are 0.
    public let widths: [Double]
    /// Offsets and factors repeated over a whole row, so that scaling needs no index of the channel.
    private let rowOffsets: [Float]
    private let rowFactors: [Float]

    private init(offsets: [Double], widths: [Double], rowCount: Int) {
        self.offsets = offsets
        self.widths = widths
        factors = widths.map { $0 > 0 ? 1 / $0 : 0 }
        let channels = offsets.count, factors = factors
        rowOffsets = (0..<rowCount).map { Float(offsets[$0 % channels]) }
        rowFactors = (0..<rowCount).map { Float(factors[$0 % channels]) }
    }

    /// A stored scaling with one or more channels, for rows of `rowCount` numbers.
    init(_ kept: FittedScaling, rowCount: Int) { self.init(offsets: kept.offsets, widths: kept.widths, rowCount: rowCount) }

    /// The scaling of inputs; `nil` where `kind` leaves them unchanged.
    init?(_ kind: DataSpec.Scaling, ofInputs examples: Examples) {
        var plain = examples
        plain.transforms = Transforms(oneHot: examples.transforms.oneHot)
        self.init(kind, channels: plain.shape.dimensions.last ?? 1, rowCount: plain.shape.count, rows: plain.count) { plain.gatherClean($0, to: $1) }
    }

    /// The scaling of targets that are numbers; `nil` for other targets, or where `kind` leaves them unchanged.
    init?(_ kind: DataSpec.Scaling, ofTargets examples: Examples) {
        guard case .values(let values, let shape) = examples.targets else { return nil }
        self.init(kind, channels: shape.dimensions.last ?? 1, rowCount: shape.count, rows: examples.count) { index, row in
            let start = examples.stored(index) * examples.targetStep
            for position in 0..<shape.count { row[position] = values[start + position] }
        }
    }

    /// Computes the statistics for each position of a row first, then combines them by channel.
    private init?(_ kind: DataSpec.Scaling, channels: Int, rowCount: Int, rows: Int, row: (Int, UnsafeMutablePointer<Float>) -> Void) {
        let channels = max(1, channels)
        func eachRow(_ body: (UnsafePointer<Float>) -> Void) {
            withUnsafeTemporaryAllocation(of: Float.self, capacity: rowCount) { buffer in
                guard let base = buffer.baseAddress else { return }
                base.initialize(repeating: 0, count: rowCount)
                for index in 0..<rows {
                    row(index, base)
                    body(base)
                }
            }
        }
        func byChannel(_ positions: [Double], from start: Double, _ fold: (Double, Double) -> Double) -> [Double] {
            var result = [Double](repeating: start, count: channels)
            for (position, value) in positions.enumerated() { result[position % channels] = fold(result[position % channels], value) }
            return result
        }
        let count = Double(max(1, rows * rowCount / channels))
        switch kind {
        case .automatic, .none: return nil
        case .standardise:
            var sums = [Double](repeating: 0, count: rowCount)
            eachRow { row in for position in 0..<rowCount { sums[position] += Double(row[position]) } }
            let means = byChannel(sums, from: 0, +).map { $0 / count }, positionMeans = (0..<rowCount).map { means[$0 % channels] }
            var squares = [Double](repeating: 0, count: rowCount)
            eachRow { row in
                for position in 0..<rowCount {
                    let difference = Double(row[position]) - positionMeans[position]
                    squares[position] += difference * difference
                }
            }
            self.init(offsets: means, widths: byChannel(squares, from: 0, +).map { ($0 / count).squareRoot() }, rowCount: rowCount)
        case .normalise:
            var lows = [Double](repeating: .infinity, count: rowCount), highs = [Double](repeating: -.infinity, count: rowCount)
            eachRow { row in
                for position in 0..<rowCount {
                    lows[position] = min(lows[position], Double(row[position]))
                    highs[position] = max(highs[position], Double(row[position]))
                }
            }
            let low = byChannel(lows, from: .infinity, min).map { $0.isFinite ? $0 : 0 }, high = byChannel(highs, from: -.infinity, max)
            self.init(offsets: low, widths: zip(high, low).map { $0 - $1 }, rowCount: rowCount)
        }
    }

    /// Scales one row in position.
    func apply(to row: UnsafeMutablePointer<Float>) {
        rowOffsets.withUnsafeBufferPointer { offsets in
            rowFactors.withUnsafeBufferPointer { factors in
                guard let offset = offsets.baseAddress, let factor = factors.baseAddress else { return }
                for position in 0..<offsets.count { row[position] = (row[position] - offset[position]) * factor[position] }
            }
        }
    }

    /// number · width + offset: converts a scaled number, such as a prediction, back to the data's own unit.
    public func restored(_ number: Float, channel: Int) -> Float { Float(Double(number) * widths[channel] + offsets[channel]) }

    /// Rows of scaled numbers, one channel after the other, in the data's own unit.
    public func restored(_ numbers: [Float]) -> [Float] { numbers.enumerated().map { restored($0.element, channel: $0.offset % offsets.count) } }
}
