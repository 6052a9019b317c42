import Kernels
import Networks

extension Network {
    /// For each layer the norm of the gradient by its trainable variables after the last backward pass; `nil` for a layer without any, and where there is no loss.
    var gradientNorms: [Float?] {
        layout.plan.layers.indices.map { layer in
            let own = parameters.filter { $0.layer == layer && $0.isTrainable }
            guard !own.isEmpty, loss != nil else { return nil }
            let sum = own.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.gradient.pointer, count: $1.shape.count) }
            return Float(sum.squareRoot())
        }
    }
}
