import Kernels
import Tensors

/// Repeats a vector at each of n steps, for a decoder that reads a code.
///
/// Shapes: x (features), y (n, features).
public struct RepeatVector: RunnableLayer {
    /// How many steps the output has.
    public var n = 10
    var links = LayerLinks()

    /// Ten steps: Keras has no default.
    public init() {}

    /// Repeats its input so often.
    public init(_ n: Int) { self.n = n }

    static let kerasName = "RepeatVector"
    static let family = LayerFamily.shape
    static let summary = "repeats a vector at each of n steps"
    static let formula = "(features) → (n, features)"
    static let arguments: [Argument<RepeatVector>] = [.integer("n", \.n, 1...65_536, isRequired: true, help: "how many steps")]

    var spec: LayerSpec { .repeatVector(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 1 else {
            throw LayerProblem("expects a flat input, got \(input.tuple). Put a Flatten before it.", repairs: [.insertBefore(.flatten(Flatten()))])
        }
        return LayerFigures(output: [n, input[0]])
    }

    func layer(at site: LayerSite) -> any Layer {
        PlacingLayer(
            kernels: ResamplingKernels(
                channels: site.input[0], rows: .init(inputs: 1, outputs: n) { _ in 0 }, columns: .init(inputs: 1, outputs: 1) { _ in 0 }))
    }
}
