import Foundation
import Kernels
import Testing

/// The fully connected layer against sums in double precision, at sizes on both sides of every cut.
struct DenseTests {
    struct Size: CustomTestStringConvertible, Sendable {
        let batch: Int, rows: Int, inputs: Int, outputs: Int
        var testDescription: String { "\(rows) of \(batch) × \(inputs) → \(outputs)" }
    }

    static let sizes =
        [
            Size(batch: 3, rows: 2, inputs: 5, outputs: 3), Size(batch: 33, rows: 33, inputs: 300, outputs: 17),
            Size(batch: 7, rows: 7, inputs: 2_100, outputs: 10),
            Size(batch: 130, rows: 129, inputs: 40, outputs: 264), Size(batch: 20, rows: 20, inputs: 50, outputs: 530),
            Size(batch: 300, rows: 290, inputs: 26, outputs: 16), Size(batch: 300, rows: 290, inputs: 26, outputs: 20),
            Size(batch: 2, rows: 2, inputs: 4_000, outputs: 20), Size(batch: 130, rows: 129, inputs: 210, outputs: 264),
            Size(batch: 20, rows: 20, inputs: 3_100, outputs: 67),
        ] + sparse

    /// Where zeros are skipped both ways: a strip or several, and a rest of each kind.
    static let sparse = [
        Size(batch: 17, rows: 17, inputs: 65, outputs: 65), Size(batch: 17, rows: 16, inputs: 130, outputs: 67),
        Size(batch: 65, rows: 65, inputs: 97, outputs: 130),
    ]

    @Test(arguments: sizes)
    func agreesWithSumsInDoublePrecision(_ size: Size) {
        for activation in [ElementFunction.linear, .relu, .tanh] {
            let run = Run(size, threads: 2, activation: activation), x = size.x, w = size.w, bias = size.bias
            for row in 0..<size.rows {
                for column in 0..<size.outputs {
                    let sum = (0..<size.inputs).reduce(Double(bias[column])) { $0 + Double(x[row * size.inputs + $1]) * Double(w[$1 * size.outputs + column]) }
                    let exact = activation == .relu ? max(0, sum) : activation == .tanh ? tanh(sum) : sum
                    expectClose(run.y[row * size.outputs + column], exact)
                }
            }
            let g: [Double] = zip(size.dy, run.y).map { dy, y in
                switch activation {
                case .relu: y > 0 ? Double(dy) : 0
                case .tanh: Double(dy) * (1 - Double(y) * Double(y))
                default: Double(dy)
                }
            }
            for (input, column) in size.places(size.inputs, size.outputs) {
                var exact = 0.0
                for row in 0..<size.rows { exact += Double(x[row * size.inputs + input]) * g[row * size.outputs + column] }
                expectClose(run.dw[input * size.outputs + column], exact)
            }
            for (row, input) in size.places(size.rows, size.inputs) {
                var exact = 0.0
                for column in 0..<size.outputs { exact += g[row * size.outputs + column] * Double(w[input * size.outputs + column]) }
                expectClose(run.dx[row * size.inputs + input], exact)
            }
            for column in 0..<size.outputs {
                expectClose(run.dbias[column], (0..<size.rows).reduce(0.0) { $0 + g[$1 * size.outputs + column] })
            }
        }
    }

    @Test(arguments: sizes)
    func givesTheSameBitsAtAnyNumberOfThreads(_ size: Size) {
        let one = Run(size, threads: 1)
        for threads in [2, 3, 4, 7, 8, 16] { #expect(Run(size, threads: threads) == one, "\(threads) threads") }
    }

    /// Where many inputs and gradients are zero they are skipped, and no bit tells.
    @Test(arguments: sizes)
    func skipsZerosWithoutATrace(_ size: Size) {
        let run = Run(size, threads: 2, activation: .relu, hasZeros: true)
        #expect(run == Run(size, threads: 2, activation: .relu, hasZeros: true, skipsZeros: false))
        for threads in [1, 3, 16] { #expect(Run(size, threads: threads, activation: .relu, hasZeros: true) == run, "\(threads) threads") }
        #expect(Run(size, threads: 2, activation: .relu, hasZeros: true, wantsInputs: false).dw == run.dw)
    }

    /// They are skipped indeed: a weight without bound, met by zeros alone, is no number only where the zeros are multiplied.
    @Test(arguments: sparse)
    func multipliesNoZeros(_ size: Size) {
        for skipsZeros in [true, false] {
            let kernels = DenseKernels(batch: size.batch, inputs: size.inputs, outputs: size.outputs, skipsZeros: skipsZeros), pool = WorkerPool(threads: 2)
            let x = Run.buffer(size.x.map { max(0, $0) }), w = Run.buffer(size.w), dy = Run.buffer(size.dy.map { max(0, $0) })
            for row in 0..<size.rows { x.pointer[row * size.inputs + 1] = 0; dy.pointer[row * size.outputs + 2] = 0 }
            w.pointer[1 * size.outputs + 2] = .infinity
            let y = FloatBuffer(count: size.rows * size.outputs), dx = FloatBuffer(count: size.x.count), dw = FloatBuffer(count: size.w.count)
            let workspace = FloatBuffer(count: kernels.sharedWorkspace), scratch = FloatBuffer(count: 2 * kernels.workspacePerWorker)
            kernels.forward(
                x: x.pointer, w: w.pointer, bias: nil, y: y.pointer, rows: size.rows, workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
            kernels.backward(
                x: x.pointer, w: w.pointer, y: y.pointer, dy: dy.pointer, dx: dx.pointer, use: .store(dw.pointer), dbias: nil, rows: size.rows,
                workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
            #expect(Run.array(y).contains { $0.isNaN } != skipsZeros)
            #expect(Run.array(dx).contains { $0.isNaN } != skipsZeros)
        }
    }

    /// The update in the same pass is the update by the gradient that would have been stored.
    @Test(arguments: sizes)
    func updatesAsTheStoredGradientWould(_ size: Size) {
        for activation in [ElementFunction.linear, .relu] {
            let rule = UpdateRule(.adam(rate: 0.01, oneMinusBeta1: 0.1, oneMinusBeta2: 0.001, epsilon: 1e-7)), pool = WorkerPool(threads: 2)
            let run = Run(size, threads: 1, activation: activation), count = size.w.count
            let weights = Run.buffer(size.w), gradient = Run.buffer(run.dw), m = FloatBuffer(count: count), v = FloatBuffer(count: count)
            let slots = UpdateRule.Slots([m.pointer, v.pointer], otherwise: m.pointer)
            rule.apply(UpdateRule.Piece.pieces(weights: weights.pointer, gradient: gradient.pointer, slots: slots, count: count), pool: pool)
            #expect(Run(size, threads: 2, activation: activation, rule: rule).w == Run.array(weights))
        }
    }

    private func expectClose(_ value: Float, _ exact: Double) {
        if abs(Double(value) - exact) > 1e-5 * (1 + abs(exact)) { Issue.record("\(value), not \(exact)") }
    }

    /// What the kernels give.
    struct Run: Equatable {
        let y, w, dw, dx, dbias: [Float]

        init(
            _ size: Size, threads: Int, activation: ElementFunction = .linear, rule: UpdateRule? = nil, hasZeros: Bool = false, skipsZeros: Bool = true,
            wantsInputs: Bool = true
        ) {
            let kernels = DenseKernels(batch: size.batch, inputs: size.inputs, outputs: size.outputs, skipsZeros: skipsZeros), pool = WorkerPool(threads: threads)
            let x = Self.buffer(hasZeros ? size.x.map { max(0, $0) } : size.x), w = Self.buffer(size.w), bias = Self.buffer(size.bias), dy = Self.buffer(size.dy)
            let y = FloatBuffer(count: size.rows * size.outputs), dx = FloatBuffer(count: size.x.count), dw = FloatBuffer(count: size.w.count)
            let dbias = FloatBuffer(count: size.outputs), m = FloatBuffer(count: size.w.count), v = FloatBuffer(count: size.w.count)
            let workspace = FloatBuffer(count: kernels.sharedWorkspace), scratch = FloatBuffer(count: threads * kernels.workspacePerWorker)
            kernels.forward(
                x: x.pointer, w: w.pointer, bias: bias.pointer, activation: activation, y: y.pointer, rows: size.rows, workspace: workspace.pointer,
                scratch: scratch.pointer, pool: pool)
            let slots = UpdateRule.Slots([m.pointer, v.pointer], otherwise: m.pointer)
            kernels.backward(
                x: x.pointer, w: w.pointer, y: y.pointer, activation: activation, dy: dy.pointer, dx: wantsInputs ? dx.pointer : nil,
                use: rule.map { .update(w.pointer, $0, slots) } ?? .store(dw.pointer),
                dbias: dbias.pointer, rows: size.rows, workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
            self.y = Self.array(y)
            self.w = Self.array(w)
            self.dw = Self.array(dw)
            self.dx = Self.array(dx)
            self.dbias = Self.array(dbias)
        }

        static func buffer(_ values: [Float]) -> FloatBuffer {
            let buffer = FloatBuffer(count: values.count)
            for (index, value) in values.enumerated() { buffer.pointer[index] = value }
            return buffer
        }

        static func array(_ buffer: FloatBuffer) -> [Float] { Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)) }
    }
}

extension DenseTests.Size {
    var x: [Float] { numbers(rows * inputs, 1, 1) }
    var w: [Float] { numbers(inputs * outputs, 2, 0.1) }
    var bias: [Float] { numbers(outputs, 3, 1) }
    var dy: [Float] { numbers(rows * outputs, 4, 0.1) }

    private func numbers(_ count: Int, _ stream: UInt64, _ scale: Float) -> [Float] {
        let random = Philox(key: 5)
        return (0..<count).map { (Float(random.words(index: UInt64($0), stream: stream)[0]) / 0x1p32 * 2 - 1) * scale }
    }

    /// A few hundred places of a matrix, its corners among them.
    func places(_ rows: Int, _ columns: Int) -> [(Int, Int)] {
        let count = rows * columns, step = max(1, count / 300)
        return (stride(from: 0, to: count, by: step) + [columns - 1, count - columns, count - 1]).map { ($0 / columns, $0 % columns) }
    }
}
