import Foundation
import Networks
import Tensors

/// A stack computed by the textbook's loops in double precision: slow, plain, and what the engine is measured against.
public struct ReferenceNetwork {
    public let plan: StackPlan
    public let loss: LossSpec

    public init(plan: StackPlan, loss: LossSpec) {
        self.plan = plan
        self.loss = loss
    }

    /// The outputs for one sample; `parameters` in the order of the plan's variables.
    public func output(_ input: [Double], _ parameters: [[Double]]) -> [Double] {
        var x = input
        var used = 0
        for layer in plan.layers {
            let count = layer.figures.variables.count
            x = Self.forward(layer, x, Array(parameters[used..<used + count]))
            used += count
        }
        return x
    }

    /// The mean loss of a batch.
    public func loss(_ inputs: [[Double]], _ targets: [[Double]], _ parameters: [[Double]]) -> Double {
        zip(inputs, targets).reduce(0) { $0 + sampleLoss(output($1.0, parameters), $1.1) } / Double(inputs.count)
    }

    /// The gradient of the mean loss by one number of a variable, by central differences.
    public func derivative(_ inputs: [[Double]], _ targets: [[Double]], _ parameters: [[Double]], variable: Int, index: Int) -> Double {
        let step = 1e-6
        var changed = parameters
        changed[variable][index] += step
        let above = loss(inputs, targets, changed)
        changed[variable][index] -= 2 * step
        return (above - loss(inputs, targets, changed)) / (2 * step)
    }

    private func sampleLoss(_ y: [Double], _ t: [Double]) -> Double {
        let epsilon = 1e-7
        func clipped(_ p: Double) -> Double { min(max(p, epsilon), 1 - epsilon) }
        switch loss {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            let sum = y.reduce(0, +)
            return -zip(y, t).reduce(0) { $0 + $1.1 * log(clipped($1.0 / sum)) }
        case .binaryCrossentropy:
            return -zip(y, t).reduce(0) { $0 + $1.1 * log(clipped($1.0)) + (1 - $1.1) * log(1 - clipped($1.0)) } / Double(y.count)
        case .meanSquaredError:
            return zip(y, t).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(y.count)
        }
    }

    private static func forward(_ layer: StackPlan.PlannedLayer, _ x: [Double], _ parameters: [[Double]]) -> [Double] {
        switch layer.spec {
        case .dense(let spec):
            let units = layer.output.count
            var y = spec.usesBias ? parameters[1] : [Double](repeating: 0, count: units)
            for input in x.indices { for unit in 0..<units { y[unit] += x[input] * parameters[0][input * units + unit] } }
            return activate(y, spec.activation, lastAxis: units)
        case .conv2D(let spec):
            let y = windows(layer, spec.kernelSize, spec.strides, spec.padding) { sum, place, window in
                for filter in 0..<spec.filters {
                    var value = spec.usesBias ? parameters[1][filter] : 0
                    for tap in window {
                        for channel in 0..<layer.input[2] {
                            let weight = ((tap.row * spec.kernelSize.columns + tap.column) * layer.input[2] + channel) * spec.filters + filter
                            value += x[tap.pixel * layer.input[2] + channel] * parameters[0][weight]
                        }
                    }
                    sum[place * spec.filters + filter] = value
                }
            }
            return activate(y, spec.activation, lastAxis: spec.filters)
        case .maxPooling2D(let spec):
            return windows(layer, spec.poolSize, spec.strides ?? spec.poolSize, spec.padding) { y, place, window in
                for channel in 0..<layer.input[2] {
                    y[place * layer.input[2] + channel] = window.map { x[$0.pixel * layer.input[2] + channel] }.max() ?? 0
                }
            }
        case .averagePooling2D(let spec):
            return windows(layer, spec.poolSize, spec.strides ?? spec.poolSize, spec.padding) { y, place, window in
                for channel in 0..<layer.input[2] {
                    y[place * layer.input[2] + channel] = window.map { x[$0.pixel * layer.input[2] + channel] }.reduce(0, +) / Double(window.count)
                }
            }
        case .activation(let spec): return activate(x, spec.activation, lastAxis: layer.output.dimensions.last ?? 1)
        case .flatten, .dropout: return x
        }
    }

    private struct Tap {
        /// Place in the kernel, and the pixel below it.
        let row: Int, column: Int, pixel: Int
    }

    /// Visits every window with the taps that lie inside the image.
    private static func windows(
        _ layer: StackPlan.PlannedLayer, _ size: Pair, _ strides: Pair, _ padding: Padding, _ body: (inout [Double], Int, [Tap]) -> Void
    ) -> [Double] {
        let (rows, columns) = (layer.input[0], layer.input[1])
        let top = padding.positions(input: rows, window: size.rows, stride: strides.rows).before
        let left = padding.positions(input: columns, window: size.columns, stride: strides.columns).before
        var y = [Double](repeating: 0, count: layer.output.count)
        for row in 0..<layer.output[0] {
            for column in 0..<layer.output[1] {
                var taps: [Tap] = []
                for r in 0..<size.rows {
                    for c in 0..<size.columns {
                        let imageRow = row * strides.rows + r - top, imageColumn = column * strides.columns + c - left
                        if (0..<rows).contains(imageRow), (0..<columns).contains(imageColumn) {
                            taps.append(Tap(row: r, column: c, pixel: imageRow * columns + imageColumn))
                        }
                    }
                }
                body(&y, row * layer.output[1] + column, taps)
            }
        }
        return y
    }

    private static func activate(_ x: [Double], _ activation: Activation, lastAxis: Int) -> [Double] {
        switch activation {
        case .linear: return x
        case .relu: return x.map { max(0, $0) }
        case .sigmoid: return x.map { 1 / (1 + exp(-$0)) }
        case .tanh: return x.map { Foundation.tanh($0) }
        case .softmax:
            return stride(from: 0, to: x.count, by: lastAxis).flatMap { start -> [Double] in
                let row = x[start..<start + lastAxis], largest = row.max() ?? 0
                let powers = row.map { exp($0 - largest) }, sum = powers.reduce(0, +)
                return powers.map { $0 / sum }
            }
        }
    }
}
