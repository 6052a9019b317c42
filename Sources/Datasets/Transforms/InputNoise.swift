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
        switch spec {
        case .gaussian(let deviation): addGaussian(input, count, deviation: Float(deviation), stream)
        case .masking(let share):
            eachUniform(count, stream) { place, chance in if chance < Float(share) { input[place] = 0 } }
        case .saltAndPepper(let share):
            eachUniform(count, stream) { place, chance in
                if chance < Float(share) { input[place] = chance < Float(share) / 2 ? range.lowerBound : range.upperBound }
            }
        }
    }

    private func addGaussian(_ input: UnsafeMutablePointer<Float>, _ count: Int, deviation: Float, _ stream: UInt64) {
        var place = 0, group = 0
        while place < count {
            let numbers = random.gaussians(stream: stream, group: group) * deviation
            for lane in 0..<min(8, count - place) {
                input[place + lane] = min(range.upperBound, max(range.lowerBound, input[place + lane] + numbers[lane]))
            }
            place += 8
            group += 1
        }
    }

    private func eachUniform(_ count: Int, _ stream: UInt64, _ body: (_ place: Int, _ chance: Float) -> Void) {
        var place = 0
        while place < count {
            let numbers = random.uniforms(stream: stream, group: place / 4)
            for lane in 0..<min(4, count - place) { body(place + lane, numbers[lane]) }
            place += 4
        }
    }
}
