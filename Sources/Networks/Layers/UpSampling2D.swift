import Kernels
import Tensors

/// Enlarges images by whole factors.
///
/// nearest: y[i, j] = x[i / rows, j / columns]; bilinear: between the four nearest centres, the border repeated.
///
/// Shapes: x (height, width, channels), y (height · rows, width · columns, channels).
public struct UpSampling2D: RunnableLayer {
    public var size = Pair(2, 2)
    public var interpolation = Interpolation.nearest

    public enum Interpolation: String, CaseIterable, Hashable, Sendable { case nearest, bilinear }

    public init() {}

    public init(size: Pair) {
        self.size = size
    }

    public static let kerasName = "UpSampling2D"
    public static let family = LayerFamily.shape
    public static let summary = "enlarges images by whole factors"
    public static let formula = "y[i, j] = x[i / rows, j / columns]"
    public static let arguments: [Argument<UpSampling2D>] = [
        .pair("size", \.size, 1...1_024, help: "factors of rows × columns"),
        .choice("interpolation", \.interpolation, help: "nearest repeats, bilinear goes over evenly"),
    ]

    public var spec: LayerSpec { .upSampling2D(self) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw LayerProblem("expects images (height, width, channels), got \(input.tuple). Put a Reshape before it, or remove it.", repairs: [.remove])
        }
        let output: Shape = [Operations.product(input[0], size.rows), Operations.product(input[1], size.columns), input[2]]
        return LayerFigures(output: output, flops: interpolation == .bilinear ? Operations.product(output[0], output[1], output[2], 8) : 0)
    }

    func layer(at site: LayerSite) -> any Layer {
        let (rows, columns) = (site.output[0], site.output[1]), width = site.input[1]
        let inputs = site.input[0] * width, outputs = rows * columns, channels = site.input[2]
        if interpolation == .nearest {
            let sources = (0..<outputs).map { Int32($0 / columns / size.rows * width + $0 % columns / size.columns) }
            return ResamplingLayer(kernels: .init(channels: channels, inputs: inputs, outputs: outputs, sources: sources))
        }
        let down = (0..<rows).map { Self.taps($0, factor: size.rows, count: site.input[0]) }
        let across = (0..<columns).map { Self.taps($0, factor: size.columns, count: width) }
        var sources: [Int32] = [], weights: [Float] = []
        for row in down {
            for column in across {
                for (source, weight) in row {
                    sources += column.map { Int32(source * width + $0.0) }
                    weights += column.map { Float(weight * $0.1) }
                }
            }
        }
        return ResamplingLayer(kernels: .init(channels: channels, inputs: inputs, outputs: outputs, taps: 4, sources: sources, weights: weights))
    }

    /// The two places that a place of the larger axis lies between, with their shares.
    private static func taps(_ place: Int, factor: Int, count: Int) -> [(Int, Double)] {
        let centre = min(max((Double(place) + 0.5) / Double(factor) - 0.5, 0), Double(count - 1)), below = Int(centre)
        let share = centre - Double(below)
        return [(below, 1 - share), (min(below + 1, count - 1), share)]
    }
}
