import Kernels
import Tensors

/// The function that a layer applies to each of its sums (softmax: to each row of them).
public enum Activation: String, CaseIterable, Hashable, Sendable {
    case linear, relu, sigmoid, tanh, softmax
}

/// An activation as a layer of its own.
public struct ActivationLayer: LayerDescription {
    public var activation = Activation.relu

    public init() {}

    public init(_ activation: Activation) {
        self.activation = activation
    }

    public static let kerasName = "Activation"
    public static let family = LayerFamily.dense
    public static let summary = "bends each value"
    public static let formula = "y = activation(x)"
    public static let arguments: [Argument<ActivationLayer>] = [
        .choice("activation", \.activation, isRequired: true, help: "which function")
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, flops: input.count)
    }
}

extension Activation {
    /// The element-wise function; `nil` for softmax, which needs its row.
    private var element: ElementFunction? {
        switch self {
        case .linear: .linear
        case .relu: .relu
        case .sigmoid: .sigmoid
        case .tanh: .tanh
        case .softmax: nil
        }
    }

    /// y = f(y), in place; softmax along the last axis.
    func forward(_ y: UnsafeMutablePointer<Float>, samples: Int, perSample: Int, lastAxis: Int, pool: WorkerPool) {
        if let element {
            element.forward(x: y, y: y, count: samples * perSample, pool: pool)
        } else {
            SoftmaxKernels.forward(x: y, y: y, rows: samples * perSample / lastAxis, columns: lastAxis, pool: pool)
        }
    }

    /// dy = dy · f′, in place, from what the forward pass gave.
    func backward(_ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>, samples: Int, perSample: Int, lastAxis: Int, pool: WorkerPool) {
        if let element {
            element.backward(y: y, dy: dy, dx: dy, count: samples * perSample, pool: pool)
        } else {
            SoftmaxKernels.backward(y: y, dy: dy, dx: dy, rows: samples * perSample / lastAxis, columns: lastAxis, pool: pool)
        }
    }
}

/// An activation that runs as a layer of its own.
struct ActivationStage: Layer {
    let activation: Activation
    let outputCount: Int
    let lastAxis: Int

    func needs(batch: Int) -> LayerNeeds { LayerNeeds() }

    func forward(_ pass: ForwardPass) {
        pass.y.update(from: pass.x, count: pass.count * outputCount)
        activation.forward(pass.y, samples: pass.count, perSample: outputCount, lastAxis: lastAxis, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        if !pass.isBySums {
            activation.backward(forward.y, pass.dy, samples: forward.count, perSample: outputCount, lastAxis: lastAxis, pool: forward.pool)
        }
        pass.dx?.update(from: pass.dy, count: forward.count * outputCount)
    }
}
