import Datasets
import Networks
import Recipes
import Tensors

/// Why a run can't start or continue: one sentence with the repair.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error with this sentence.
    public init(_ description: String) {
        self.description = description
    }
}
