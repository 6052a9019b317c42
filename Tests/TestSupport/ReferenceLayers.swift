import Foundation
import Networks
import Tensors

/// The layers' formulas in double precision, each as its documentation states it.
struct ReferenceLayers {
    typealias Flow = ReferenceNetwork.Flow
    let isTraining: Bool

    func forward(_ spec: LayerSpec, _ input: Shape, _ output: Shape, _ flow: Flow, _ weights: [[Double]]) -> Flow {
        var result = flow
        func each(_ body: ([Double]) -> [Double]) -> [[Double]] { flow.samples.map(body) }
        let passes = spec.maskRole != .uses(passesOn: false)
        if !passes { result.mask = nil }
        switch spec {
        case .dense(let layer):
            let inputs = input[input.rank - 1], units = output[output.rank - 1]
            result.samples = each { x in
                let y = Self.product(x, inputs: inputs, weights[0], outputs: units, bias: layer.usesBias ? weights[1] : nil)
                return Self.activate(y, layer.activation, lastAxis: units)
            }
        case .activityRegularization: break
        case .activation(let layer): result.samples = each { Self.activate($0, layer.activation, lastAxis: input.dimensions.last ?? 1) }
        case .leakyReLU(let layer): result.samples = each { $0.map { $0 > 0 ? $0 : layer.negativeSlope * $0 } }
        case .elu(let layer): result.samples = each { $0.map { $0 > 0 ? $0 : layer.alpha * (exp($0) - 1) } }
        case .preLU: result.samples = each { x in x.indices.map { x[$0] > 0 ? x[$0] : weights[0][$0] * x[$0] } }
        case .conv1D(let layer):
            let same = Conv2D(
                filters: layer.filters, kernelSize: Pair(1, layer.kernelSize), strides: Pair(1, layer.strides), padding: layer.padding,
                dilationRate: Pair(1, layer.dilationRate), activation: layer.activation, usesBias: layer.usesBias)
            return forward(.conv2D(same), Shape([1] + input.dimensions), Shape([1] + output.dimensions), flow, weights)
        case .conv2D(let layer):
            result.samples = each { x in
                let y = windows(input, output, layer.kernelSize, layer.strides, layer.padding, layer.dilationRate, channels: layer.filters) { taps, filter in
                    var sum = layer.usesBias ? weights[1][filter] : 0
                    for tap in taps {
                        for channel in 0..<input[2] {
                            let place = (tap.row * layer.kernelSize.columns + tap.column) * input[2] + channel
                            sum += x[tap.pixel * input[2] + channel] * weights[0][place * layer.filters + filter]
                        }
                    }
                    return sum
                }
                return Self.activate(y, layer.activation, lastAxis: layer.filters)
            }
        case .depthwiseConv2D(let layer):
            result.samples = each { x in
                let y = depthwise(x, weights[0], input, output, layer.kernelSize, layer.strides, layer.padding, layer.dilationRate, layer.depthMultiplier)
                let maps = output[2]
                return Self.activate(y.indices.map { y[$0] + (layer.usesBias ? weights[1][$0 % maps] : 0) }, layer.activation, lastAxis: maps)
            }
        case .separableConv2D(let layer):
            let maps = input[2] * layer.depthMultiplier
            result.samples = each { x in
                let between = depthwise(
                    x, weights[0], input, [output[0], output[1], maps], layer.kernelSize, layer.strides, layer.padding, layer.dilationRate, layer.depthMultiplier)
                let y = Self.product(between, inputs: maps, weights[1], outputs: layer.filters, bias: layer.usesBias ? weights[2] : nil)
                return Self.activate(y, layer.activation, lastAxis: layer.filters)
            }
        case .conv2DTranspose(let layer):
            let (kernel, strides) = (layer.kernelSize, layer.strides)
            // The first kernel's part that a `same` padding cuts off.
            func cut(_ kernel: Int, _ stride: Int) -> Int { layer.padding == .valid ? 0 : max(0, kernel - 1 - min((stride + kernel - 1) / 2, kernel - 1)) }
            let top = cut(kernel.rows, strides.rows), left = cut(kernel.columns, strides.columns)
            result.samples = each { x in
                var y = (0..<output.count).map { layer.usesBias ? weights[1][$0 % layer.filters] : 0 }
                for row in 0..<input[0] {
                    for column in 0..<input[1] {
                        for r in 0..<kernel.rows {
                            for c in 0..<kernel.columns {
                                let toRow = row * strides.rows + r - top, toColumn = column * strides.columns + c - left
                                guard (0..<output[0]).contains(toRow), (0..<output[1]).contains(toColumn) else { continue }
                                for filter in 0..<layer.filters {
                                    for channel in 0..<input[2] {
                                        y[(toRow * output[1] + toColumn) * layer.filters + filter] +=
                                            x[(row * input[1] + column) * input[2] + channel]
                                            * weights[0][((r * kernel.columns + c) * layer.filters + filter) * input[2] + channel]
                                    }
                                }
                            }
                        }
                    }
                }
                return Self.activate(y, layer.activation, lastAxis: layer.filters)
            }
        case .maxPooling2D(let layer): result.samples = pooled(flow, input, output, layer.poolSize, layer.strides ?? layer.poolSize, layer.padding, isMaximum: true)
        case .averagePooling2D(let layer): result.samples = pooled(flow, input, output, layer.poolSize, layer.strides ?? layer.poolSize, layer.padding, isMaximum: false)
        case .maxPooling1D(let layer):
            result.samples = pooled(
                flow, Shape([1] + input.dimensions), Shape([1] + output.dimensions), Pair(1, layer.poolSize), Pair(1, layer.strides ?? layer.poolSize), layer.padding,
                isMaximum: true)
        case .averagePooling1D(let layer):
            result.samples = pooled(
                flow, Shape([1] + input.dimensions), Shape([1] + output.dimensions), Pair(1, layer.poolSize), Pair(1, layer.strides ?? layer.poolSize), layer.padding,
                isMaximum: false)
        case .globalMaxPooling1D, .globalMaxPooling2D:
            let channels = output[0]
            result.samples = each { x in (0..<channels).map { channel in stride(from: channel, to: x.count, by: channels).map { x[$0] }.max() ?? 0 } }
        case .globalAveragePooling1D, .globalAveragePooling2D:
            let channels = output[0]
            result.samples = flow.samples.enumerated().map { sample, x in
                let kept = (0..<x.count / channels).filter { flow.mask?[sample][$0] ?? true }
                return (0..<channels).map { channel in kept.reduce(0) { $0 + x[$1 * channels + channel] } / Double(kept.count) }
            }
        case .flatten, .reshape, .dropout, .spatialDropout2D, .gaussianNoise: break
        case .permute(let layer):
            result.samples = each { x in
                (0..<output.count).map { place in
                    var rest = place, index = [Int](repeating: 0, count: input.rank)
                    for axis in output.dimensions.indices.reversed() {
                        index[layer.dims[axis] - 1] = rest % output[axis]
                        rest /= output[axis]
                    }
                    var source = 0
                    for axis in index.indices { source = source * input[axis] + index[axis] }
                    return x[source]
                }
            }
        case .repeatVector(let layer): result.samples = each { x in (0..<layer.n).flatMap { _ in x } }
        case .upSampling2D(let layer): result.samples = each { upsampled($0, input, output, layer) }
        case .zeroPadding2D(let layer):
            result.samples = each { x in
                moved(input, output) { row, column, channel in
                    let from = (row - layer.edges.top, column - layer.edges.left)
                    return (0..<input[0]).contains(from.0) && (0..<input[1]).contains(from.1) ? x[(from.0 * input[1] + from.1) * input[2] + channel] : 0
                }
            }
        case .cropping2D(let layer):
            result.samples = each { x in moved(input, output) { x[(($0 + layer.edges.top) * input[1] + $1 + layer.edges.left) * input[2] + $2] } }
        case .embedding(let layer):
            result.samples = each { x in x.flatMap { symbol in (0..<layer.outputDim).map { weights[0][Int(symbol) * layer.outputDim + $0] } } }
            if layer.masksZero { result.mask = flow.samples.map { $0.map { $0 != 0 } } }
        case .masking(let layer):
            let features = input[1]
            result.mask = each { $0 }.map { x in (0..<input[0]).map { step in (0..<features).contains { x[step * features + $0] != layer.maskValue } } }
            result.samples = flow.samples.enumerated().map { sample, x in x.indices.map { result.mask?[sample][$0 / features] ?? true ? x[$0] : 0 } }
        case .simpleRNN, .lstm, .gru:
            result = ReferenceRecurrent.forward(spec, input, [flow], weights)
            if !passes { result.mask = nil }
        case .bidirectional(let layer):
            result.samples = flow.samples.enumerated().map { sample, x in ReferenceRecurrent.both(layer, input, x, flow.mask?[sample], weights) }
        case .timeDistributed(let layer):
            let steps = input[0], width = input.count / steps
            let inner = Flow(samples: flow.samples.flatMap { x in (0..<steps).map { Array(x[$0 * width..<($0 + 1) * width]) } }, mask: nil)
            let own = forward(layer.layer, Shape(Array(input.dimensions.dropFirst())), Shape(Array(output.dimensions.dropFirst())), inner, weights).samples
            result.samples = flow.samples.indices.map { sample in own[sample * steps..<(sample + 1) * steps].flatMap { $0 } }
        case .batchNormalization(let layer): result.samples = batchNormalized(layer, input, flow, weights)
        case .layerNormalization(let layer):
            let columns = input[input.rank - 1], gamma = layer.scales ? weights[0] : nil, beta = layer.centers ? weights[layer.scales ? 1 : 0] : nil
            result.samples = each { x in
                stride(from: 0, to: x.count, by: columns).flatMap { start in
                    let row = Array(x[start..<start + columns]), mean = row.reduce(0, +) / Double(columns)
                    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
                    let scale = 1 / (variance + layer.epsilon).squareRoot()
                    return row.indices.map { column -> Double in (row[column] - mean) * scale * (gamma?[column] ?? 1) + (beta?[column] ?? 0) }
                }
            }
        case .input, .add, .concatenate, .multiply, .average: break
        case .rbm(let layer):
            result.samples = each { x in
                Self.product(x, inputs: x.count, weights[0], outputs: layer.hiddenUnits, bias: weights[2]).map { 1 / (1 + exp(-$0)) }
            }
        }
        return result
    }

    /// Rows of x by a matrix.
    private static func product(_ x: [Double], inputs: Int, _ w: [Double], outputs: Int, bias: [Double]?) -> [Double] {
        var y: [Double] = []
        for start in stride(from: 0, to: x.count, by: inputs) {
            for output in 0..<outputs {
                var sum = bias?[output] ?? 0
                for input in 0..<inputs { sum += x[start + input] * w[input * outputs + output] }
                y.append(sum)
            }
        }
        return y
    }

    private func batchNormalized(_ layer: BatchNormalization, _ input: Shape, _ flow: Flow, _ weights: [[Double]]) -> [[Double]] {
        let channels = input[input.rank - 1], gamma = layer.scales ? weights[0] : nil, beta = layer.centers ? weights[layer.scales ? 1 : 0] : nil
        var mean = weights[weights.count - 2], variance = weights[weights.count - 1]
        if isTraining {
            for channel in 0..<channels {
                let values = flow.samples.enumerated().flatMap { sample, x in
                    stride(from: channel, to: x.count, by: channels).filter { input.rank != 2 || flow.mask?[sample][$0 / channels] ?? true }.map { x[$0] }
                }
                mean[channel] = values.reduce(0, +) / Double(values.count)
                variance[channel] = values.reduce(0) { $0 + ($1 - mean[channel]) * ($1 - mean[channel]) } / Double(values.count)
            }
        }
        return flow.samples.map { x in
            x.indices.map { place in
                let channel = place % channels
                let scale = 1 / (variance[channel] + layer.epsilon).squareRoot()
                return (x[place] - mean[channel]) * scale * (gamma?[channel] ?? 1) + (beta?[channel] ?? 0)
            }
        }
    }

    private func moved(_ input: Shape, _ output: Shape, _ value: (_ row: Int, _ column: Int, _ channel: Int) -> Double) -> [Double] {
        (0..<output.count).map { value($0 / output[2] / output[1], $0 / output[2] % output[1], $0 % output[2]) }
    }

    private func upsampled(_ x: [Double], _ input: Shape, _ output: Shape, _ layer: UpSampling2D) -> [Double] {
        moved(input, output) { row, column, channel in
            func pixel(_ row: Int, _ column: Int) -> Double { x[(min(max(row, 0), input[0] - 1) * input[1] + min(max(column, 0), input[1] - 1)) * input[2] + channel] }
            if layer.interpolation == .nearest { return pixel(row / layer.size.rows, column / layer.size.columns) }
            let down = (Double(row) + 0.5) / Double(layer.size.rows) - 0.5, across = (Double(column) + 0.5) / Double(layer.size.columns) - 0.5
            let (r, c) = (Int(down.rounded(.down)), Int(across.rounded(.down))), (a, b) = (down - Double(r), across - Double(c))
            let above = (1 - b) * pixel(r, c) + b * pixel(r, c + 1), below = (1 - b) * pixel(r + 1, c) + b * pixel(r + 1, c + 1)
            return (1 - a) * above + a * below
        }
    }

    private struct Tap {
        /// Place in the kernel, and the pixel below it.
        let row: Int, column: Int, pixel: Int
    }

    /// Visits every window with the taps that lie inside the image.
    private func windows(
        _ input: Shape, _ output: Shape, _ size: Pair, _ strides: Pair, _ padding: Padding, _ dilation: Pair = Pair(1, 1), channels: Int, _ body: ([Tap], Int) -> Double
    ) -> [Double] {
        let reach = Pair((size.rows - 1) * dilation.rows + 1, (size.columns - 1) * dilation.columns + 1)
        let top = padding.positions(input: input[0], window: reach.rows, stride: strides.rows).before
        let left = padding.positions(input: input[1], window: reach.columns, stride: strides.columns).before
        return (0..<output[0] * output[1]).flatMap { place -> [Double] in
            var taps: [Tap] = []
            for r in 0..<size.rows {
                for c in 0..<size.columns {
                    let row = place / output[1] * strides.rows + r * dilation.rows - top, column = place % output[1] * strides.columns + c * dilation.columns - left
                    if (0..<input[0]).contains(row), (0..<input[1]).contains(column) { taps.append(Tap(row: r, column: c, pixel: row * input[1] + column)) }
                }
            }
            return (0..<channels).map { body(taps, $0) }
        }
    }

    private func depthwise(
        _ x: [Double], _ kernel: [Double], _ input: Shape, _ output: Shape, _ size: Pair, _ strides: Pair, _ padding: Padding, _ dilation: Pair, _ multiplier: Int
    ) -> [Double] {
        windows(input, output, size, strides, padding, dilation, channels: output[2]) { taps, map in
            let channel = map / multiplier, number = map % multiplier
            var sum = 0.0
            for tap in taps {
                let place = (tap.row * size.columns + tap.column) * input[2] + channel
                sum += x[tap.pixel * input[2] + channel] * kernel[place * multiplier + number]
            }
            return sum
        }
    }

    private func pooled(_ flow: Flow, _ input: Shape, _ output: Shape, _ size: Pair, _ strides: Pair, _ padding: Padding, isMaximum: Bool) -> [[Double]] {
        flow.samples.map { x in
            windows(input, output, size, strides, padding, channels: input[2]) { taps, channel in
                let values = taps.map { x[$0.pixel * input[2] + channel] }
                return isMaximum ? values.max() ?? 0 : values.reduce(0, +) / Double(values.count)
            }
        }
    }

    static func activate(_ x: [Double], _ activation: Activation, lastAxis: Int) -> [Double] {
        switch activation {
        case .softmax, .logSoftmax:
            return stride(from: 0, to: x.count, by: lastAxis).flatMap { start -> [Double] in
                let row = x[start..<start + lastAxis], largest = row.max() ?? 0
                let powers = row.map { exp($0 - largest) }, sum = powers.reduce(0, +)
                return activation == .softmax ? powers.map { $0 / sum } : row.map { $0 - largest - log(sum) }
            }
        default: return x.map { value($0, activation) }
        }
    }

    static func value(_ x: Double, _ activation: Activation) -> Double {
        switch activation {
        case .linear, .softmax, .logSoftmax: x
        case .relu: max(0, x)
        case .relu6: min(6, max(0, x))
        case .leakyRelu: x > 0 ? x : 0.2 * x
        case .elu: x > 0 ? x : exp(x) - 1
        case .selu: 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (exp(x) - 1))
        case .gelu: x * 0.5 * (1 + erf(x / 2.0.squareRoot()))
        case .silu: x / (1 + exp(-x))
        case .mish: x * Foundation.tanh(log1p(exp(x)))
        case .softplus: log1p(exp(x))
        case .softsign: x / (1 + abs(x))
        case .sigmoid: 1 / (1 + exp(-x))
        case .hardSigmoid: min(6, max(0, x + 3)) / 6
        case .tanh: Foundation.tanh(x)
        case .exponential: exp(x)
        }
    }
}
