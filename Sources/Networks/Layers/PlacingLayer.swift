import Kernels

/// Kernels that copy inputs, or weighted sums of them, to other positions. Their backward pass does not need the input.
protocol PlacingKernels: Sendable {
    /// How many values a sample's output has.
    var outputs: Int { get }
    func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool)
    func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool)
}

extension ResamplingKernels: PlacingKernels {}

extension PermuteKernels: PlacingKernels {
    var outputs: Int { count }
}

/// A layer that runs, whose outputs are copies or fixed weighted sums of its inputs.
struct PlacingLayer<Placing: PlacingKernels>: Layer {
    let kernels: Placing

    var outputCount: Int { kernels.outputs }

    func forward(_ pass: ForwardPass) {
        kernels.forward(x: pass.x, y: pass.y, batch: pass.count, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        kernels.backward(dy: pass.dy, dx: dx, batch: pass.forward.count, pool: pass.forward.pool)
    }
}
