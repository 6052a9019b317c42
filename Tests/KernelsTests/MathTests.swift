import Foundation
import Kernels
import Testing

/// The vector functions against the system's, over their whole range.
struct MathTests {
    private let pool = WorkerPool(threads: 1)

    private func apply(_ function: ElementFunction, _ numbers: [Float]) -> [Float] {
        var result = numbers
        result.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            function.forward(x: base, y: base, count: buffer.count, pool: pool)
        }
        return result
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

    @Test func softmaxOfRowsSumsToOneAndKeepsLargeSumsFinite() {
        var rows: [Float] = [1, 2, 3, 1_000, 1_001, 999, -5, -5, -5]
        rows.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            SoftmaxKernels.forward(x: base, y: base, rows: 3, columns: 3, pool: pool)
        }
        for row in 0..<3 { #expect(abs(rows[3 * row..<3 * row + 3].reduce(0, +) - 1) < 1e-6) }
        #expect(abs(rows[0] - 0.090_030_57) < 1e-6)
    }
}
