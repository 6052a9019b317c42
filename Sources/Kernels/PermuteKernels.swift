/// Reorders the axes of samples with at most four axes. One task per sample.
public struct PermuteKernels: Sendable {
    /// The extents of the output's axes, and their strides in the input.
    private let counts: SIMD4<Int>
    private let strides: SIMD4<Int>

    /// `order[i]`: the axis of the input, from 0, that becomes the output's axis i. Must contain each axis once.
    public init(input: [Int], order: [Int]) {
        precondition(order.count <= 4 && order.sorted() == Array(input.indices))
        var apart = [Int](repeating: 1, count: input.count)
        for axis in input.indices.dropLast().reversed() { apart[axis] = apart[axis + 1] * input[axis + 1] }
        var counts = SIMD4<Int>(repeating: 1), strides = SIMD4<Int>()
        for (place, axis) in order.enumerated() {
            counts[4 - order.count + place] = input[axis]
            strides[4 - order.count + place] = apart[axis]
        }
        self.counts = counts
        self.strides = strides
    }

    /// How many values a sample has.
    public var count: Int { counts[0] * counts[1] * counts[2] * counts[3] }

    /// y from x.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in visit { y[sample * count + $0] = x[sample * count + $1] } }
    }

    /// dx from dy.
    public func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        pool.run(tasks: batch) { sample, _ in visit { dx[sample * count + $1] = dy[sample * count + $0] } }
    }

    @inline(__always)
    private func visit(_ body: (_ place: Int, _ source: Int) -> Void) {
        var place = 0
        for a in 0..<counts[0] {
            for b in 0..<counts[1] {
                for c in 0..<counts[2] {
                    let start = a * strides[0] + b * strides[1] + c * strides[2]
                    for d in 0..<counts[3] {
                        body(place, start + d * strides[3])
                        place += 1
                    }
                }
            }
        }
    }
}
