import Kernels
import Tensors

/// Maximum or average pooling that runs.
struct PoolingLayer: Layer {
    let kernels: PoolingKernels
    let outputCount: Int

    init(_ spec: MaxPooling2D, input: Shape) {
        self.init(.maximum, WindowGeometry(input, window: spec.poolSize, strides: spec.strides ?? spec.poolSize, padding: spec.padding))
    }

    init(_ spec: AveragePooling2D, input: Shape) {
        self.init(.average, WindowGeometry(input, window: spec.poolSize, strides: spec.strides ?? spec.poolSize, padding: spec.padding))
    }

    private init(_ kind: PoolingKernels.Kind, _ geometry: WindowGeometry) {
        kernels = PoolingKernels(geometry: geometry, kind: kind)
        outputCount = geometry.positions * geometry.channels
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
