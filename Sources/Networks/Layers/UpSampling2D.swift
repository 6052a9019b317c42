import Kernels
import Tensors

/// Enlarges images by whole factors.
///
/// nearest: y[i, j] = x[i / rows, j / columns]; bilinear: interpolated between the four nearest pixel centres, with the border repeated.
///
/// Shapes: x (height, width, channels), y (height · rows, width · columns, channels).
public struct UpSampling2D: RunnableLayer {
    /// Factors of rows × columns.
    public var size = Pair(2, 2)
    /// Whether pixels are repeated or interpolated.
    public var interpolation = Interpolation.nearest
    var links = LayerLinks()

    /// How the pixels between those of the input are made: the nearest one, or bilinear between four.
    public enum Interpolation: String, CaseIterable, Hashable, Sendable { case nearest, bilinear }

    /// Twice as large, pixels repeated: Keras' defaults.
    public init() {}

    /// Pixels are repeated.
    public init(size: Pair) {
        self.size = size
    }

    static let kerasName = "UpSampling2D"
    static let family = LayerFamily.shape
    static let summary = "enlarges images by whole factors"
    static let formula = "y[i, j] = x[i / rows, j / columns]"
    static let arguments: [Argument<UpSampling2D>] = [
        .pair("size", \.size, 1...1_024, help: "factors of enlargement, rows × columns"),
        .choice("interpolation", \.interpolation, help: "nearest repeats pixels, bilinear interpolates"),
    ]

    static let arrangement = Arrangement.moves
    static let readsImages = true
    var spec: LayerSpec { .upSampling2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw .expectsImages(input)
        }
        let output: Shape = [Operations.product(input[0], size.rows), Operations.product(input[1], size.columns), input[2]]
        return LayerFigures(output: output, flops: interpolation == .bilinear ? Operations.product(output[0], output[1], output[2], 8) : 0)
    }

    func layer(at site: LayerSite) -> any Layer {
        PlacingLayer(
            kernels: ResamplingKernels(
                channels: site.input[2], rows: axis(site.input[0], factor: size.rows), columns: axis(site.input[1], factor: size.columns)))
    }

    private func axis(_ count: Int, factor: Int) -> ResamplingKernels.Axis {
        switch interpolation {
        case .nearest: .init(inputs: count, outputs: count * factor) { $0 / factor }
        case .bilinear:
            // The two input positions that an output position lies between, with their weights.
            .init(inputs: count, outputs: count * factor) { (place: Int) -> [ResamplingKernels.Axis.Tap] in
                let centre = min(max((Double(place) + 0.5) / Double(factor) - 0.5, 0), Double(count - 1)), below = Int(centre)
                let share = centre - Double(below)
                return [.init(below, weight: Float(1 - share)), .init(min(below + 1, count - 1), weight: Float(share))]
            }
        }
    }
}
