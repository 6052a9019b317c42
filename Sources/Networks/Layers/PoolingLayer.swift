import Kernels
import Tensors

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
