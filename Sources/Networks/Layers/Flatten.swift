import Tensors

/// Lays all values of a sample in one row, the last axis fastest.
public struct Flatten: LayerDescription {
    public init() {}

    public static let kerasName = "Flatten"
    public static let family = LayerFamily.shape
    public static let summary = "lays all values in one row"
    public static let formula = "(h, w, c) → (h·w·c)"
    public static let arguments: [Argument<Flatten>] = []

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: [input.count])
    }
}
