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

extension NoiseSpec: DataValued {
    static let argument = DataArgument<DataSpec>(
        "noise", \.noise,
        .variant(
            [
                variant("gaussian", .real(0...100, kind: "a deviation", includesUpper: true), help: "deviation of what is added"),
                variant("masking", .real(0...1, kind: "a share", includesUpper: true), help: "share of the numbers that are spoilt"),
                variant("salt_and_pepper", .real(0...1, kind: "a share", includesUpper: true), help: "share of the numbers that are spoilt"),
            ], expectation: "one kind", example: "Write {gaussian: 0.4}, {masking: 0.3} or {salt_and_pepper: 0.1}."),
        help: "what spoils inputs that are to come out clean; the targets are then the inputs")

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

/// Noise that the seed, the epoch and the example's place pick: fresh every epoch while training, the same every time (epoch 0) for looking.
struct InputNoise: Sendable {
    let spec: NoiseSpec
    /// Corrupted numbers stay in it: 0…1 as in Keras' example, or from the smallest to the largest training input where those go beyond.
    let range: ClosedRange<Float>
    let random: RandomGenerator

    /// `range` is one that was kept; where there is none it is found in `training`.
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
