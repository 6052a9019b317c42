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
        for (x, y) in zip(numbers, apply(.tanh, numbers)) { #expect(abs(Double(y) - tanh(Double(x))) <= 3e-7, "tanh \(x)") }
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
