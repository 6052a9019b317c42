import Boltzmann
import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Looks inside what is trained: a second network of the same stack, with every layer apart, runs a few watched samples with the trained weights; for a Boltzmann machine a second machine
/// reconstructs and dreams.
final class Prober {
    private let network: Network
    private let machine: BoltzmannMachine?
    private let buffers: BatchBuffers
    private let examples: Examples
    private let classNames: [String]
    private let plan: StackPlan
    private let isReconstructing: Bool
    /// Where each dreaming particle is, and the Gibbs steps that all have taken.
    private let particles: FloatBuffer
    private var particleSteps = 0

    /// Samples that statistics and gradients are taken over.
    private static let sampleCount = 16
    /// Gibbs steps from one look at the particles to the next.
    private static let dreamSteps = 10

    init(_ run: PreparedRun, pool: WorkerPool) throws(NetworkError) {
        examples = run.parts.watched
        classNames = run.parts.classNames
        plan = run.check.plan
        let capacity = Self.capacity(run), compile = run.recipe.compile, seed = run.recipe.fit.seed
        let isMachine = compile?.loss.kind == .contrastiveDivergence
        network = try Network(
            layout: NetworkLayout(plan: plan, capacity: capacity, joins: false), loss: isMachine ? nil : compile?.loss, optimizer: nil, seed: seed,
            takesClassNumbers: run.takesClassNumbers, pool: pool)
        if isMachine, let compile {
            machine = try BoltzmannMachine(layout: NetworkLayout(plan: plan, capacity: capacity), optimizer: compile.optimizer, seed: seed, pool: pool)
        } else {
            machine = nil
        }
        if case .inputs = examples.targets { isReconstructing = true } else { isReconstructing = isMachine }
        buffers = BatchBuffers(for: network, examples, pool: nil)
        particles = FloatBuffer(count: isMachine ? capacity * plan.input.count : 0)
    }

    private static func capacity(_ run: PreparedRun) -> Int { max(1, min(sampleCount, run.parts.watched.count)) }

    /// What the second network takes, and for a Boltzmann machine the second machine and its particles.
    static func bytes(_ run: PreparedRun, threads: Int) -> Int {
        let capacity = capacity(run), network = NetworkLayout(plan: run.check.plan, capacity: capacity, joins: false).bytes(slots: 0, threads: threads)
        guard run.recipe.compile?.loss.kind == .contrastiveDivergence else { return network }
        return 2 * network + FloatBuffer.bytes(count: capacity * run.check.plan.input.count)
    }

    var sampleCount: Int { examples.count }

    /// What is said of these samples.
    func predictions(of weights: any Trainable, samples: Range<Int>) -> [Prediction] {
        let places = Array(samples.clamped(to: 0..<examples.count).prefix(buffers.capacity))
        guard !places.isEmpty else { return [] }
        return predictions(of: weights, places)
    }

    private func predictions(of weights: any Trainable, _ places: [Int]) -> [Prediction] {
        let speaker: any Trainable = machine ?? network
        speaker.copyWeights(from: weights)
        network.resetStates()
        return buffers.with(examples, places[...]) { batch in
            var metrics = MetricSums()
            if let machine { _ = machine.evaluate(batch, metrics: &metrics) } else { _ = network.predict(batch.inputs, count: places.count) }
            return places.enumerated().map { prediction($1, row: $0, batch, output: speaker.output, outputs: speaker.outputShape.count) }
        }
    }

    private func prediction(_ place: Int, row: Int, _ batch: Batch, output: UnsafePointer<Float>, outputs: Int) -> Prediction {
        let input = examples.input(place), said = Array(UnsafeBufferPointer(start: output + row * outputs, count: outputs))
        let count = input.shape.count, entered = Tensor(shape: input.shape, values: Array(UnsafeBufferPointer(start: batch.inputs + row * count, count: count)))
        var target: [Float]?
        if case .values(_, let shape) = examples.targets { target = Array(UnsafeBufferPointer(start: batch.targets + row * shape.count, count: shape.count)) }
        return Prediction(
            sample: place, input: input, truth: examples.category(place), probabilities: isReconstructing ? [] : said, classNames: classNames,
            given: entered == input ? nil : entered, reconstruction: isReconstructing && outputs == count ? Tensor(shape: input.shape, values: said) : nil,
            target: target)
    }

    /// Filters, particles that dream on and hidden units of a Boltzmann machine; `nil` for a network.
    func machineView(of weights: any Trainable) -> MachineView? {
        guard let machine, let kernel = weights.parameters.first else { return nil }
        machine.copyWeights(from: weights)
        let places = Array(0..<buffers.capacity), shape = examples.shape, count = buffers.capacity
        if particleSteps == 0 {  // chains begin at the data
            buffers.with(examples, places[...]) { particles.pointer.update(from: $0.inputs, count: count * shape.count) }
        }
        let means = machine.dream(particles.pointer, count: count, steps: Self.dreamSteps, draw: particleSteps)
        let dreamt = (0..<count).map { Tensor(shape: shape, values: Array(UnsafeBufferPointer(start: means + $0 * shape.count, count: shape.count))) }
        particleSteps += Self.dreamSteps
        network.copyWeights(from: weights)
        let hidden = network.outputShape.count
        let raster = buffers.with(examples, places[...]) { batch in
            Tensor(shape: [count, hidden], values: Array(UnsafeBufferPointer(start: network.predict(batch.inputs, count: count), count: count * hidden)))
        }
        return MachineView(kernel: Tensor(shape: kernel.shape, copying: kernel.value), particles: dreamt, particleSteps: particleSteps, raster: raster)
    }

    /// What is seen of one layer for one sample, with statistics and gradients over the samples after it.
    func probe(of weights: any Trainable, _ request: Watch.ProbeRequest) -> Probe? {
        guard plan.layers.indices.contains(request.layer), examples.count > 0 else { return nil }
        let sample = min(max(0, request.sample), examples.count - 1)
        let places = (0..<buffers.capacity).map { (sample + $0) % examples.count }
        guard let prediction = predictions(of: weights, [sample]).first else { return nil }
        network.copyWeights(from: weights)
        let planned = plan.layers[request.layer], outputCount = planned.output.count
        return buffers.with(examples, places[...]) { batch -> Probe? in
            network.resetStates()
            if network.loss != nil { _ = network.differentiate(batch) }
            network.resetStates()
            // The backward pass overwrites what a recurrent layer kept: the samples are run once more.
            _ = network.predict(batch.inputs, count: batch.count)
            guard let output = network.activation(ofLayer: request.layer) else { return nil }
            let input = request.layer == 0 ? batch.inputs : network.activation(ofLayer: request.layer - 1) ?? batch.inputs
            let own = network.parameters.filter { $0.layer == request.layer }
            let weightTensors = own.map { Probe.NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.value)) }
            let gradientTensors =
                network.loss == nil
                ? [] : own.filter(\.isTrainable).map { Probe.NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.gradient)) }
            let all = UnsafeBufferPointer(start: output, count: batch.count * outputCount)
            let units = planned.output.dimensions.last ?? outputCount, hasUnits = ![.shape, .pool].contains(planned.spec.family)
            let tape = network.tape(ofLayer: request.layer).map { $0.layer.tape(sample: 0, count: batch.count, memory: $0.memory) } ?? []
            return Probe(
                layer: request.layer, prediction: prediction,
                input: Tensor(shape: planned.input, values: Array(UnsafeBufferPointer(start: input, count: planned.input.count))),
                output: Tensor(shape: planned.output, values: Array(all.prefix(outputCount))), weights: weightTensors, gradients: gradientTensors,
                activationStatistics: Statistics(all), weightStatistics: Self.statistics(weightTensors), gradientStatistics: Self.statistics(gradientTensors),
                deadUnits: hasUnits ? Self.deadUnits(all, units: units) : 0, units: units, gradientNorms: gradientNorms(),
                tape: tape.map { Probe.NamedTensor(name: $0.name, tensor: $0.values) },
                raster: planned.output.rank == 1 ? Tensor(shape: [batch.count, outputCount], values: Array(all)) : nil)
        }
    }

    private static func statistics(_ tensors: [Probe.NamedTensor]) -> Statistics? {
        let numbers = tensors.flatMap(\.tensor.values)
        return numbers.isEmpty ? nil : numbers.withUnsafeBufferPointer(Statistics.init)
    }

    /// Outputs along the last axis that are zero everywhere.
    private static func deadUnits(_ values: UnsafeBufferPointer<Float>, units: Int) -> Int {
        var isAlive = [Bool](repeating: false, count: units)
        var unit = 0
        for value in values {
            if value != 0 { isAlive[unit] = true }
            unit = unit + 1 == units ? 0 : unit + 1
        }
        return isAlive.filter { !$0 }.count
    }

    /// The norm of the gradient by each layer's variables.
    private func gradientNorms() -> [Float?] {
        plan.layers.indices.map { layer in
            let own = network.parameters.filter { $0.layer == layer && $0.isTrainable }
            guard !own.isEmpty, network.loss != nil else { return nil }
            let sum = own.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.gradient.pointer, count: $1.shape.count) }
            return Float(sum.squareRoot())
        }
    }
}

extension Statistics {
    private static let binCount = 40

    /// The figures of these numbers; those that are not finite are left out.
    init(_ values: UnsafeBufferPointer<Float>) {
        var low = Float.infinity, high = -Float.infinity, sum = 0.0, squares = 0.0, zeros = 0, count = 0
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
            sum += Double(value)
            squares += Double(value) * Double(value)
            if value == 0 { zeros += 1 }
            count += 1
        }
        guard count > 0 else {
            self.init(minimum: 0, maximum: 0, mean: 0, deviation: 0, norm: 0, zeroShare: 0, bins: [])
            return
        }
        let mean = sum / Double(count)
        var bins = [Int](repeating: 0, count: Self.binCount)
        let scale = high > low ? Float(Self.binCount) / (high - low) : 0
        for value in values where value.isFinite {
            let place = (value - low) * scale
            bins[place.isFinite ? min(Self.binCount - 1, Int(place)) : 0] += 1
        }
        self.init(
            minimum: low, maximum: high, mean: Float(mean), deviation: Float(max(0, squares / Double(count) - mean * mean).squareRoot()),
            norm: Float(squares.squareRoot()), zeroShare: Float(zeros) / Float(count), bins: bins)
    }
}
