import Datasets
import Kernels
import Networks

/// The memory that a batch is gathered into.
final class BatchBuffers {
    private let inputs: FloatBuffer
    private let targets: FloatBuffer
    private let weights: FloatBuffer
    private var indices: [Int32]
    private let layout: TargetLayout
    private let pool: WorkerPool?
    let capacity: Int

    /// Batches of `examples` for `trainable`.
    init(for trainable: any Trainable, _ examples: Examples, pool: WorkerPool?) {
        capacity = trainable.capacity
        layout = trainable.takesClassNumbers ? .indices : .rows(width: max(1, trainable.targetCount / examples.targetsPerSample))
        self.pool = pool
        inputs = FloatBuffer(count: capacity * trainable.inputCount)
        targets = FloatBuffer(count: capacity * max(trainable.targetCount, examples.targetCount(layout)))
        weights = FloatBuffer(count: capacity)
        indices = [Int32](repeating: 0, count: capacity)
    }

    /// Gathers the examples at `places` and hands them on as a batch.
    func with<Result, Failure: Error>(
        _ examples: Examples, _ places: ArraySlice<Int>, epoch: Int = 0, _ body: (Batch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let count = min(places.count, capacity)
        for (offset, place) in places.prefix(count).enumerated() { indices[offset] = Int32(truncatingIfNeeded: place) }
        return try indices.withUnsafeBufferPointer { buffer throws(Failure) in
            examples.gather(
                UnsafeBufferPointer(rebasing: buffer[0..<count]), inputs: inputs.pointer, targets: targets.pointer, weights: weights.pointer, layout: layout,
                epoch: epoch, pool: pool)
            return try body(
                Batch(
                    inputs: inputs.pointer, targets: targets.pointer, count: count, epoch: epoch, samples: buffer.baseAddress,
                    weights: examples.weights == nil ? nil : UnsafePointer(weights.pointer)))
        }
    }
}
