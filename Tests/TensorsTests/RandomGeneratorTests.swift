import Kernels
import Tensors
import Testing

struct RandomGeneratorTests {
    @Test func aPermutationHoldsEveryNumberOnceAndMixesThem() {
        let generator = RandomGenerator(seed: 1, purpose: .shuffle)
        let order = generator.permutation(1_000, stream: 1)
        #expect(order.sorted() == Array(0..<1_000))
        // A random permutation of n leaves about one number in its place and half of the neighbours in rising order.
        #expect(order.enumerated().filter { $0.offset == $0.element }.count < 10)
        let rising = zip(order, order.dropFirst()).filter { $0 < $1 }.count
        #expect((400...600).contains(rising))
        #expect(order != generator.permutation(1_000, stream: 2))
        #expect(order == RandomGenerator(seed: 1, purpose: .shuffle).permutation(1_000, stream: 1))
    }

    @Test func numbersAreEvenInTheirRange() {
        let generator = RandomGenerator(seed: 3, purpose: .sampling)
        var counts = [Int](repeating: 0, count: 10)
        var sum = 0.0
        for index in 0..<100_000 {
            counts[generator.integer(below: 10, stream: 5, index: index)] += 1
            sum += Double(generator.uniform(stream: 6, index: index))
        }
        #expect(counts.allSatisfy { (9_600...10_400).contains($0) })
        #expect(abs(sum / 100_000 - 0.5) < 0.005)
    }

    /// The test vectors of the paper's library (Random123, kat_vectors): philox4x32, 10 rounds.
    @Test func philoxGivesItsPublishedNumbers() {
        let zero = Philox(key: 0).words(SIMD4(0, 0, 0, 0))
        #expect(zero == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
        let ones = Philox(key: .max).words(SIMD4(repeating: .max))
        #expect(ones == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    }
}
