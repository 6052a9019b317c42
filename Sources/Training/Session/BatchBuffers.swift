import Datasets
import Kernels
import Networks

/// The memory of a batch.
final class BatchBuffers {
    private let inputs: FloatBuffer
    private let targets: FloatBuffer
    private let weights: FloatBuffer
    private var stored: [Int32]
    private let layout: TargetLayout
    private let pool: WorkerPool?
    let capacity: Int

    /// Buffers for batches of `examples` of the size and layout that `trainable` needs.
    init(for trainable: any Trainable, _ examples: Examples, pool: WorkerPool?) {
        capacity = trainable.capacity
        layout = trainable.takesClassNumbers ? .indices : .rows(width: max(1, trainable.targetCount / examples.targetsPerSample))
        self.pool = pool
        inputs = FloatBuffer(count: capacity * trainable.inputCount)
        targets = FloatBuffer(count: capacity * max(trainable.targetCount, examples.targetCount(layout)))
        weights = FloatBuffer(count: capacity)
        stored = [Int32](repeating: 0, count: capacity)
    }

    /// Gathers the examples with these indices and passes them to `body` as a batch.
    func with<Result, Failure: Error>(
        _ examples: Examples, _ indices: ArraySlice<Int>, epoch: Int = 0, _ body: (Batch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let count = min(indices.count, capacity)
        for (offset, index) in indices.prefix(count).enumerated() { stored[offset] = Int32(truncatingIfNeeded: index) }
        return try stored.withUnsafeBufferPointer { buffer throws(Failure) in
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
