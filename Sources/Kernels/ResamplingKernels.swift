/// Images whose pixels are copies or weighted sums of a few pixels of another, along rows and columns apart: padding, cropping, repeating, upsampling.
///
/// y[i, j] = Σ over a, b of rows.weight[i, a] · columns.weight[j, b] · x[rows.source[i, a], columns.source[j, b]], where each pixel is a run of `channels` numbers.
/// dx is such a sum of dy, along the axes turned round. One task a sample.
public struct ResamplingKernels: Sendable {
    public let channels: Int
    public let rows: Axis, columns: Axis
    private let backwardRows: Axis, backwardColumns: Axis

    public init(channels: Int, rows: Axis, columns: Axis) {
        self.channels = channels
        self.rows = rows
        self.columns = columns
        backwardRows = rows.turned
        backwardColumns = columns.turned
    }

    /// Where the places of one axis come from.
    public struct Axis: Sendable {
        public let inputs: Int
        /// The taps of all places, one place behind the other, and where each place's begin.
        fileprivate let taps: [Tap], starts: [Int]

        public var outputs: Int { starts.count - 1 }

        /// A place of the input and its share; a place outside is zeros.
        public struct Tap: Hashable, Sendable {
            let source: Int
            let weight: Float

            public init(_ source: Int, weight: Float = 1) {
                self.source = source
                self.weight = weight
            }
        }

        public init(inputs: Int, outputs: Int, _ taps: (Int) -> [Tap]) {
            self.inputs = inputs
            let taps = (0..<outputs).map { taps($0).filter { (0..<inputs).contains($0.source) } }
            self.taps = Array(taps.joined())
            starts = taps.reduce(into: [0]) { starts, taps in starts.append(starts[starts.count - 1] + taps.count) }
        }

        /// One place for each.
        public init(inputs: Int, outputs: Int, source: (Int) -> Int) {
            self.init(inputs: inputs, outputs: outputs) { [Tap(source($0))] }
        }

        /// The axis that leads back: what an input gave to its outputs, in their order.
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

        /// Whether a place takes the same as the one before.
        @inline(__always)
        fileprivate func repeats(_ place: Int) -> Bool {
            place > 0 && taps[starts[place]..<starts[place + 1]] == taps[starts[place - 1]..<starts[place]]
        }
    }

    public var inputs: Int { rows.inputs * columns.inputs * channels }
    public var outputs: Int { rows.outputs * columns.outputs * channels }

    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in resample(x + sample * inputs, rows, columns, y + sample * outputs) }
    }

    public func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in resample(dy + sample * outputs, backwardRows, backwardColumns, dx + sample * inputs) }
    }

    /// One image; a row from the same places as the one above is its copy.
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
