import Datasets
import Kernels
import Networks
import Recipes
import Tensors
import Training

/// A reference workload: a complete training step on random batches that stay in memory, which is how other frameworks are measured.
struct Workload: Sendable {
    let name: String
    let input: Shape
    let batch: Int
    let data: Data
    let model: [LayerSpec]
    var loss = LossSpec.categoricalCrossentropy
    var optimizer = OptimizerSpec.adam(Adam())
    /// The floating-point operations of a step per sample. A multiplication and an addition count as two, and the backward pass as twice the forward pass, without the gradient by
    /// the first layer's input.
    let operations: Int

    enum Data: Sendable {
        /// Numbers from 0 to 1 with one of ten classes.
        case classes
        /// Symbols below this number, with a random symbol as the target of each step.
        case symbols(Int)
        /// Numbers from 0 to 1, which are also the targets.
        case inputs
        /// Zeros and ones.
        case bits
    }

    init(
        _ name: String, input: Shape, batch: Int, data: Data, loss: LossSpec = .categoricalCrossentropy, optimizer: OptimizerSpec = .adam(Adam()), operations: Int,
        _ model: [LayerSpec]
    ) {
        self.name = name
        self.input = input
        self.batch = batch
        self.data = data
        self.loss = loss
        self.optimizer = optimizer
        self.operations = operations
        self.model = model
    }

    private static let batches = 16
    static let classes = 10

    /// The median time of a step, in seconds, over at least `seconds` after a warm-up.
    func time(seconds: Double, threads: Int) throws -> Double {
        let pool = WorkerPool(threads: threads), trainable = try trainable(pool)
        let inputCount = trainable.inputCount, targetCount = trainable.targetCount
        let inputs = FloatBuffer(count: Self.batches * batch * inputCount), targets = FloatBuffer(count: Self.batches * batch * targetCount)
        fill(inputs, targets, targetCount: targetCount)
        var metrics = MetricSums()
        func step(_ number: Int) throws {
            let index = number % Self.batches
            _ = try trainable.train(
                Batch(inputs: inputs.pointer + index * batch * inputCount, targets: targets.pointer + index * batch * targetCount, count: batch), metrics: &metrics)
        }
        for number in 0..<Self.batches { try step(number) }
        var times: [Double] = []
        let clock = ContinuousClock(), start = clock.now
        while times.count < 5 || start.duration(to: clock.now) < .seconds(seconds) {
            let before = clock.now
            try step(times.count)
            let time = before.duration(to: clock.now).components
            times.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        }
        return times.sorted()[times.count / 2]
    }

    /// The bytes that a step must at least transfer: the weights twice for the products, and weights, gradients and the optimizer's state once to read and once to write.
    var weightBytes: Int { 4 * StackPlan(model: model, input: input, classes: Self.classes).parameters * (2 + 2 * (1 + optimizer.slotNames.count)) }

    private func trainable(_ pool: WorkerPool) throws -> any Trainable {
        var compile = CompileSpec()
        (compile.loss, compile.optimizer) = (loss, optimizer)
        let recipe = Recipe(name: name, data: DataSpec(source: .catalogue(name)), model: model, compile: compile)
        let plan = StackPlan(model: model, input: input, classes: Self.classes)
        return try Family(recipe).trainable(
            TrainableBlueprint(plan: plan, capacity: batch, compile: compile, seed: 1, takesClassNumbers: loss.isCategorical), pool: pool)
    }

    private func fill(_ inputs: FloatBuffer, _ targets: FloatBuffer, targetCount: Int) {
        let random = RandomGenerator(seed: 7, purpose: .sampling)
        for index in 0..<inputs.count {
            switch data {
            case .classes, .inputs: inputs.pointer[index] = random.uniform(stream: 0, index: index)
            case .bits: inputs.pointer[index] = random.uniform(stream: 0, index: index) > 0.5 ? 1 : 0
            case .symbols(let count): inputs.pointer[index] = Float(random.integer(below: count, stream: 0, index: index))
            }
        }
        for index in 0..<targets.count {
            switch data {
            case .classes: targets.pointer[index] = Float(random.integer(below: Self.classes, stream: 1, index: index))
            case .symbols(let count): targets.pointer[index] = Float(random.integer(below: count, stream: 1, index: index))
            case .inputs, .bits: targets.pointer[index] = inputs.pointer[index]
            }
        }
    }
}
