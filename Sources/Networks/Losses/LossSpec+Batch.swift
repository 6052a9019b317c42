import Kernels
import Tensors

extension LossSpec {
    /// Whether this loss and a last activation are one: the gradient is then by the sums before it, exact where the two apart would divide by zero.
    func joins(_ activation: Activation?) -> Bool {
        switch self {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy: activation == .softmax
        case .binaryCrossentropy: activation == .sigmoid
        case .meanSquaredError: false
        }
    }

    /// The loss summed over a batch's samples, each a mean over its values as in Keras; the gradient of the batch's mean where it is wanted.
    ///
    /// `target` has the output's shape: a class is a row with a one.
    func evaluate(
        y: UnsafePointer<Float>, target: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, count: Int, output: Shape, isJoined: Bool
    ) -> Double {
        let columns = output[output.rank - 1], perSample = output.count / columns, rows = count * perSample
        let sum =
            switch self {
            case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
                isJoined
                    ? LossKernels.softmaxCrossEntropy(y: y, target: target, gradient: gradient, rows: rows, columns: columns)
                    : LossKernels.crossEntropy(y: y, target: target, gradient: gradient, rows: rows, columns: columns)
            case .binaryCrossentropy:
                LossKernels.binaryCrossEntropy(y: y, target: target, gradient: gradient, rows: rows, columns: columns, isFused: isJoined)
            case .meanSquaredError:
                LossKernels.meanSquaredError(y: y, target: target, gradient: gradient, rows: rows, columns: columns)
            }
        return sum / Double(perSample)
    }

    /// How many samples are right, as Keras' `accuracy` counts: a row of several values by its largest, a single value by its side of one half.
    func correct(y: UnsafePointer<Float>, target: UnsafePointer<Float>, count: Int, output: Shape) -> Double {
        let columns = output[output.rank - 1], perSample = output.count / columns, rows = count * perSample
        if columns == 1 {
            return LossKernels.binaryCorrect(y: y, target: target, rows: rows, columns: columns) / Double(perSample)
        }
        return Double(LossKernels.correctRows(y: y, target: target, rows: rows, columns: columns)) / Double(perSample)
    }
}
