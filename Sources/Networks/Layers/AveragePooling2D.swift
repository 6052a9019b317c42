import Kernels
import Tensors

/// Pooling: keeps the mean of each window, map by map.
///
/// y = mean of the window (padding left out)
///
/// Shapes: x (height, width, channels), y (rows, columns, channels).
public struct AveragePooling2D: LayerDescription {
    public var poolSize = Pair(2, 2)
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Pair?
    public var padding = Padding.valid

    public init() {}

    public init(poolSize: Pair, strides: Pair? = nil, padding: Padding = .valid) {
        self.poolSize = poolSize
        self.strides = strides
        self.padding = padding
    }

    public static let kerasName = "AveragePooling2D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of each window"
    public static let formula = "y = mean of the window (padding left out)"
    public static let arguments: [Argument<AveragePooling2D>] = [
        .pair("pool_size", \.poolSize, 1...1_024, help: "rows × columns of the window"),
        .optionalPair("strides", \.strides, 1...1_024, noneMeans: "as pool_size", help: "step of the window"),
        .choice("padding", \.padding, help: "valid stays inside, same reaches over the border"),
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        let output = try Window.output(input, window: poolSize, strides: strides ?? poolSize, padding: padding, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return .averagePooling2D(smaller)
        }
        return LayerFigures(output: [output.rows, output.columns, input[2]], flops: output.rows * output.columns * input[2] * poolSize.rows * poolSize.columns)
    }
}

/// Average pooling that runs.
struct AveragePooling2DLayer: Layer {
    let kernels: PoolingKernels
    let outputCount: Int

    init(_ spec: AveragePooling2D, input: Shape) {
        let geometry = WindowGeometry(input, window: spec.poolSize, strides: spec.strides ?? spec.poolSize, padding: spec.padding)
        kernels = PoolingKernels(geometry: geometry, kind: .average)
        outputCount = geometry.positions * input[2]
    }

    func needs(batch: Int) -> LayerNeeds { LayerNeeds() }

    func forward(_ pass: ForwardPass) {
        kernels.forward(x: pass.x, y: pass.y, batch: pass.count, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        kernels.backward(x: pass.forward.x, y: pass.forward.y, dy: pass.dy, dx: dx, batch: pass.forward.count, pool: pass.forward.pool)
    }
}
