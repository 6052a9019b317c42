import Kernels
import Networks
import Tensors

/// A network with a batch of random examples, to be compared with the plain one.
public struct NetworkBench {
    public let network: Network
    public let reference: ReferenceNetwork
    public let plan: StackPlan
    public let count: Int
    let inputs: FloatBuffer
    let targets: FloatBuffer

    /// `classes` one-hot targets for the cross-entropies, numbers otherwise; weights are Glorot's, biases random too.
    public init(
        _ model: [LayerSpec], input: Shape, classes: Int = 4, loss: LossSpec, optimizer: OptimizerSpec? = nil, count: Int = 3, seed: Int = 1, threads: Int = 1,
        joins: Bool = true
    ) throws {
        plan = StackPlan(model: model, input: input, classes: classes)
        let layout = NetworkLayout(plan: plan, capacity: count, joins: joins)
        network = try Network(layout: layout, loss: loss, optimizer: optimizer, seed: seed, pool: WorkerPool(threads: threads))
        reference = ReferenceNetwork(plan: plan, loss: loss)
        self.count = count
        let random = RandomGenerator(seed: seed, purpose: .sampling), outputs = plan.output.count
        inputs = FloatBuffer(count: count * input.count)
        targets = FloatBuffer(count: count * outputs)
        for index in 0..<inputs.count { inputs.pointer[index] = random.uniform(stream: 1, index: index) * 2 - 1 }
        for row in 0..<count {
            let isOneHot = loss == .categoricalCrossentropy || loss == .sparseCategoricalCrossentropy
            for column in 0..<outputs { targets.pointer[row * outputs + column] = isOneHot ? 0 : random.uniform(stream: 2, index: row * outputs + column) }
            if isOneHot { targets.pointer[row * outputs + random.integer(below: outputs, stream: 3, index: row)] = 1 }
        }
        for (place, parameter) in network.parameters.enumerated() where parameter.variable == "bias" {
            for index in 0..<parameter.shape.count { parameter.value.pointer[index] = random.uniform(stream: 10 + UInt64(place), index: index) - 0.5 }
        }
    }

    public var batch: Batch { Batch(inputs: inputs.pointer, targets: targets.pointer, count: count, epoch: 1) }

    var plainInputs: [[Double]] { rows(inputs, plan.input.count) }
    var plainTargets: [[Double]] { rows(targets, plan.output.count) }
    var plainParameters: [[Double]] { network.parameters.map { rows($0.value, $0.shape.count)[0] } }

    private func rows(_ buffer: FloatBuffer, _ width: Int) -> [[Double]] {
        stride(from: 0, to: buffer.count, by: width).map { start in (0..<width).map { Double(buffer.pointer[start + $0]) } }
    }

    /// The largest difference of the outputs from the plain ones.
    public func largestOutputError() -> Double {
        let output = network.predict(inputs.pointer, count: count), width = plan.output.count
        var largest = 0.0
        for (row, input) in plainInputs.enumerated() {
            for (column, wanted) in reference.output(input, plainParameters).enumerated() {
                largest = max(largest, abs(Double(output[row * width + column]) - wanted))
            }
        }
        return largest
    }

    /// The largest difference of the gradients from finite differences of the plain network, relative to each variable's largest gradient.
    public func largestGradientError() -> (error: Double, variable: String) {
        _ = network.differentiate(batch)
        let inputs = plainInputs, targets = plainTargets, parameters = plainParameters
        var worst = (error: 0.0, variable: "")
        for (place, parameter) in network.parameters.enumerated() {
            let wanted = (0..<parameter.shape.count).map { reference.derivative(inputs, targets, parameters, variable: place, index: $0) }
            let scale = max(1e-3, wanted.map(abs).max() ?? 0)
            for index in wanted.indices {
                let error = abs(Double(parameter.gradient.pointer[index]) - wanted[index]) / scale
                if error > worst.error { worst = (error, parameter.name) }
            }
        }
        return worst
    }
}
