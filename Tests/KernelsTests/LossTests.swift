import Foundation
import Kernels
import Testing

/// Losses and slopes where single precision is hard put: saturated outputs, and differences near 0.
struct LossTests {
    private let pool = WorkerPool(threads: 1)

    private struct Result {
        let losses: [Double], outputs: [Double], slopes: [Double]
    }

    private func evaluate(_ form: LossKernels.Form, _ y: [Float], _ targets: [Float], columns: Int, isIndexed: Bool = false) -> Result {
        let rows = y.count / columns
        let outputs = FloatBuffer(count: y.count), target = FloatBuffer(count: targets.count), gradient = FloatBuffer(count: y.count), losses = FloatBuffer(count: rows)
        for (index, number) in y.enumerated() { outputs.pointer[index] = number }
        for (index, number) in targets.enumerated() { target.pointer[index] = number }
        _ = LossKernels.evaluate(
            form,
            LossRows(
                y: outputs.pointer, target: target.pointer, isIndexed: isIndexed, gradient: gradient.pointer, losses: losses.pointer, weights: nil, rows: rows, columns: columns),
            pool: pool)
        func numbers(_ buffer: FloatBuffer, _ count: Int) -> [Double] { (0..<count).map { Double(buffer.pointer[$0]) } }
        // The slope of the mean over the rows, as one row's.
        return Result(losses: numbers(losses, rows), outputs: numbers(outputs, y.count), slopes: numbers(gradient, y.count).map { $0 * Double(rows) })
    }

    private let sums: [[Float]] = [[0, 0, 0], [3, -2, 0.5], [0, 200, -300], [-90, 25, 25], [1_000, -1_000, 0], [60, 0, 59.5], [-1e4, -1e4, -1.1e4]]

    private func softmax(_ x: [Double]) -> (p: [Double], logarithm: Double) {
        let largest = x.max() ?? 0, sum = x.reduce(0) { $0 + exp($1 - largest) }
        return (x.map { exp($0 - largest) / sum }, largest + log(sum))
    }

    @Test(arguments: [Float(0), 0.1])
    func aSoftmaxIsWeighedByItsSums(_ smoothing: Float) {
        for x in sums {
            let exact = softmax(x.map(Double.init))
            for index in 0..<3 {
                let target = (0..<3).map { $0 == index ? Float(1) : 0 }
                let t: [Double] = target.map { Double($0 * (1 - smoothing) + smoothing / 3) }
                let loss: Double = x.indices.reduce(0) { $0 + t[$1] * (exact.logarithm - Double(x[$1])) }
                for isIndexed in [false, true] {
                    let result = evaluate(.crossEntropy(smoothing: smoothing, isJoined: true), x, isIndexed ? [Float(index)] : target, columns: 3, isIndexed: isIndexed)
                    #expect(abs(result.losses[0] - loss) <= 3e-7 * max(1, abs(loss)), "\(x) for class \(index): \(result.losses[0]), not \(loss)")
                    for column in 0..<3 {
                        #expect(abs(result.outputs[column] - exact.p[column]) < 2e-7)
                        #expect(abs(result.slopes[column] - (exact.p[column] - t[column])) < 3e-7, "\(x) for class \(index), slope \(column)")
                    }
                }
            }
        }
    }

    /// Targets that don't sum to one: the loss is Σ t (ln Σ eˣ − x), its slope p Σt − t.
    @Test func sharesThatDoNotSumToOneAreWeighedAsTheyAre() {
        let result = evaluate(.crossEntropy(smoothing: 0, isJoined: true), [1, 2, 3], [0.5, 0.5, 1], columns: 3), exact = softmax([1, 2, 3])
        #expect(abs(result.losses[0] - (2 * exact.logarithm - 4.5)) < 1e-6)
        for (slope, (p, t)) in zip(result.slopes, zip(exact.p, [0.5, 0.5, 1])) { #expect(abs(slope - (2 * p - t)) < 1e-6) }
    }

    @Test(arguments: [Float(0), 0.2])
    func aLogisticFunctionIsWeighedByItsSums(_ smoothing: Float) {
        let x: [Float] = [0, 1e-4, -3, 5, 17, -17, 30, -30, 90, -90, 200, -1_000, 12.5]
        for target in [0, 0.25, 1] as [Float] {
            let result = evaluate(.binaryCrossEntropy(smoothing: smoothing, isJoined: true), x, x.map { _ in target }, columns: 1)
            let t = Double(target * (1 - smoothing) + smoothing / 2)
            for (index, sum) in x.map(Double.init).enumerated() {
                let exact = max(sum, 0) - sum * t + log1p(exp(-abs(sum))), p = 1 / (1 + exp(-sum))
                #expect(abs(result.losses[index] - exact) <= 4e-7 * max(t == 0 || t == 1 ? 1e-30 : 1, exact), "\(sum) for \(t): \(result.losses[index]), not \(exact)")
                #expect(abs(result.outputs[index] - p) <= max(4e-7 * p, 1e-38))
                #expect(abs(result.slopes[index] - (p - t)) < 3e-7)
            }
            // The same in one row, where the last few have a vector of their own: the mean and its slope.
            let row = evaluate(.binaryCrossEntropy(smoothing: smoothing, isJoined: true), x, x.map { _ in target }, columns: x.count)
            #expect(abs(row.losses[0] - result.losses.reduce(0, +) / Double(x.count)) < 1e-6 * max(1, row.losses[0]))
            for (whole, single) in zip(row.slopes, result.slopes) { #expect(abs(whole * Double(x.count) - single) < 1e-6) }
            #expect(row.outputs == result.outputs)
        }
    }

    @Test func whatIsNotANumberIsNoLoss() {
        for isIndexed in [false, true] {
            #expect(evaluate(.crossEntropy(smoothing: 0, isJoined: true), [1, .nan, 2], isIndexed ? [0] : [1, 0, 0], columns: 3, isIndexed: isIndexed).losses[0].isNaN)
            #expect(evaluate(.crossEntropy(smoothing: 0.1, isJoined: true), [1, .infinity, 2], isIndexed ? [0] : [1, 0, 0], columns: 3, isIndexed: isIndexed).losses[0].isNaN)
        }
        for label in [-1, 3, Float.nan] { #expect(evaluate(.crossEntropy(smoothing: 0, isJoined: true), [1, 2, 3], [label], columns: 3, isIndexed: true).losses[0].isNaN) }
        #expect(evaluate(.binaryCrossEntropy(smoothing: 0, isJoined: true), [.nan], [1], columns: 1).losses[0].isNaN)
        #expect(evaluate(.binaryCrossEntropy(smoothing: 0, isJoined: true), [1], [.nan], columns: 1).losses[0].isNaN)
    }

    /// d − ln 2 + ln (1 + e⁻²ᵈ) cancels to nothing near 0; ln cosh d is ½ d² there.
    @Test func lnCoshKeepsItsDigits() {
        for d in [1e-6, 1e-4, 0.01, 0.3, 1, 5, 11.9, 12.1, 50, 1e6] as [Double] {
            let exact = d < 0.005 ? d * d / 2 - d * d * d * d / 12 : d + log1p(exp(-2 * d)) - log(2)
            for side in [1.0, -1] {
                let result = evaluate(.logCosh, [Float(side * d)], [0], columns: 1)
                #expect(abs(result.losses[0] - exact) <= 2e-6 * exact, "\(side * d): \(result.losses[0]), not \(exact)")
            }
        }
    }
}
