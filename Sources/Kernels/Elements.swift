/// Passes over elements, cut by their number.
enum Elements {
    static let block = 16_384

    @inline(__always)
    static func run(_ count: Int, _ pool: WorkerPool, _ body: (Range<Int>) -> Void) {
        pool.run(tasks: (count + block - 1) / block) { task, _ in body(task * block..<min(count, (task + 1) * block)) }
    }

    /// Eight at a time; the last few in a vector of their own, so that a number's result does not depend on its place.
    @inline(__always)
    static func map(_ range: Range<Int>, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector) -> Vector) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            store(function(load(x, index)), y, index)
            index += 8
        }
        guard index < range.upperBound else { return }
        let count = range.upperBound - index
        storeFirst(count, function(loadFirst(count, x, index)), y, index)
    }

    /// The same of two numbers.
    @inline(__always)
    static func map(
        _ range: Range<Int>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector, Vector) -> Vector
    ) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            store(function(load(a, index), load(b, index)), y, index)
            index += 8
        }
        guard index < range.upperBound else { return }
        let count = range.upperBound - index
        storeFirst(count, function(loadFirst(count, a, index), loadFirst(count, b, index)), y, index)
    }
}
