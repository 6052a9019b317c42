/// y = (x − offset) · factor, channel by channel (of a table: column by column), as Keras' Normalization does along the last axis. Worked out from the
/// training part alone, applied to all.
public struct ChannelScaling: Hashable, Sendable {
    /// One a channel.
    public let offsets: [Double]
    public let factors: [Double]
    /// What the factors are one over: deviations, or ranges; 0 for a channel that never varies, which stays at 0.
    public let widths: [Double]
    /// The same, repeated over a whole row, so that scaling needs no division by channels.
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

    /// A scaling as it was kept, for rows of `rowCount` numbers; it has a channel or more.
    init(_ kept: FittedScaling, rowCount: Int) { self.init(offsets: kept.offsets, widths: kept.widths, rowCount: rowCount) }

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

    /// Statistics are taken place by place of a row first, channel by channel at the end.
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
        func byChannel(_ places: [Double], from start: Double, _ fold: (Double, Double) -> Double) -> [Double] {
            var result = [Double](repeating: start, count: channels)
            for (place, value) in places.enumerated() { result[place % channels] = fold(result[place % channels], value) }
            return result
        }
        let count = Double(max(1, rows * rowCount / channels))
        switch kind {
        case .automatic, .none: return nil
        case .standardise:
            var sums = [Double](repeating: 0, count: rowCount)
            eachRow { row in for place in 0..<rowCount { sums[place] += Double(row[place]) } }
            let means = byChannel(sums, from: 0, +).map { $0 / count }, placeMeans = (0..<rowCount).map { means[$0 % channels] }
            var squares = [Double](repeating: 0, count: rowCount)
            eachRow { row in
                for place in 0..<rowCount {
                    let difference = Double(row[place]) - placeMeans[place]
                    squares[place] += difference * difference
                }
            }
            self.init(offsets: means, widths: byChannel(squares, from: 0, +).map { ($0 / count).squareRoot() }, rowCount: rowCount)
        case .normalise:
            var lows = [Double](repeating: .infinity, count: rowCount), highs = [Double](repeating: -.infinity, count: rowCount)
            eachRow { row in
                for place in 0..<rowCount {
                    lows[place] = min(lows[place], Double(row[place]))
                    highs[place] = max(highs[place], Double(row[place]))
                }
            }
            let low = byChannel(lows, from: .infinity, min).map { $0.isFinite ? $0 : 0 }, high = byChannel(highs, from: -.infinity, max)
            self.init(offsets: low, widths: zip(high, low).map { $0 - $1 }, rowCount: rowCount)
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
