import Tensors

/// What the targets of a data set are.
public enum TargetKind: Hashable, Sendable {
    /// One of so many classes for each of `perSample` positions: 1, or the steps of a sequence.
    case classes(Int, perSample: Int = 1)
    /// Rows of numbers of this shape; with a one in each where they stand for classes.
    case values(Shape)
    case inputs(Shape)
}
