import Datasets
import Kernels
import Networks

/// The memory that a batch is gathered into.
final class BatchBuffers {
    private let inputs: FloatBuffer
    private let targets: FloatBuffer
    private var indices: [Int32]
    private let targetCount: Int
    let capacity: Int

    init(capacity: Int, inputCount: Int, targetCount: Int) {
        self.capacity = capacity
        self.targetCount = targetCount
        inputs = FloatBuffer(count: capacity * inputCount)
        targets = FloatBuffer(count: capacity * targetCount)
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
                UnsafeBufferPointer(rebasing: buffer[0..<count]), inputs: inputs.pointer, targets: targets.pointer,
                layout: .rows(width: targetCount / examples.targetsPerSample), epoch: epoch)
            return try body(Batch(inputs: inputs.pointer, targets: targets.pointer, count: count, epoch: epoch, samples: buffer.baseAddress))
        }
    }
}
