import Kernels
import Tensors

/// What a window does at the border: `valid` stays inside the input, `same` pads with zeros so that a stride of 1 keeps the size.
public enum Padding: String, CaseIterable, Hashable, Sendable {
    case valid, same

    /// How many positions the window has along an axis, and how many zeros precede the first value. As in Keras, `same` puts the odd zero last.
    ///
    /// valid: ⌊(input − window) / stride⌋ + 1; same: ⌈input / stride⌉. The count is 0 or less where the window is larger than the input.
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

/// A window that slides over an image or, with one row, over a sequence.
struct Window {
    var size: Pair
    var strides: Pair
    var padding: Padding
    var dilation = Pair(1, 1)

    /// Rows × columns that the window covers, including the gaps of a dilation.
    var reach: Pair { Pair((size.rows - 1) * dilation.rows + 1, (size.columns - 1) * dilation.columns + 1) }

    /// The output's rows × columns over an image. Throws the reason why the window does not fit; `shrunk` makes the repaired layer, with a smaller window.
    func positions(on input: Shape, argument: String, shrunk: (Pair) -> LayerSpec) throws(LayerProblem) -> Pair {
        guard input.rank == 3 else {
            throw .expectsImages(input)
        }
        if dilation != Pair(1, 1), strides != Pair(1, 1) {
            throw LayerProblem(
                "dilation_rate \(dilation.rows)×\(dilation.columns) needs strides of 1, got strides \(strides.rows)×\(strides.columns). Set one of the two to 1.")
        }
        let rows = padding.positions(input: input[0], window: reach.rows, stride: strides.rows).count
        let columns = padding.positions(input: input[1], window: reach.columns, stride: strides.columns).count
        guard rows > 0, columns > 0 else {
            let fitting = Pair(min(size.rows, (input[0] - 1) / dilation.rows + 1), min(size.columns, (input[1] - 1) / dilation.columns + 1))
            let reached = dilation == Pair(1, 1) ? "" : " reaches over \(reach.rows)×\(reach.columns) and"
            throw LayerProblem(
                "\(argument) \(size.rows)×\(size.columns)\(reached) is larger than its input, \(input[0])×\(input[1]). Reduce it to \(fitting.rows)×\(fitting.columns) or less.",
                repairs: [.replace(shrunk(fitting)), .remove])
        }
        return Pair(rows, columns)
    }

    /// How many positions the window has over a sequence. Throws the reason why it does not fit.
    func positions(alongSequence input: Shape, argument: String, shrunk: (Int) -> LayerSpec) throws(LayerProblem) -> Int {
        guard input.rank == 2 else {
            throw .expectsSequences(input)
        }
        if dilation.columns != 1, strides.columns != 1 {
            throw LayerProblem("dilation_rate \(dilation.columns) needs strides of 1, got strides \(strides.columns). Set one of the two to 1.")
        }
        let count = padding.positions(input: input[0], window: reach.columns, stride: strides.columns).count
        guard count > 0 else {
            let fitting = min(size.columns, (input[0] - 1) / dilation.columns + 1)
            throw LayerProblem(
                "\(argument) \(size.columns) is larger than its input of \(input[0]) steps. Reduce it to \(fitting) or less.",
                repairs: [.replace(shrunk(fitting)), .remove])
        }
        return count
    }

    /// The positions of the windows on an input that the plan has accepted; a sequence is an image of one row.
    func geometry(on input: Shape) -> WindowGeometry {
        let image = input.rank == 2 ? Shape([1, input[0], input[1]]) : input
        let rows = padding.positions(input: image[0], window: reach.rows, stride: strides.rows)
        let columns = padding.positions(input: image[1], window: reach.columns, stride: strides.columns)
        return WindowGeometry(
            input: (image[0], image[1], image[2]), window: (size.rows, size.columns), strides: (strides.rows, strides.columns),
            dilation: (dilation.rows, dilation.columns), padding: (rows.before, columns.before), output: (rows.count, columns.count))
    }
}

extension LayerProblem {
    /// A layer of images got something else: grey images without a channel axis, images in a row, or no images at all.
    static func expectsImages(_ input: Shape) -> LayerProblem {
        let sentence = "expects images (height, width, channels), got \(input.tuple)."
        guard let shape = input.rank == 2 ? input.dimensions + [1] : square(input) else {
            return LayerProblem("\(sentence) Put it where the images are not flattened yet, or remove it.", repairs: [.remove])
        }
        return LayerProblem("\(sentence) Put a Reshape with target_shape \(shape) before it, or remove it.", repairs: [.insertBefore(.reshape(Reshape(shape))), .remove])
    }

    /// Square grey images that lie flat, from 4×4 on.
    private static func square(_ input: Shape) -> [Int]? {
        let side = Int(Double(input.count).squareRoot().rounded())
        return input.rank == 1 && side >= 4 && side * side == input.count ? [side, side, 1] : nil
    }

    /// A layer of sequences got something else: images, whose rows can be steps, or a row of numbers, each of which can be a step.
    static func expectsSequences(_ input: Shape) -> LayerProblem {
        let sentence = "expects sequences (steps, features), got \(input.tuple)."
        guard input.rank == 1 || input.rank == 3 else { return LayerProblem("\(sentence) Reshape its input, or remove it.", repairs: [.remove]) }
        let shape = input.rank == 1 ? [input[0], 1] : [input[0], Operations.product(input[1], input[2])]
        return LayerProblem("\(sentence) Put a Reshape with target_shape \(shape) before it, or remove it.", repairs: [.insertBefore(.reshape(Reshape(shape))), .remove])
    }
}
