import Kernels
import Networks

extension Network {
    /// The norm of the gradient by each layer's trainable variables, as the last backward pass left it; `nil` for a layer without any, and without a loss.
    var gradientNorms: [Float?] {
        layout.plan.layers.indices.map { layer in
            let own = parameters.filter { $0.layer == layer && $0.isTrainable }
            guard !own.isEmpty, loss != nil else { return nil }
            let sum = own.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.gradient.pointer, count: $1.shape.count) }
            return Float(sum.squareRoot())
        }
    }
}
