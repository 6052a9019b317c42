import Kernels
import Tensors

/// How a window treats the border: `valid` stays inside, `same` pads with zeros so that a stride of 1 keeps the size.
public enum Padding: String, CaseIterable, Hashable, Sendable {
    case valid, same

    /// The number of window positions along an axis, and the zeros before the first value; as in Keras, `same` puts the odd zero last.
    ///
    /// valid: ⌊(input − window) / stride⌋ + 1; same: ⌈input / stride⌉. Not positive where the window is larger than the input.
    public func positions(input: Int, window: Int, stride: Int) -> (count: Int, before: Int) {
        switch self {
        case .valid:
            return (input < window ? 0 : (input - window) / stride + 1, 0)
        case .same:
            let count = (input + stride - 1) / stride
            return (count, max(0, (count - 1) * stride + window - input) / 2)
        }
    }
}

/// The checks that every layer with a two-dimensional window shares.
enum Window {
    /// The output's rows and columns, or the reason why the window does not fit.
    static func output(
        _ input: Shape, window: Pair, strides: Pair, padding: Padding, argument: String, shrunk: (Pair) -> LayerSpec
    ) throws(LayerProblem) -> Pair {
        guard input.rank == 3 else {
            throw LayerProblem("expects images (height, width, channels), got \(input.tuple). Put it before the Flatten, or remove it.", repairs: [.remove])
        }
        let rows = padding.positions(input: input[0], window: window.rows, stride: strides.rows).count
        let columns = padding.positions(input: input[1], window: window.columns, stride: strides.columns).count
        guard rows > 0, columns > 0 else {
            let fitting = Pair(min(window.rows, input[0]), min(window.columns, input[1]))
            throw LayerProblem(
                "\(argument) \(window.rows)×\(window.columns) is larger than its input, \(input[0])×\(input[1]). Reduce it to \(fitting.rows)×\(fitting.columns) or less.",
                repairs: [.replace(shrunk(fitting)), .remove])
        }
        return Pair(rows, columns)
    }

    /// What a pooling makes of images, or the reason why its window does not fit.
    static func pooled(_ input: Shape, size: Pair, strides: Pair, padding: Padding, shrunk: (Pair) -> LayerSpec) throws(LayerProblem) -> LayerFigures {
        let output = try output(input, window: size, strides: strides, padding: padding, argument: "pool_size", shrunk: shrunk)
        return LayerFigures(output: [output.rows, output.columns, input[2]], flops: Operations.product(output.rows, output.columns, input[2], size.rows, size.columns))
    }
}

extension WindowGeometry {
    /// The windows of a layer whose plan is legal.
    init(_ input: Shape, window: Pair, strides: Pair, padding: Padding) {
        let rows = padding.positions(input: input[0], window: window.rows, stride: strides.rows)
        let columns = padding.positions(input: input[1], window: window.columns, stride: strides.columns)
        self.init(
            input: (input[0], input[1], input[2]), window: (window.rows, window.columns), strides: (strides.rows, strides.columns),
            padding: (rows.before, columns.before), output: (rows.count, columns.count))
    }
}
