import Tensors

/// The order in which each epoch takes the training examples: shuffled anew by the seed and the epoch, or as they are stored.
struct EpochOrder {
    private let count: Int
    /// `nil` where the recipe doesn't shuffle.
    private let random: RandomGenerator?
    private var indices: [Int] = []
    /// The epoch that `indices` is of.
    private var epoch = 0

    init(count: Int, shuffles: Bool, seed: Int) {
        self.count = count
        random = shuffles ? RandomGenerator(seed: seed, purpose: .shuffle) : nil
    }

    /// The examples' indices in the order of an epoch (from 1), worked out once an epoch.
    mutating func indices(ofEpoch epoch: Int) -> [Int] {
        if self.epoch != epoch {
            indices = random?.permutation(count, stream: UInt64(epoch)) ?? Array(0..<count)
            self.epoch = epoch
        }
        return indices
    }
}
