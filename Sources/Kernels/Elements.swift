/// Passes over arrays, cut into tasks by their length.
enum Elements {
    static let block = 16_384

    @inline(__always)
    static func run(_ count: Int, _ pool: WorkerPool, _ body: (Range<Int>) -> Void) {
        pool.run(tasks: (count + block - 1) / block) { task, _ in body(task * block..<min(count, (task + 1) * block)) }
    }

    /// y = function(x), eight values at a time. The last few values are copied to a full vector, so that a value's result does not depend on its index.
    @inline(__always)
    static func map(_ range: Range<Int>, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector) -> Vector) {
        let x = x + range.lowerBound, y = y + range.lowerBound
        withSpare(range.count) { spare in
            spare.fill(0, from: x)
            for vector in 0..<spare.vectors { store(function(load(spare.place(vector, in: x, 0), 0)), spare.place(vector, in: y, 0), 0) }
            spare.empty(0, to: y)
        }
    }

    /// y = function(a, b), likewise.
    @inline(__always)
    static func map(
        _ range: Range<Int>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector, Vector) -> Vector
    ) {
        let a = a + range.lowerBound, b = b + range.lowerBound, y = y + range.lowerBound
        withSpare(range.count) { spare in
            spare.fill(0, from: a)
            spare.fill(1, from: b)
            for vector in 0..<spare.vectors {
                store(function(load(spare.place(vector, in: a, 0), 0), load(spare.place(vector, in: b, 1), 0)), spare.place(vector, in: y, 0), 0)
            }
            spare.empty(0, to: y)
        }
    }

    /// Calls `body` to loop over `count` values in whole vectors; an incomplete last vector is copied to spare memory. So the loop needs only one call of its function:
    /// a function that is called twice is not inlined, and a vector passed to a call is split in two halves.
    @inline(__always)
    static func withSpare(_ count: Int, _ body: (Spare) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: 3 * 32, alignment: 32) { memory in
            guard let memory = memory.baseAddress else { return }
            body(Spare(memory: memory.assumingMemoryBound(to: Float.self), whole: count / 8, rest: count % 8))
        }
    }

    /// Memory for the incomplete last vectors of up to three arrays.
    struct Spare {
        let memory: UnsafeMutablePointer<Float>
        let whole: Int, rest: Int

        @_transparent var vectors: Int { whole + (rest > 0 ? 1 : 0) }

        /// Copies the values after the whole vectors into spare vector `index`, filled up with zeros.
        @inline(__always)
        func fill(_ index: Int, from numbers: UnsafePointer<Float>) {
            guard rest > 0 else { return }
            store(Vector(), memory, 8 * index)
            for lane in 0..<rest { memory[8 * index + lane] = numbers[8 * whole + lane] }
        }

        /// Copies spare vector `index` back to the values after the whole vectors.
        @inline(__always)
        func empty(_ index: Int, to numbers: UnsafeMutablePointer<Float>) {
            for lane in 0..<rest { numbers[8 * whole + lane] = memory[8 * index + lane] }
        }

        /// The address of a vector of `numbers`: in the array itself, or in spare memory for an incomplete last one.
        @_transparent func place(_ vector: Int, in numbers: UnsafePointer<Float>, _ index: Int) -> UnsafePointer<Float> {
            vector < whole ? numbers + 8 * vector : UnsafePointer(memory + 8 * index)
        }

        @_transparent func place(_ vector: Int, in numbers: UnsafeMutablePointer<Float>, _ index: Int) -> UnsafeMutablePointer<Float> {
            vector < whole ? numbers + 8 * vector : memory + 8 * index
        }
    }
}
