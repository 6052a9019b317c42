import Kernels
import Tensors

/// Puts zeros around images.
///
/// Shapes: x (height, width, channels), y (height + top + bottom, width + left + right, channels).
public struct ZeroPadding2D: RunnableLayer {
    /// How many rows and columns of zeros to add at each edge.
    public var edges = Edges(top: 1, bottom: 1, left: 1, right: 1)
    var links = LayerLinks()

    /// One row or column of zeros at each edge, Keras' default.
    public init() {}

    static let kerasName = "ZeroPadding2D"
    static let family = LayerFamily.shape
    static let summary = "puts zeros around images"
    static let formula = "(h, w, c) → (h + top + bottom, w + left + right, c)"
    static let arguments: [Argument<ZeroPadding2D>] = [
        .edges("padding", \.edges, 0...4_096, help: "rows and columns at the edges: one number, [rows, columns] or [[top, bottom], [left, right]]")
    ]

    static let readsImages = true
    var spec: LayerSpec { .zeroPadding2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw .expectsImages(input)
        }
        return LayerFigures(output: [input[0] + edges.top + edges.bottom, input[1] + edges.left + edges.right, input[2]])
    }

    func layer(at site: LayerSite) -> any Layer {
        PlacingLayer(
            kernels: ResamplingKernels(
                channels: site.input[2], rows: .init(inputs: site.input[0], outputs: site.output[0]) { $0 - edges.top },
                columns: .init(inputs: site.input[1], outputs: site.output[1]) { $0 - edges.left }))
    }
}
