extension Philox {
    /// The words of eight counters at once: `words[w][lane]` is word w of the counter in that lane.
    @inline(__always)
    func words(_ counters: (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>)) -> (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>) {
        var (c0, c1, c2, c3) = counters
        var k0 = key[0], k1 = key[1]
        for _ in 0..<10 {
            let a = Self.product(c0, 0xD251_1F53), b = Self.product(c2, 0xCD9E_8D57)
            c0 = b.high ^ c1 ^ SIMD8(repeating: k0)
            c2 = a.high ^ c3 ^ SIMD8(repeating: k1)
            c1 = b.low
            c3 = a.low
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        return (c0, c1, c2, c3)
    }

    /// The upper and lower halves of the 64-bit products, computed separately for even and odd lanes, for which the processor has an instruction.
    @_transparent
    private static func product(_ x: SIMD8<UInt32>, _ factor: UInt64) -> (high: SIMD8<UInt32>, low: SIMD8<UInt32>) {
        let pairs = unsafeBitCast(x, to: SIMD4<UInt64>.self), low = SIMD4<UInt64>(repeating: 0xFFFF_FFFF), factors = SIMD4<UInt64>(repeating: factor)
        let even = (pairs & low) &* factors, odd = (pairs &>> 32) &* factors
        return (
            unsafeBitCast(even &>> 32 | odd & (low &<< 32), to: SIMD8<UInt32>.self), unsafeBitCast(even & low | odd &<< 32, to: SIMD8<UInt32>.self)
        )
    }
}
