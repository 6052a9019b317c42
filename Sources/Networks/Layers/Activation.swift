import Kernels
import Tensors

/// The function that a layer applies to each of its sums, with Keras' names. softmax and log_softmax act on a whole row of sums.
public enum Activation: String, CaseIterable, Hashable, Sendable {
    case linear, relu, relu6
    case leakyRelu = "leaky_relu"
    case elu, selu, gelu, silu, mish, softplus, softsign, sigmoid
    case hardSigmoid = "hard_sigmoid"
    case tanh, exponential, softmax
    case logSoftmax = "log_softmax"

    /// The element-wise function; `nil` for softmax and log_softmax, which need a whole row.
    var element: ElementFunction? {
        switch self {
        case .linear: .linear
        case .relu: .relu
        case .relu6: .relu6
        case .leakyRelu: .leakyRelu(slope: 0.2)
        case .elu: .elu(alpha: 1)
        case .selu: .selu
        case .gelu: .gelu
        case .silu: .silu
        case .mish: .mish
        case .softplus: .softplus
        case .softsign: .softsign
        case .sigmoid: .sigmoid
        case .hardSigmoid: .hardSigmoid
        case .tanh: .tanh
        case .exponential: .exponential
        case .softmax, .logSoftmax: nil
        }
    }

    /// Whether the derivative follows from the sums only, not from the outputs: a layer must then keep the sums.
    var needsSums: Bool { element.map { !$0.isKnownByOutput } ?? false }
}

/// The last step of a layer: the activation of `rows` rows of `columns` sums.
struct ActivationRows: Sendable {
    let activation: Activation
    let columns: Int

    /// How many values are kept for the backward pass.
    func memory(rows: Int) -> Int { activation.needsSums ? rows * columns : 0 }

    /// y = f(y), in place.
    func forward(_ y: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, rows: Int, pool: WorkerPool) {
        if let element = activation.element {
            if activation.needsSums { memory.update(from: y, count: rows * columns) }
            element.forward(x: y, y: y, count: rows * columns, pool: pool)
        } else {
            SoftmaxKernels.forward(x: y, y: y, rows: rows, columns: columns, isLogarithmic: activation == .logSoftmax, pool: pool)
        }
    }

    /// dy = dy · f′, in place.
    func backward(_ y: UnsafePointer<Float>, _ dy: UnsafeMutablePointer<Float>, memory: UnsafePointer<Float>, rows: Int, pool: WorkerPool) {
        if let element = activation.element {
            element.backward(y: y, sums: activation.needsSums ? memory : nil, dy: dy, dx: dy, count: rows * columns, pool: pool)
        } else {
            SoftmaxKernels.backward(y: y, dy: dy, dx: dy, rows: rows, columns: columns, isLogarithmic: activation == .logSoftmax, pool: pool)
        }
    }
}
