import Kernels
import Networks
import Tensors

/// A network with a batch of random examples, to be compared with the plain one.
public struct NetworkBench {
    public let network: Network
    public var reference: ReferenceNetwork
    public let plan: StackPlan
    public let count: Int
    let inputs: FloatBuffer
    let targets: FloatBuffer

    /// What inputs are: numbers from −1 to 1; symbols below a number, zeros at the end of some samples; numbers with whole steps of zeros.
    public enum Inputs: Sendable { case numbers, symbols(Int), steps }

    /// One-hot targets for the cross-entropies, numbers otherwise; weights are as they are initialised, biases and other vectors random too.
    public init(
        _ model: [LayerSpec], input: Shape, classes: Int = 4, loss: LossSpec, optimizer: OptimizerSpec? = nil, count: Int = 3, seed: Int = 1, threads: Int = 1,
        joins: Bool = true, reachesData: Bool = false, inputs kind: Inputs = .numbers, isTraining: Bool = false
    ) throws {
        plan = StackPlan(model: model, input: input, classes: classes)
        let layout = NetworkLayout(plan: plan, capacity: count, joins: joins, reachesData: reachesData)
        network = try Network(layout: layout, loss: loss, optimizer: optimizer, seed: seed, pool: WorkerPool(threads: threads))
        reference = ReferenceNetwork(plan: plan, loss: loss)
        reference.isTraining = isTraining
        self.count = count
        let random = RandomGenerator(seed: seed, purpose: .sampling), outputs = plan.output.count, columns = plan.output.dimensions.last ?? 1
        inputs = FloatBuffer(count: count * input.count)
        targets = FloatBuffer(count: count * outputs)
        for index in 0..<inputs.count {
            let sample = index / input.count, step = index % input.count / max(1, input.count / input[0])
            // The later a sample, the fewer of its steps count; the first keeps all.
            let isCut = sample > 0 && step >= max(1, input[0] - 2 * sample)
            switch kind {
            case .numbers: inputs.pointer[index] = random.uniform(stream: 1, index: index) * 2 - 1
            case .symbols(let symbols): inputs.pointer[index] = isCut ? 0 : Float(1 + random.integer(below: symbols - 1, stream: 1, index: index))
            case .steps: inputs.pointer[index] = isCut ? 0 : random.uniform(stream: 1, index: index) * 2 - 1
            }
        }
        for row in 0..<count * outputs / columns {
            for column in 0..<columns {
                targets.pointer[row * columns + column] = loss.isCategorical ? 0 : 0.05 + 0.9 * random.uniform(stream: 2, index: row * columns + column)
            }
            if loss.isCategorical { targets.pointer[row * columns + random.integer(below: columns, stream: 3, index: row)] = 1 }
        }
        for (place, parameter) in network.parameters.enumerated() where parameter.shape.rank < 2 || parameter.variable == "alpha" {
            for index in 0..<parameter.shape.count {
                let number = random.uniform(stream: 10 + UInt64(place), index: index)
                parameter.value.pointer[index] = parameter.variable == "moving_variance" || parameter.variable == "gamma" ? 0.5 + number : number - 0.5
            }
        }
    }

    public var batch: Batch { Batch(inputs: inputs.pointer, targets: targets.pointer, count: count, epoch: 1) }

    var plainInputs: [[Double]] { rows(inputs, plan.input.count) }
    var plainTargets: [[Double]] { rows(targets, plan.output.count) }
    var plainParameters: [[Double]] { network.parameters.map { rows($0.value, $0.shape.count)[0] } }

    private func rows(_ buffer: FloatBuffer, _ width: Int) -> [[Double]] {
        stride(from: 0, to: buffer.count, by: width).map { start in (0..<width).map { Double(buffer.pointer[start + $0]) } }
    }

    /// The largest difference of the outputs from the plain ones, by the largest output.
    public func largestOutputError() -> Double {
        var plain = reference
        plain.isTraining = false
        let output = network.predict(inputs.pointer, count: count), width = plan.output.count
        var largest = 0.0, scale = 1.0
        for (row, wanted) in plain.outputs(plainInputs, plainParameters).enumerated() {
            for column in 0..<width {
                largest = max(largest, abs(Double(output[row * width + column]) - wanted[column]))
                scale = max(scale, abs(wanted[column]))
            }
        }
        return largest / scale
    }

    /// The mean loss of the batch beside the plain one.
    public func losses() -> (value: Double, plain: Double) {
        var metrics = MetricSums()
        let result = network.evaluate(batch, metrics: &metrics)
        return (result.lossSum / Double(result.count), reference.loss(plainInputs, plainTargets, plainParameters))
    }

    /// How far a variable's gradient is from that of the plain network: the norm of the difference by the norm of the gradient.
    public func largestGradientError() -> (error: Double, variable: String) {
        _ = network.differentiate(batch, isTraining: reference.isTraining)
        let inputs = plainInputs, targets = plainTargets, parameters = plainParameters
        // The norms of gradients that vanish by design (a bias before a normalization) are compared with those of the others.
        var worst = (error: 0.0, variable: ""), errors: [(name: String, difference: Double, norm: Double)] = []
        for (place, parameter) in network.parameters.enumerated() where parameter.isTrainable {
            var difference = 0.0, norm = 0.0
            for index in 0..<parameter.shape.count {
                let wanted = reference.derivative(inputs, targets, parameters, variable: place, index: index)
                difference += (Double(parameter.gradient.pointer[index]) - wanted) * (Double(parameter.gradient.pointer[index]) - wanted)
                norm += wanted * wanted
            }
            errors.append((parameter.name, difference.squareRoot(), norm.squareRoot()))
        }
        let largest = errors.map(\.norm).max() ?? 0
        for error in errors {
            let relative = error.difference / max(error.norm, largest * 1e-2, 1e-12)
            if relative > worst.error || relative.isNaN { worst = (relative, error.name) }
        }
        return worst
    }
}

extension NetworkBench {
    /// How far the gradient along a random direction is from that of the plain network, by the gradient's norm: two passes for all variables together.
    public func directionError(seed: Int) -> Double {
        _ = network.differentiate(batch, isTraining: reference.isTraining)
        let random = RandomGenerator(seed: seed, purpose: .sampling), step = 1e-6
        let inputs = plainInputs, targets = plainTargets
        var above = plainParameters, below = above, slope = 0.0, norm = 0.0
        for (place, parameter) in network.parameters.enumerated() where parameter.isTrainable {
            for index in 0..<parameter.shape.count {
                let direction = Double(random.uniform(stream: UInt64(place), index: index)) * 2 - 1, gradient = Double(parameter.gradient.pointer[index])
                above[place][index] += step * direction
                below[place][index] -= step * direction
                slope += gradient * direction
                norm += gradient * gradient
            }
        }
        let wanted = (reference.loss(inputs, targets, above) - reference.loss(inputs, targets, below)) / (2 * step)
        return abs(slope - wanted) / max(norm.squareRoot(), 1e-6)
    }
}

extension NetworkBench {
    /// How far the gradients of some outputs by the inputs, or by the vectors of a first Embedding, are from central differences of the plain network: the norm of the difference by the
    /// norm of the gradient. A last softmax or sigmoid is left out of the plain network, for scores are looked at.
    public func outputGradientError() throws -> Double {
        var model = plan.layers.map(\.spec), input = plan.input, inputs = plainInputs, parameters = plainParameters
        let embedding = model.first?.readsSymbols ?? false, width = plan.output.count, outputs = (0..<count).map { (7 * $0 + 1) % width }
        var gradient: [Double] = []
        network.differentiate(outputs: outputs, inputs: self.inputs.pointer) { layer, values in
            if embedding, layer == 0 { gradient = (0..<count * plan.layers[0].output.count).map { Double(values[$0]) } }
        }
        if embedding {  // the plain network begins with the vectors
            input = plan.layers[0].output
            let table = parameters.removeFirst()
            inputs = inputs.map { $0.flatMap { symbol in table[Int(symbol) * input[1]..<(Int(symbol) + 1) * input[1]] } }
            model.removeFirst()
        } else if let reached = network.inputGradient {
            gradient = (0..<count * input.count).map { Double(reached[$0]) }
        }
        if network.hasScores, var last = model.popLast() {
            guard last.set("activation", to: .choice("linear")) else { throw NetworkError.illegal("\(last.kerasName) has no activation to leave out") }
            model.append(last)
        }
        let plain = ReferenceNetwork(plan: StackPlan(model: model, input: input, sizes: plan.sizes), loss: reference.loss)
        var difference = 0.0, norm = 0.0
        for sample in 0..<count {
            for index in 0..<input.count where inputs[sample][index] != 0 || !plan.layers.contains(where: { $0.spec.kerasName == "Masking" }) {
                func output(_ step: Double) -> Double {
                    var changed = inputs[sample]
                    changed[index] += step
                    return plain.outputs([changed], parameters)[0][outputs[sample]]
                }
                let wanted = (output(1e-6) - output(-1e-6)) / 2e-6, got = gradient[sample * input.count + index]
                difference += (got - wanted) * (got - wanted)
                norm += wanted * wanted
            }
        }
        return (difference / max(norm, 1e-12)).squareRoot()
    }
}

extension Trainable {
    /// A step without metrics.
    @discardableResult
    public func train(_ batch: Batch) throws(NetworkError) -> BatchResult {
        var metrics = MetricSums()
        return try train(batch, metrics: &metrics)
    }
}
