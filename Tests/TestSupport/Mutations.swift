import Foundation
import Tensors

/// Damaged versions of a file's bytes: cut off, bits turned, numbers blown up; always the same ones.
public enum Mutations {
    public static func of(_ bytes: Data, count: Int) -> [Data] {
        let random = RandomGenerator(seed: 11, purpose: .sampling)
        return (0..<count).map { number in
            var damaged = [UInt8](bytes)
            func pick(_ bound: Int, _ place: Int) -> Int { random.integer(below: max(1, bound), stream: UInt64(number), index: place) }
            switch number % 4 {
            case 0: damaged = Array(damaged.prefix(pick(damaged.count, 0)))
            case 1: for change in 0..<1 + pick(4, 1) where !damaged.isEmpty { damaged[pick(damaged.count, 2 + change)] = UInt8(pick(256, 20 + change)) }
            case 2:
                let start = pick(damaged.count, 0)
                for place in start..<min(damaged.count, start + 4) { damaged[place] = 0xFF }
            default:
                let start = pick(min(damaged.count, 200), 0)
                damaged.insert(contentsOf: damaged.suffix(from: start).prefix(64), at: start)
            }
            return Data(damaged)
        }
    }
}
