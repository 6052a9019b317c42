import Tensors

/// What the targets of a data set are.
public enum TargetKind: Hashable, Sendable {
    /// One of this many classes at each of `perSample` positions: 1, or the steps of a sequence.
    case classes(Int, perSample: Int = 1)
    /// Numbers of this shape; with a 1 in each row where they stand for classes.
    case values(Shape)
    /// The inputs themselves, of this shape: an autoencoder's.
    case inputs(Shape)
}
