import Tensors

/// What a recipe's `balance:` says: classes of the training part made equally frequent, by repeating or leaving out examples that the seed picks.
public enum Balance: String, CaseIterable, Hashable, Sendable, DataValued {
    /// Examples of rarer classes are repeated until each class is as large as the largest, none once more than another of its class.
    case oversample
    /// Examples of more frequent classes are left out until each class is as small as the smallest.
    case undersample

    /// Apart from the splits' streams.
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
        var places: [Int] = []
        for (category, own) in members.sorted(by: { $0.key < $1.key }) {
            var turn: UInt64 = 0
            var drawn: [Int] = []
            while drawn.count < size {
                let stream = Balance.firstStream + UInt64(category) << 20 + turn
                drawn += random.permutation(own.count, stream: stream).prefix(size - drawn.count).map { own[$0] }
                turn += 1
            }
            places += drawn
        }
        // Mixed, so that unshuffled training meets all classes from the start.
        return training.picked(random.permutation(places.count, stream: Balance.firstStream - 1).map { places[$0] })
    }
}
