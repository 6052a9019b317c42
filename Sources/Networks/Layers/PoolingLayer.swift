import Kernels
import Tensors

/// A pooling of images, channel by channel.
///
/// Shapes: x (height, width, channels), y (rows, columns, channels).
protocol ImagePooling: RunnableLayer {
    static var kind: PoolingKernels.Kind { get }
    var poolSize: Pair { get set }
    /// `nil`: as `poolSize`, Keras' default.
    var strides: Pair? { get set }
    var padding: Padding { get set }
}

extension ImagePooling {
    /// Keras' average poolings have no default for `pool_size`, unlike its maximum poolings.
    static var saidInKeras: Set<String> { kind == .average ? ["pool_size"] : [] }
    static var readsImages: Bool { true }

    static func windowArguments(_ poolSize: Argument<Self>.Field<Pair>, _ strides: Argument<Self>.Field<Pair?>, _ padding: Argument<Self>.Field<Padding>) -> [Argument<Self>] {
        [
            .pair("pool_size", poolSize, 1...1_024, help: "rows × columns of the window"),
            .optionalPair("strides", strides, 1...1_024, noneMeans: "as pool_size", help: "step of the window"),
            .choice("padding", padding, help: "valid stays inside, same lets windows reach over the border"),
        ]
    }

    private var window: Window { Window(size: poolSize, strides: strides ?? poolSize, padding: padding) }

    func figures(on input: Shape) throws(LayerProblem) -> LayerFigures {
        let output = try window.positions(on: input, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return smaller.spec
        }
        return LayerFigures(
            output: [output.rows, output.columns, input[2]],
            flops: Operations.product(output.rows, output.columns, input[2], poolSize.rows, poolSize.columns))
    }

    func layer(at site: LayerSite) -> any Layer { PoolingLayer(Self.kind, window.geometry(on: site.input)) }
}

/// A pooling of sequences, channel by channel.
///
/// Shapes: x (steps, channels), y (positions, channels).
protocol SequencePooling: RunnableLayer {
    static var kind: PoolingKernels.Kind { get }
    var poolSize: Int { get set }
    /// `nil`: as `poolSize`, Keras' default.
    var strides: Int? { get set }
    var padding: Padding { get set }
}

extension SequencePooling {
    /// Keras' average poolings have no default for `pool_size`, unlike its maximum poolings.
    static var saidInKeras: Set<String> { kind == .average ? ["pool_size"] : [] }

    static func windowArguments(_ poolSize: Argument<Self>.Field<Int>, _ strides: Argument<Self>.Field<Int?>, _ padding: Argument<Self>.Field<Padding>) -> [Argument<Self>] {
        [
            .integer("pool_size", poolSize, 1...65_536, help: "steps of the window"),
            .optionalInteger("strides", strides, 1...65_536, noneMeans: "as pool_size", help: "step of the window"),
            .choice("padding", padding, help: "valid stays inside, same lets windows reach over the ends"),
        ]
    }

    private var window: Window { Window(size: Pair(1, poolSize), strides: Pair(1, strides ?? poolSize), padding: padding) }

    func figures(on input: Shape) throws(LayerProblem) -> LayerFigures {
        let positions = try window.positions(alongSequence: input, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return smaller.spec
        }
        return LayerFigures(output: [positions, input[1]], flops: Operations.product(positions, input[1], poolSize))
    }

    func layer(at site: LayerSite) -> any Layer { PoolingLayer(Self.kind, window.geometry(on: site.input)) }
}

/// Maximum or average pooling that runs.
struct PoolingLayer: Layer {
    let kernels: PoolingKernels
    let outputCount: Int

    init(_ kind: PoolingKernels.Kind, _ geometry: WindowGeometry) {
        kernels = PoolingKernels(geometry: geometry, kind: kind)
        outputCount = geometry.positions * geometry.channels
    }

    func forward(_ pass: ForwardPass) {
        kernels.forward(x: pass.x, y: pass.y, batch: pass.count, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        kernels.backward(x: pass.forward.x, y: pass.forward.y, dy: pass.dy, dx: dx, batch: pass.forward.count, pool: pass.forward.pool)
    }
}
