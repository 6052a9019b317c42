import Kernels

/// Random numbers without a state: a number is selected by seed, purpose, stream and index, so it is the same on any thread, in any order and in a resumed
/// run.
public struct RandomGenerator: Sendable {
    /// What numbers are used for. Generators of different purposes are independent.
    public enum Purpose: UInt64, Sendable {
        case weights = 1, shuffle, dropout, split, sampling
        case noise = 16, augmentation
    }

    /// The generator of the random words.
    public let philox: Philox

    /// The same seed and purpose give the same numbers.
    public init(seed: Int, purpose: Purpose) {
        // Multiplication by odd constants separates neighbouring seeds and purposes; Philox does the mixing.
        philox = Philox(key: UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ purpose.rawValue &* 0xD1B5_4A32_D192_ED03)
    }

    /// The number with index `index` in `stream`, uniform in [0, 1) with 24 random bits.
    public func uniform(stream: UInt64, index: Int) -> Float {
        Float(word(stream: stream, index: index) >> 8) * 0x1p-24
    }

    /// The four numbers with indices from 4 · `group` on: the same as from `uniform`, with a quarter of the work.
    public func uniforms(stream: UInt64, group: Int) -> SIMD4<Float> {
        SIMD4<Float>(philox.words(index: UInt64(group), stream: stream) &>> 8) * 0x1p-24
    }

    /// A whole number from 0 to bound − 1, with index `index` in `stream` (Lemire's multiplication; the bias is below bound / 2³²).
    public func integer(below bound: Int, stream: UInt64, index: Int) -> Int {
        Int((UInt64(word(stream: stream, index: index)) &* UInt64(bound)) >> 32)
    }

    /// The numbers from 0 to count − 1 in random order (Fisher and Yates' shuffle).
    public func permutation(_ count: Int, stream: UInt64) -> [Int] {
        var order = Array(0..<count)
        var place = count - 1
        while place > 0 {
            order.swapAt(place, integer(below: place + 1, stream: stream, index: place))
            place -= 1
        }
        return order
    }

    private func word(stream: UInt64, index: Int) -> UInt32 {
        philox.words(index: UInt64(index) >> 2, stream: stream)[index & 3]
    }
}
