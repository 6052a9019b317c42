import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Looks inside what is trained: a second network of the same stack, with every layer apart, runs a few watched samples with the trained weights; what only
/// one family has, its own looker sees.
final class Prober {
    private let network: Network
    private let looker: (any FamilyLooker)?
    /// What answers for the watched samples: the looker's replica, or else the network.
    private let speaker: any Trainable
    private let buffers: BatchBuffers
    private let examples: Examples
    private let classNames: [String]
    private let plan: StackPlan
    private let isReconstructing: Bool

    /// Samples that statistics and gradients are taken over.
    private static let sampleCount = 16

    init(_ run: PreparedRun, pool: WorkerPool) throws(NetworkError) {
        examples = run.parts.watched
        classNames = run.parts.classNames
        plan = run.check.plan
        let blueprint = Self.blueprint(run)
        network = try blueprint.network(loss: run.family.description.isNetwork ? blueprint.compile?.loss : nil, optimizer: nil, joins: false, pool: pool)
        buffers = BatchBuffers(for: network, examples, pool: nil)
        looker = try run.family.training?.looker(ProbeBench(blueprint: blueprint, network: network, examples: examples, buffers: buffers), pool: pool)
        speaker = looker?.replica ?? network
        isReconstructing = run.family.description.reconstructs
    }

    private static func blueprint(_ run: PreparedRun) -> TrainableBlueprint { run.blueprint(capacity: max(1, min(sampleCount, run.parts.watched.count))) }

    /// What the second network takes, and what its family looks with.
    static func bytes(_ run: PreparedRun, threads: Int) -> Int {
        let blueprint = blueprint(run), network = NetworkLayout(plan: blueprint.plan, capacity: blueprint.capacity, joins: false).bytes(slots: 0, threads: threads)
        return network + (run.family.training?.lookerBytes(blueprint, network: network) ?? 0)
    }

    var sampleCount: Int { examples.count }

    /// What is said of these samples.
    func predictions(of weights: any Trainable, samples: Range<Int>) -> [Prediction] {
        let places = Array(samples.clamped(to: 0..<examples.count).prefix(buffers.capacity))
        guard !places.isEmpty else { return [] }
        return predictions(of: weights, places)
    }

    private func predictions(of weights: any Trainable, _ places: [Int]) -> [Prediction] {
        speaker.copyWeights(from: weights)
        speaker.resetStates()
        return buffers.with(examples, places[...]) { batch in
            _ = speaker.predict(batch.inputs, count: places.count)
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

    /// What only the run's family shows; `nil` where that is nothing.
    func familyView(of trained: any Trainable) -> FamilyView? { looker?.view(of: trained) }

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
            var input = batch.inputs
            if case .layer(let source) = planned.sources[0] { input = network.activation(ofLayer: source) ?? input }
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
                deadUnits: hasUnits ? Self.deadUnits(all, units: units) : 0, units: units, gradientNorms: network.gradientNorms,
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
