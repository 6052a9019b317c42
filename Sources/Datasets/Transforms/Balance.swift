import Tensors

/// A recipe's `balance:`: makes the classes of the training part equally frequent, by repeating or leaving out examples that are chosen at random.
public enum Balance: String, CaseIterable, Hashable, Sendable, DataValued {
    /// Examples of rarer classes are repeated until each class has as many as the largest. Within a class, the numbers of repetitions differ by at most one.
    case oversample
    /// Examples of more frequent classes are left out until each class has as many as the smallest.
    case undersample

    /// The first random stream, distinct from those of splits.
    private static let firstStream: UInt64 = 1 << 40

    func applied(to training: Examples, seed: Int) -> Examples {
        let random = RandomGenerator(seed: seed, purpose: .split)
        var members: [Int: [Int]] = [:]
        for index in 0..<training.count {
            if let category = training.category(index) { members[category, default: []].append(index) }
        }
        let sizes = members.values.map(\.count)
        guard let smallest = sizes.min(), let largest = sizes.max(), smallest < largest else { return training }
        let size = self == .oversample ? largest : smallest
        var indices: [Int] = []
        for (category, own) in members.sorted(by: { $0.key < $1.key }) {
            var turn: UInt64 = 0
            var drawn: [Int] = []
            while drawn.count < size {
                let stream = Balance.firstStream + UInt64(category) << 20 + turn
                drawn += random.permutation(own.count, stream: stream).prefix(size - drawn.count).map { own[$0] }
                turn += 1
            }
            indices += drawn
        }
        // Shuffled, so that training without shuffling sees all classes from the start.
        return training.picked(random.permutation(indices.count, stream: Balance.firstStream - 1).map { indices[$0] })
    }
}
