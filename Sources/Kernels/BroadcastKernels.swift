/// Arithmetic between an array and a smaller one that is repeated along the axes where its extent is 1, as NumPy and Keras broadcast.
///
/// For a batch: x (count, inputs), y (count, outputs). A task is one sample, or a block of values where nothing is repeated. Gradients of repeated values are summed in the order of
/// the larger array, so they are the same at any number of threads.
public struct BroadcastKernels: Sendable {
    /// How many values a sample of the smaller and of the larger array has.
    public let inputs: Int, outputs: Int
    /// The index in the smaller array for each index in the larger one; empty where both have the same shape.
    private let sources: [Int32]

    /// `input` and `output` are the extents of a sample, aligned at the last axis. Every extent of `input` must be that of `output` or 1.
    public init(input: [Int], output: [Int]) {
        inputs = input.reduce(1, *)
        outputs = output.reduce(1, *)
        guard inputs != outputs else {
            sources = []
            return
        }
        // The input's stride along each axis of the output: 0 along an axis that is repeated.
        var strides = [Int](repeating: 0, count: output.count), apart = 1
        for (axis, extent) in input.enumerated().reversed() {
            let opposite = output.count - input.count + axis
            strides[opposite] = extent == 1 ? 0 : apart
            apart *= extent
        }
        var sources: [Int32] = [0]
        for (axis, extent) in output.enumerated() {
            sources = sources.flatMap { start in (0..<extent).map { start + Int32($0 * strides[axis]) } }
        }
        self.sources = sources
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
        if sources.isEmpty {
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
        if sources.isEmpty, factor == nil, mask == nil {
            Self.copy(dy, to: dx, count: count * outputs, pool: pool)
            return
        }
        pool.run(tasks: count) { sample, _ in
            let target = dx + sample * inputs, start = sample * outputs
            target.update(repeating: 0, count: inputs)
            for place in 0..<outputs where !isMasked(mask, sample, place) {
                target[sources.isEmpty ? place : Int(sources[place])] += dy[start + place] * (factor?[start + place] ?? 1)
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
        pool.run(tasks: count) { sample, _ in
            if sources.isEmpty {
                for place in 0..<outputs { body(sample, place, place) }
            } else {
                for place in 0..<outputs { body(sample, Int(sources[place]), place) }
            }
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
