import Tensors

/// The order of the training examples in each epoch: shuffled by seed and epoch, or as they are stored.
struct EpochOrder {
    private let count: Int
    /// `nil` where the recipe doesn't shuffle.
    private let random: RandomGenerator?
    private var indices: [Int] = []
    /// The epoch to which `indices` belongs.
    private var epoch = 0

    init(count: Int, shuffles: Bool, seed: Int) {
        self.count = count
        random = shuffles ? RandomGenerator(seed: seed, purpose: .shuffle) : nil
    }

    /// The examples' indices in the order of an epoch (from 1), computed once for each epoch.
    mutating func indices(ofEpoch epoch: Int) -> [Int] {
        if self.epoch != epoch {
            indices = random?.permutation(count, stream: UInt64(epoch)) ?? Array(0..<count)
            self.epoch = epoch
        }
        return indices
    }
}
