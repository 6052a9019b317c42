import Foundation
import Kernels
import Testing

/// The vector functions against the system's, over their whole range.
struct MathTests {
    private let pool = WorkerPool(threads: 1)

    private func apply(_ function: ElementFunction, _ numbers: [Float]) -> [Float] {
        let buffer = FloatBuffer(count: numbers.count)
        buffer.pointer.update(from: numbers, count: numbers.count)
        function.forward(x: buffer.pointer, y: buffer.pointer, count: numbers.count, pool: pool)
        return Array(UnsafeBufferPointer(start: buffer.pointer, count: numbers.count))
    }

    private let numbers: [Float] = (-4_000...4_000).map { Float($0) * 0.025 } + [0, -0.0, 1e-30, -1e-30, 1e-4, -1e-4, 88, -88, 1_000, -1_000]

    @Test func sigmoidIsWithinItsStatedError() {
        for (x, y) in zip(numbers, apply(.sigmoid, numbers)) {
            let exact = 1 / (1 + exp(-Double(x)))
            #expect(abs(Double(y) - exact) <= 4e-7 * max(exact, 1e-30), "sigmoid \(x)")
        }
    }

    @Test func tanhIsWithinItsStatedError() {
        for (x, y) in zip(numbers, apply(.tanh, numbers)) {
            let exact = tanh(Double(x))
            #expect(abs(Double(y) - exact) <= 5e-7 * abs(exact), "tanh \(x)")
        }
    }

    @Test func exponentialIsWithinItsStatedError() {
        for (x, y) in zip(numbers, apply(.exponential, numbers)) where (-87...88).contains(x) {
            let exact = exp(Double(x))
            #expect(abs(Double(y) - exact) <= 2e-7 * exact, "exponential \(x)")
        }
    }

    @Test func softplusAndGeluAreWithinTheirStatedErrors() {
        for (x, y) in zip(numbers, apply(.softplus, numbers)) {
            let exact = max(Double(x), 0) + log1p(exp(-abs(Double(x))))
            #expect(abs(Double(y) - exact) <= 2e-7 * max(1, exact), "softplus \(x)")
        }
        for (x, y) in zip(numbers, apply(.gelu, numbers)) {
            let exact = Double(x) * 0.5 * (1 + erf(Double(x) / 2.0.squareRoot()))
            #expect(abs(Double(y) - exact) <= 3e-7 * max(1, abs(Double(x))), "gelu \(x)")
        }
    }

    /// From 1e-9 to 80 on both sides of 0.
    private let small: [Float] = (0...2_000).flatMap { step -> [Float] in
        let size = Float(pow(10, Double(step) / 200 - 9))
        return [size, -size]
    }.filter { abs($0) <= 80 }

    /// What a function is, in double precision.
    struct Exact: Sendable {
        let function: ElementFunction
        /// Relative to the value.
        let tolerance: Double
        let value: @Sendable (Double) -> Double

        init(_ function: ElementFunction, _ tolerance: Double, _ value: @escaping @Sendable (Double) -> Double) {
            (self.function, self.tolerance, self.value) = (function, tolerance, value)
        }
    }

    private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
    private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    private static func elu(_ x: Double) -> Double { x < 0 ? expm1(x) : x }

    static let values: [Exact] = [
        Exact(.elu(alpha: 1), 4e-7) { elu($0) },
        Exact(.selu, 5e-7) { 1.050_700_987 * ($0 < 0 ? 1.673_263_242 : 1) * elu($0) },
        Exact(.softplus, 6e-7) { softplus($0) },
        Exact(.tanh, 5e-7) { tanh($0) },
        Exact(.sigmoid, 4e-7) { sigmoid($0) },
        Exact(.silu, 6e-7) { $0 * sigmoid($0) },
        Exact(.mish, 1.2e-6) { $0 * tanh(softplus($0)) },
        Exact(.gelu, 6e-6) { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) },
    ]

    /// Where a difference from 1 would lose what is small: near 0, and in the lower tails.
    @Test(arguments: values)
    func smallNumbersKeepTheirDigits(_ exact: Exact) {
        let wrong = zip(small, apply(exact.function, small)).filter { x, y in
            let wanted = exact.value(Double(x))
            return abs(Double(y) - wanted) > max(exact.tolerance * abs(wanted), 1e-36)  // smaller ones are flushed to 0
        }
        #expect(wrong.isEmpty, "\(exact.function): \(wrong.prefix(3))")
    }

    private func slopes(_ function: ElementFunction, _ numbers: [Float]) -> [Float] {
        let x = FloatBuffer(count: numbers.count), y = FloatBuffer(count: numbers.count), dy = FloatBuffer(count: numbers.count)
        for (index, number) in numbers.enumerated() { (x.pointer[index], dy.pointer[index]) = (number, 1) }
        function.forward(x: x.pointer, y: y.pointer, count: numbers.count, pool: pool)
        function.backward(y: y.pointer, sums: x.pointer, dy: dy.pointer, dx: dy.pointer, count: numbers.count, pool: pool)
        return numbers.indices.map { dy.pointer[$0] }
    }

    static let derivatives: [Exact] = [
        Exact(.elu(alpha: 0.5), 4e-7) { $0 < 0 ? 0.5 * exp($0) : 1 },
        Exact(.selu, 4e-7) { 1.050_700_987 * ($0 < 0 ? 1.673_263_242 * exp($0) : 1) },
        Exact(.softplus, 0) { sigmoid($0) },
    ]

    @Test(arguments: derivatives)
    func slopesNearZeroAreThoseOfTheirSide(_ exact: Exact) {
        let near = small.filter { abs($0) < 15 }
        let wrong = zip(near, slopes(exact.function, near)).filter { x, slope in
            let wanted = exact.value(Double(x))
            return abs(Double(slope) - wanted) > max(exact.tolerance, 1e-6 * wanted)
        }
        #expect(wrong.isEmpty, "\(exact.function): \(wrong.prefix(3))")
    }

    /// Small differences of large numbers are not rounded away.
    @Test func theLogarithmOfASoftmaxKeepsSmallDifferences() throws {
        var row: [Float] = [100_000, 100_000.25, 99_999.5]
        try row.withUnsafeMutableBufferPointer { buffer in
            let base = try #require(buffer.baseAddress)
            SoftmaxKernels.forward(x: base, y: base, rows: 1, columns: 3, isLogarithmic: true, pool: pool)
        }
        let total = log(exp(-0.25) + 1 + exp(-0.75))
        for (got, wanted) in zip(row, [-0.25 - total, -total, -0.75 - total]) { #expect(abs(Double(got) - wanted) < 3e-7) }
    }

    /// Through the binary cross-entropy of a target of 1, which is −ln y.
    @Test func theLogarithmIsWithinItsStatedError() {
        let values: [Float] = (1...2_000).map { Float(pow(10, -Double($0) / 300)) }, count = values.count
        let y = FloatBuffer(count: count), target = FloatBuffer(count: count), losses = FloatBuffer(count: count)
        for (index, value) in values.enumerated() { (y.pointer[index], target.pointer[index]) = (value, 1) }
        _ = LossKernels.evaluate(
            .binaryCrossEntropy(smoothing: 0, isJoined: false),
            LossRows(y: y.pointer, target: target.pointer, isIndexed: false, gradient: nil, losses: losses.pointer, weights: nil, rows: count, columns: 1), pool: pool)
        for (index, value) in values.enumerated() {
            let exact = -log(Double(value))
            #expect(abs(Double(losses.pointer[index]) - exact) <= 2e-7 * max(1, exact), "ln \(value)")
        }
    }

    @Test func whatIsNotANumberStaysSo() {
        for function in [ElementFunction.relu, .sigmoid, .tanh] { #expect(apply(function, [.nan])[0].isNaN) }
        #expect(apply(.sigmoid, [.infinity, -.infinity]) == [1, 0])
        #expect(apply(.tanh, [.infinity, -.infinity]) == [1, -1])
    }

    @Test func aNumberGivesTheSameWhereverItStands() {
        let all = apply(.tanh, [Float](repeating: 0.7371, count: 37))
        #expect(Set(all).count == 1)
    }

    @Test func softmaxOfRowsSumsToOneAndKeepsLargeSumsFinite() throws {
        var rows: [Float] = [1, 2, 3, 1_000, 1_001, 999, -5, -5, -5]
        try rows.withUnsafeMutableBufferPointer { buffer in
            let base = try #require(buffer.baseAddress)
            SoftmaxKernels.forward(x: base, y: base, rows: 3, columns: 3, pool: pool)
        }
        for row in 0..<3 { #expect(abs(rows[3 * row..<3 * row + 3].reduce(0, +) - 1) < 1e-6) }
        #expect(abs(rows[0] - 0.090_030_57) < 1e-6)
    }
}
