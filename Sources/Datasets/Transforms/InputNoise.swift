import Kernels
import Tensors

/// What a recipe's `noise:` says: inputs are corrupted, targets, which are the inputs, stay clean.
public enum NoiseSpec: Hashable, Sendable {
    /// `{gaussian: 0.4}`: plus numbers of this deviation, clipped.
    case gaussian(Double)
    /// `{masking: 0.3}`: this share becomes 0 (Vincent et al. 2008).
    case masking(Double)
    /// `{salt_and_pepper: 0.1}`: this share becomes the largest or the smallest value, as a coin falls.
    case saltAndPepper(Double)
}

/// Noise that the seed, the epoch and the example's place pick: fresh every epoch while training, the same every time (epoch 0) for looking.
struct InputNoise: Sendable {
    let spec: NoiseSpec
    /// Corrupted numbers stay in it: 0…1 as in Keras' example, or from the smallest to the largest training input where those go beyond.
    let range: ClosedRange<Float>
    let random: RandomGenerator

    init(_ spec: NoiseSpec, training: Examples, seed: Int) {
        self.spec = spec
        random = RandomGenerator(seed: seed, purpose: .noise)
        var low: Float = 0, high: Float = 1
        var row = [Float](repeating: 0, count: training.shape.count)
        for index in 0..<training.count {
            row.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { training.gatherClean(index, to: base) }
                for number in buffer {
                    low = min(low, number)
                    high = max(high, number)
                }
            }
        }
        range = low...high
    }

    func corrupt(_ input: UnsafeMutablePointer<Float>, count: Int, example: Int, epoch: Int) {
        let stream = UInt64(epoch) << 32 | UInt64(example)
        let random = random.philox
        func replace(_ share: Double, with low: Float, and high: Float) {
            let half = Float(share / 2)
            CorruptionKernels.replace(input, count: count, lowShare: half, low: low, highShare: half, high: high, random: random, stream: stream)
        }
        switch spec {
        case .gaussian(let deviation): CorruptionKernels.addGaussian(input, count: count, deviation: Float(deviation), range: range, random: random, stream: stream)
        case .masking(let share): replace(share, with: 0, and: 0)
        case .saltAndPepper(let share): replace(share, with: range.lowerBound, and: range.upperBound)
        }
    }
}
