extension Philox {
    /// The words of eight counters at once: `words[w][lane]` is word w of the counter in that lane.
    @inline(__always)
    func words(_ counters: (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>)) -> (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>) {
        var (c0, c1, c2, c3) = counters
        var k0 = key[0], k1 = key[1]
        for _ in 0..<10 {
            let a = SIMD8<UInt64>(truncatingIfNeeded: c0) &* SIMD8<UInt64>(repeating: 0xD251_1F53)
            let b = SIMD8<UInt64>(truncatingIfNeeded: c2) &* SIMD8<UInt64>(repeating: 0xCD9E_8D57)
            c0 = SIMD8<UInt32>(truncatingIfNeeded: b &>> 32) ^ c1 ^ SIMD8(repeating: k0)
            c2 = SIMD8<UInt32>(truncatingIfNeeded: a &>> 32) ^ c3 ^ SIMD8(repeating: k1)
            c1 = SIMD8<UInt32>(truncatingIfNeeded: b)
            c3 = SIMD8<UInt32>(truncatingIfNeeded: a)
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        return (c0, c1, c2, c3)
    }
}
