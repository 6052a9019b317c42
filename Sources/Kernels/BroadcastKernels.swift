/// Arithmetic between an array and a smaller one that is repeated along the axes where its extent is 1, as NumPy and Keras broadcast.
///
/// For a batch: x (count, inputs), y (count, outputs). A task is one sample, or a block of values where nothing is repeated. Gradients of repeated values are summed in the order of
/// the larger array, so they are the same at any number of threads.
public struct BroadcastKernels: Sendable {
    /// How many values a sample of the smaller and of the larger array has.
    public let inputs: Int, outputs: Int
    /// The axes of a sample of the larger array, the innermost last, with the smaller array's stride along each: 0 where it is repeated. Neighbouring axes along which the smaller
    /// array is stored without a gap are joined to one.
    private let axes: [Axis]

    private struct Axis {
        var extent: Int
        var stride: Int
    }

    /// `input` and `output` are the extents of a sample, aligned at the last axis. Every extent of `input` must be that of `output` or 1.
    public init(input: [Int], output: [Int]) {
        inputs = input.reduce(1, *)
        outputs = output.reduce(1, *)
        var axes: [Axis] = [], apart = 1
        for (offset, extent) in output.reversed().enumerated() where extent != 1 {
            let own = offset < input.count ? input[input.count - 1 - offset] : 1, stride = own == 1 ? 0 : apart
            apart *= own
            if let outer = axes.last, stride == outer.stride * outer.extent {
                axes[axes.count - 1].extent *= extent
            } else {
                axes.append(Axis(extent: extent, stride: stride))
            }
        }
        self.axes = axes.isEmpty ? [Axis(extent: 1, stride: 1)] : axes.reversed()
    }

    /// A mask of steps, (count, steps): 1 for a step that counts, 0 for a masked one.
    public struct Mask {
        let counts: UnsafePointer<Float>
        let steps: Int

        /// Every sample has `steps` steps of equal size.
        public init(_ counts: UnsafePointer<Float>, steps: Int) {
            self.counts = counts
            self.steps = steps
        }
    }

    /// y = x for the first source, y += x for the others.
    public func add(_ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, isFirst: Bool, count: Int, pool: WorkerPool) {
        if inputs == outputs {
            if isFirst { Self.copy(x, to: y, count: count * outputs, pool: pool) } else { Self.add(x, to: y, count: count * outputs, pool: pool) }
        } else if isFirst {
            eachSample(count, pool) { sample, source, place in y[sample * outputs + place] = x[sample * inputs + source] }
        } else {
            eachSample(count, pool) { sample, source, place in y[sample * outputs + place] += x[sample * inputs + source] }
        }
    }

    /// y = x for the first source, y *= x for the others; a masked step of x counts as 1.
    public func multiply(
        _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, isFirst: Bool, mask: Mask?, count: Int, pool: WorkerPool
    ) {
        eachSample(count, pool) { sample, source, place in
            let factor = isMasked(mask, sample, place) ? 1 : x[sample * inputs + source]
            y[sample * outputs + place] = isFirst ? factor : y[sample * outputs + place] * factor
        }
    }

    /// dx = Σ dy · factor over the positions to which a value of x is repeated, without masked steps. `factor` nil: 1.
    public func gather(
        _ dy: UnsafePointer<Float>, times factor: UnsafePointer<Float>?, mask: Mask?, to dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool
    ) {
        if inputs == outputs, factor == nil, mask == nil {
            Self.copy(dy, to: dx, count: count * outputs, pool: pool)
            return
        }
        pool.run(tasks: count) { sample, _ in
            let target = dx + sample * inputs, start = sample * outputs
            target.update(repeating: 0, count: inputs)
            eachPlace { source, place in
                if !isMasked(mask, sample, place) { target[source] += dy[start + place] * (factor?[start + place] ?? 1) }
            }
        }
    }

    @inline(__always)
    private func isMasked(_ mask: Mask?, _ sample: Int, _ place: Int) -> Bool {
        guard let mask else { return false }
        return mask.counts[sample * mask.steps + place / (outputs / mask.steps)] == 0
    }

    @inline(__always)
    private func eachSample(_ count: Int, _ pool: WorkerPool, _ body: (_ sample: Int, _ source: Int, _ place: Int) -> Void) {
        pool.run(tasks: count) { sample, _ in eachPlace { body(sample, $0, $1) } }
    }

    /// Every index in the larger array, in order, with that of the smaller array's value there.
    @inline(__always)
    private func eachPlace(_ body: (_ source: Int, _ place: Int) -> Void) {
        let inner = axes[axes.count - 1]
        for start in stride(from: 0, to: outputs, by: inner.extent) {
            var block = start / inner.extent, source = 0
            for axis in stride(from: axes.count - 2, through: 0, by: -1) {
                source += block % axes[axis].extent * axes[axis].stride
                block /= axes[axis].extent
            }
            for offset in 0..<inner.extent { body(source + offset * inner.stride, start + offset) }
        }
    }

    /// y = x.
    public static func copy(_ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        Elements.run(count, pool) { range in (y + range.lowerBound).update(from: x + range.lowerBound, count: range.count) }
    }

    /// y += x.
    public static func add(_ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        Elements.run(count, pool) { range in
            for index in range { y[index] += x[index] }
        }
    }

    /// y /= divisor.
    public static func divide(_ y: UnsafeMutablePointer<Float>, by divisor: Float, count: Int, pool: WorkerPool) {
        Elements.run(count, pool) { range in
            for index in range { y[index] /= divisor }
        }
    }

    /// y = 0 in masked steps.
    public static func clear(_ y: UnsafeMutablePointer<Float>, mask: Mask, count: Int, perSample: Int, pool: WorkerPool) {
        let width = perSample / mask.steps
        pool.run(tasks: count) { sample, _ in
            for step in 0..<mask.steps where mask.counts[sample * mask.steps + step] == 0 {
                (y + sample * perSample + step * width).update(repeating: 0, count: width)
            }
        }
    }
}
