/// Images whose pixels are copies or weighted sums of a few pixels of another image, separably along rows and columns: padding, cropping, repeating, upsampling.
///
/// y[i, j] = Σ over a, b of rows.weight[i, a] · columns.weight[j, b] · x[rows.source[i, a], columns.source[j, b]], where each pixel has `channels` values.
/// dx is such a sum of dy along the reversed axes. One task per sample.
public struct ResamplingKernels: Sendable {
    let channels: Int
    let rows: Axis, columns: Axis
    private let backwardRows: Axis, backwardColumns: Axis

    /// `rows` and `columns` say where the output's rows and columns come from.
    public init(channels: Int, rows: Axis, columns: Axis) {
        self.channels = channels
        self.rows = rows
        self.columns = columns
        backwardRows = rows.turned
        backwardColumns = columns.turned
    }

    /// Which input positions each output position of one axis reads.
    public struct Axis: Sendable {
        let inputs: Int
        /// The taps of all output positions in order, and the index of each position's first tap.
        fileprivate let taps: [Tap], starts: [Int]

        var outputs: Int { starts.count - 1 }

        /// A position of the input and its weight. A position outside of the input reads zeros.
        public struct Tap: Hashable, Sendable {
            let source: Int
            let weight: Float

            /// A copy, unless a weight is given.
            public init(_ source: Int, weight: Float = 1) {
                self.source = source
                self.weight = weight
            }
        }

        /// `taps` gives the input positions for each output position.
        public init(inputs: Int, outputs: Int, _ taps: (Int) -> [Tap]) {
            self.inputs = inputs
            let taps = (0..<outputs).map { taps($0).filter { (0..<inputs).contains($0.source) } }
            self.taps = Array(taps.joined())
            starts = taps.reduce(into: [0]) { starts, taps in starts.append(starts[starts.count - 1] + taps.count) }
        }

        /// `source` gives the one input position that each output position copies.
        public init(inputs: Int, outputs: Int, source: (Int) -> Int) {
            self.init(inputs: inputs, outputs: outputs) { [Tap(source($0))] }
        }

        /// The reversed axis: for each input position the output positions that read it, in order.
        fileprivate var turned: Axis {
            var back = [[Tap]](repeating: [], count: inputs)
            for output in 0..<outputs {
                for tap in taps[starts[output]..<starts[output + 1]] { back[tap.source].append(Tap(output, weight: tap.weight)) }
            }
            return Axis(inputs: outputs, outputs: inputs) { back[$0] }
        }

        @inline(__always)
        fileprivate func withTaps(_ body: (_ taps: UnsafePointer<Tap>, _ starts: UnsafePointer<Int>) -> Void) {
            taps.withUnsafeBufferPointer { taps in
                starts.withUnsafeBufferPointer { starts in
                    if let taps = taps.baseAddress, let starts = starts.baseAddress { body(taps, starts) }
                }
            }
        }

        /// Whether a position reads the same as the previous one.
        @inline(__always)
        fileprivate func repeats(_ place: Int) -> Bool {
            place > 0 && taps[starts[place]..<starts[place + 1]] == taps[starts[place - 1]..<starts[place]]
        }
    }

    var inputs: Int { rows.inputs * columns.inputs * channels }
    /// How many values a sample's output has.
    public var outputs: Int { rows.outputs * columns.outputs * channels }

    /// y from x.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in resample(x + sample * inputs, rows, columns, y + sample * outputs) }
    }

    /// dx from dy.
    public func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in resample(dy + sample * outputs, backwardRows, backwardColumns, dx + sample * inputs) }
    }

    /// One image; a row that reads the same positions as the row above is copied from it.
    private func resample(_ x: UnsafePointer<Float>, _ rows: Axis, _ columns: Axis, _ y: UnsafeMutablePointer<Float>) {
        let width = columns.outputs * channels
        rows.withTaps { down, downStarts in
            columns.withTaps { across, acrossStarts in
                for row in 0..<rows.outputs {
                    let target = y + row * width
                    if rows.repeats(row) {
                        target.update(from: target - width, count: width)
                        continue
                    }
                    for column in 0..<columns.outputs {
                        let rowTaps = downStarts[row]..<downStarts[row + 1], columnTaps = acrossStarts[column]..<acrossStarts[column + 1]
                        var channel = 0
                        while channel + 8 <= channels {
                            var sum = Vector()
                            for row in rowTaps {
                                for column in columnTaps {
                                    let from = (down[row].source * columns.inputs + across[column].source) * channels + channel
                                    sum += load(x, from) * Vector(repeating: down[row].weight * across[column].weight)
                                }
                            }
                            store(sum, target, column * channels + channel)
                            channel += 8
                        }
                        while channel < channels {
                            var sum: Float = 0
                            for row in rowTaps {
                                for column in columnTaps {
                                    let from = (down[row].source * columns.inputs + across[column].source) * channels + channel
                                    sum += x[from] * (down[row].weight * across[column].weight)
                                }
                            }
                            target[column * channels + channel] = sum
                            channel += 1
                        }
                    }
                }
            }
        }
    }
}
