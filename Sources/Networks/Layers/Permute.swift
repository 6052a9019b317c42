import Kernels
import Tensors

/// Reorders the axes, which count from 1 without the batch, as in Keras.
public struct Permute: RunnableLayer {
    /// Which input axis becomes the first, second, … output axis, counted from 1 without the batch.
    public var dims = [2, 1]
    var links = LayerLinks()

    /// Swaps two axes.
    public init() {}

    /// The axes in another order.
    public init(_ dims: [Int]) { self.dims = dims }

    static let kerasName = "Permute"
    static let family = LayerFamily.shape
    static let summary = "reorders the axes"
    static let formula = "y[i, j] = x[j, i] for dims [2, 1]"
    static let arguments: [Argument<Permute>] = [
        .integers("dims", \.dims, count: 1...4, 1...4, isRequired: true, help: "which input axis comes first, second, …, counted from 1")
    ]

    static let arrangement = Arrangement.moves
    var spec: LayerSpec { .permute(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard dims.sorted() == Array(1..<input.rank + 1) else {
            throw LayerProblem(
                "dims [\(dims.map(String.init).joined(separator: ", "))]: expected each axis of \(input.tuple) once, the numbers 1 to \(input.rank) in some order.",
                repairs: input.rank > 1 ? [.replace(.permute(Permute([2, 1] + Array(3..<max(3, input.rank + 1)))))] : [.remove])
        }
        return LayerFigures(output: Shape(dims.map { input[$0 - 1] }))
    }

    func layer(at site: LayerSite) -> any Layer {
        PlacingLayer(kernels: PermuteKernels(input: site.input.dimensions, order: dims.map { $0 - 1 }))
    }
}
