import Kernels

/// Random numbers without a state: a number is picked by seed, purpose, stream and place, so the same question has the same answer on any
/// thread, in any order and in a resumed run.
public struct RandomGenerator: Sendable {
    /// What numbers are for: two purposes never share a number.
    public enum Purpose: UInt64, Sendable {
        case weights = 1, shuffle, dropout, split, sampling
        case noise = 16, augmentation
    }

    public let philox: Philox

    public init(seed: Int, purpose: Purpose) {
        // Weyl steps keep neighbouring seeds and purposes apart; Philox does the mixing.
        philox = Philox(key: UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ purpose.rawValue &* 0xD1B5_4A32_D192_ED03)
    }

    /// The number at place `index` of `stream`, uniform in [0, 1) with 24 bits.
    public func uniform(stream: UInt64, index: Int) -> Float {
        Float(word(stream: stream, index: index) >> 8) * 0x1p-24
    }

    /// The four numbers at places 4 · `group` and after: what `uniform` gives one by one, at a quarter of the work.
    public func uniforms(stream: UInt64, group: Int) -> SIMD4<Float> {
        SIMD4<Float>(philox.words(index: UInt64(group), stream: stream) &>> 8) * 0x1p-24
    }

    /// A number below `bound`, at place `index` of `stream` (Lemire's multiplication; the bias is below bound / 2³²).
    public func integer(below bound: Int, stream: UInt64, index: Int) -> Int {
        Int((UInt64(word(stream: stream, index: index)) &* UInt64(bound)) >> 32)
    }

    /// The numbers below `count` in random order (Fisher and Yates).
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
