import Kernels
import Tensors

/// Removes rows and columns at the edges of images.
///
/// Shapes: x (height, width, channels), y (height − top − bottom, width − left − right, channels).
public struct Cropping2D: RunnableLayer {
    /// How many rows and columns to remove at each edge.
    public var edges = Edges(top: 0, bottom: 0, left: 0, right: 0)
    var links = LayerLinks()

    /// Removes nothing.
    public init() {}

    static let kerasName = "Cropping2D"
    static let family = LayerFamily.shape
    static let summary = "removes the edges of images"
    static let formula = "(h, w, c) → (h − top − bottom, w − left − right, c)"
    static let arguments: [Argument<Cropping2D>] = [
        .edges("cropping", \.edges, 0...4_096, help: "rows and columns at the edges: one number, [rows, columns] or [[top, bottom], [left, right]]")
    ]

    static let arrangement = Arrangement.moves
    static let readsImages = true
    var spec: LayerSpec { .cropping2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw .expectsImages(input)
        }
        guard input[0] > edges.top + edges.bottom, input[1] > edges.left + edges.right else {
            throw LayerProblem("cropping \(ArgumentValue.edges(edges)) removes all of its input, \(input[0])×\(input[1]). Crop less.")
        }
        return LayerFigures(output: [input[0] - edges.top - edges.bottom, input[1] - edges.left - edges.right, input[2]])
    }

    func layer(at site: LayerSite) -> any Layer {
        PlacingLayer(
            kernels: ResamplingKernels(
                channels: site.input[2], rows: .init(inputs: site.input[0], outputs: site.output[0]) { $0 + edges.top },
                columns: .init(inputs: site.input[1], outputs: site.output[1]) { $0 + edges.left }))
    }
}
