import Kernels

/// A layer whose outputs are copies or weighted sums of inputs at fixed places.
struct ResamplingLayer: Layer {
    let kernels: ResamplingKernels

    var outputCount: Int { kernels.outputs }

    func forward(_ pass: ForwardPass) {
        kernels.forward(x: pass.x, y: pass.y, batch: pass.count, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        kernels.backward(dy: pass.dy, dx: dx, batch: pass.forward.count, pool: pass.forward.pool)
    }
}
