import Datasets
import Networks
import Recipes
import Tensors

/// Why a run can't start or go on: one sentence with the repair.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
