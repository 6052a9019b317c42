import Kernels
import Tensors

/// A pooling over all positions of images or sequences, channel by channel. It has no arguments.
protocol GlobalPooling: RunnableLayer {
    static var kind: PoolingKernels.Kind { get }
    /// How many axes its input has: 2 for sequences (steps, channels), 3 for images (height, width, channels).
    static var rank: Int { get }
}

extension GlobalPooling {
    static var readsImages: Bool { rank == 3 }

    func figures(on input: Shape) throws(LayerProblem) -> LayerFigures {
        guard input.rank == Self.rank else {
            let expected = Self.rank == 2 ? "sequences (steps, features)" : "images (height, width, channels)"
            throw LayerProblem("expects \(expected), got \(input.tuple). Remove it, or change what comes before.", repairs: [.remove])
        }
        return LayerFigures(output: [input[Self.rank - 1]], flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer {
        GlobalPoolingLayer(kernels: .init(positions: site.input.count / site.output.count, channels: site.output.count, kind: Self.kind))
    }
}

/// A pooling over all positions that runs.
struct GlobalPoolingLayer: Layer {
    let kernels: GlobalPoolingKernels

    var outputCount: Int { kernels.channels }

    func forward(_ pass: ForwardPass) {
        kernels.forward(x: pass.x, mask: pass.mask, y: pass.y, batch: pass.count, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        let forward = pass.forward
        kernels.backward(x: forward.x, mask: forward.mask, y: forward.y, dy: pass.dy, dx: dx, batch: forward.count, pool: forward.pool)
    }
}
