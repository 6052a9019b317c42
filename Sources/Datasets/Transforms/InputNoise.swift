import Kernels
import Tensors

/// A recipe's `noise:`: inputs are corrupted, and the targets are the clean inputs (a denoising autoencoder).
public enum NoiseSpec: Hashable, Sendable {
    /// `{gaussian: 0.4}`: normal noise with this standard deviation is added, and the result clipped.
    case gaussian(Double)
    /// `{masking: 0.3}`: this share of the numbers becomes 0 (Vincent et al. 2008).
    case masking(Double)
    /// `{salt_and_pepper: 0.1}`: this share of the numbers becomes the largest or the smallest value, each with the same chance.
    case saltAndPepper(Double)
}

extension NoiseSpec: DataValued {
    static let argument = DataArgument<DataSpec>(
        "noise", \.noise,
        .variant(
            [
                variant("gaussian", .real(0...100, kind: "a deviation", includesUpper: true), help: "standard deviation of the added noise"),
                variant("masking", .real(0...1, kind: "a share", includesUpper: true), help: "share of the numbers that are replaced"),
                variant("salt_and_pepper", .real(0...1, kind: "a share", includesUpper: true), help: "share of the numbers that are replaced"),
            ], expectation: "one kind", example: "Write {gaussian: 0.4}, {masking: 0.3} or {salt_and_pepper: 0.1}."),
        help: "noise added to the inputs; the targets are then the clean inputs")

    private static func variant(_ name: String, _ domain: DataDomain, help: String) -> DataVariant {
        DataVariant(name, .keys, [DataField(name, domain, help: help).with { ($0.isRequired, $0.first, $0.formName) = (true, .real(0.3), "amount") }])
    }

    var dataValue: DataValue {
        switch self {
        case .gaussian(let deviation): .variant("gaussian", ["gaussian": .real(deviation)])
        case .masking(let share): .variant("masking", ["masking": .real(share)])
        case .saltAndPepper(let share): .variant("salt_and_pepper", ["salt_and_pepper": .real(share)])
        }
    }

    init?(_ value: DataValue) {
        guard case .variant(let name, let values) = value, let amount = values[name].flatMap(Double.init) else { return nil }
        switch name {
        case "gaussian": self = .gaussian(amount)
        case "masking": self = .masking(amount)
        case "salt_and_pepper": self = .saltAndPepper(amount)
        default: return nil
        }
    }
}

/// Corrupts inputs with noise that depends only on seed, epoch and the example's index: new in each epoch of training, always the same in evaluation (epoch 0).
struct InputNoise: Sendable {
    let spec: NoiseSpec
    /// The range to which corrupted numbers are clipped: 0…1 as in Keras' example, extended to the smallest and largest training input.
    let range: ClosedRange<Float>
    let random: RandomGenerator

    /// `range`: a stored range; where there is none it is computed from `training`.
    init(_ spec: NoiseSpec, training: Examples, range kept: ClosedRange<Float>? = nil, seed: Int) {
        self.spec = spec
        random = RandomGenerator(seed: seed, purpose: .noise)
        range = kept ?? Self.range(of: training)
    }

    private static func range(of training: Examples) -> ClosedRange<Float> {
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
        return low...high
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
