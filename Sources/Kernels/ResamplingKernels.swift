/// Images whose pixels are copies or weighted sums of a few pixels of another, along rows and columns apart: padding, cropping, repeating, upsampling.
///
/// y[i, j] = Σ over a, b of rows.weight[i, a] · columns.weight[j, b] · x[rows.source[i, a], columns.source[j, b]], where each pixel is a run of `channels` numbers. One task a sample.
public struct ResamplingKernels: Sendable {
    public let channels: Int
    public let rows: Axis, columns: Axis

    public init(channels: Int, rows: Axis, columns: Axis) {
        self.channels = channels
        self.rows = rows
        self.columns = columns
    }

    /// Where the places of one axis come from.
    public struct Axis: Sendable {
        public let inputs: Int
        let taps: [[Tap]]

        public var outputs: Int { taps.count }

        /// A place of the input, -1 for zeros, and its share.
        public struct Tap: Sendable {
            let source: Int
            let weight: Double

            public init(_ source: Int, weight: Double = 1) {
                self.source = source
                self.weight = weight
            }
        }

        public init(inputs: Int, outputs: Int, _ taps: (Int) -> [Tap]) {
            self.inputs = inputs
            self.taps = (0..<outputs).map(taps)
        }

        /// One place for each.
        public init(inputs: Int, outputs: Int, source: (Int) -> Int) {
            self.init(inputs: inputs, outputs: outputs) { place in
                let source = source(place)
                return [Tap((0..<inputs).contains(source) ? source : -1)]
            }
        }
    }

    public var inputs: Int { rows.inputs * columns.inputs * channels }
    public var outputs: Int { rows.outputs * columns.outputs * channels }

    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in
            visit { place, isFirst, source, weight in
                let target = y + sample * outputs + place, from = x + sample * inputs + max(0, source)
                // A few channels at a time: loops, for a call to move so little would take longer than the move.
                if !isFirst {
                    if source >= 0 { for channel in 0..<channels { target[channel] += weight * from[channel] } }
                } else if source < 0 {
                    for channel in 0..<channels { target[channel] = 0 }
                } else {
                    for channel in 0..<channels { target[channel] = weight * from[channel] }
                }
            }
        }
    }

    /// dx from dy: what an input gave to its outputs comes back in their order.
    public func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in
            (dx + sample * inputs).update(repeating: 0, count: inputs)
            visit { place, _, source, weight in
                guard source >= 0 else { return }
                let target = dx + sample * inputs + source, from = dy + sample * outputs + place
                for channel in 0..<channels { target[channel] += weight * from[channel] }
            }
        }
    }

    /// Every output's place with each of its sources (-1 for zeros) in turn.
    @inline(__always)
    private func visit(_ body: (_ place: Int, _ isFirst: Bool, _ source: Int, _ weight: Float) -> Void) {
        var place = 0
        for row in rows.taps {
            for column in columns.taps {
                var isFirst = true
                for down in row {
                    for across in column {
                        let isThere = down.source >= 0 && across.source >= 0
                        body(place, isFirst, isThere ? (down.source * columns.inputs + across.source) * channels : -1, Float(down.weight * across.weight))
                        isFirst = false
                    }
                }
                place += channels
            }
        }
    }
}
