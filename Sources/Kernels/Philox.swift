/// Philox4x32-10 (Salmon et al. 2011): four random 32-bit words from a counter and a key. It has no state: the same counter gives the same words on any
/// thread and in any order.
public struct Philox: Sendable {
    let key: SIMD2<UInt32>

    /// Generators with different keys are independent.
    public init(key: UInt64) {
        self.key = SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    }

    /// The four words of `counter`.
    public func words(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        var c = counter, k = key
        for _ in 0..<10 {
            let a = UInt64(c[0]) * 0xD251_1F53, b = UInt64(c[2]) * 0xCD9E_8D57
            c = SIMD4(
                UInt32(truncatingIfNeeded: b >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: b),
                UInt32(truncatingIfNeeded: a >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: a))
            k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85)
        }
        return c
    }

    /// The four words with index `index` in stream `stream`.
    public func words(index: UInt64, stream: UInt64) -> SIMD4<UInt32> {
        words(
            SIMD4(
                UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), UInt32(truncatingIfNeeded: stream),
                UInt32(truncatingIfNeeded: stream >> 32)))
    }
}
