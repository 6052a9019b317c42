import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Looks inside a network: a second one of the same stack, with every layer apart, runs a few watched samples with the trained weights.
final class Prober {
    private let network: Network
    private let buffers: BatchBuffers
    private let examples: Examples
    private let classNames: [String]
    private let plan: StackPlan

    /// Samples that statistics and gradients are taken over.
    private static let sampleCount = 16

    init(_ run: PreparedRun, pool: WorkerPool) throws(NetworkError) {
        examples = run.parts.watched
        classNames = run.parts.classNames
        plan = run.check.plan
        let capacity = max(1, min(Self.sampleCount, examples.count))
        network = try Network(
            layout: NetworkLayout(plan: plan, capacity: capacity, joins: false), loss: run.recipe.compile?.loss, optimizer: nil, seed: run.recipe.fit.seed, pool: pool)
        buffers = BatchBuffers(capacity: capacity, inputCount: network.inputCount, targetCount: network.targetCount)
    }

    var sampleCount: Int { examples.count }

    /// What the network says of these samples.
    func predictions(of weights: Network, samples: Range<Int>) -> [Prediction] {
        let places = Array(samples.clamped(to: 0..<examples.count).prefix(buffers.capacity))
        guard !places.isEmpty else { return [] }
        network.copyWeights(from: weights)
        buffers.with(examples, places[...]) { _ = network.predict($0.inputs, count: places.count) }
        return places.enumerated().map { offset, place in prediction(place, row: offset) }
    }

    private func prediction(_ place: Int, row: Int) -> Prediction {
        let outputs = network.targetCount
        return Prediction(
            sample: place, input: examples.input(place), truth: examples.label(place),
            probabilities: Array(UnsafeBufferPointer(start: network.output + row * outputs, count: outputs)), classNames: classNames)
    }

    /// What is seen of one layer for one sample, with statistics and gradients over the samples after it.
    func probe(of weights: Network, _ request: Watch.ProbeRequest) -> Probe? {
        guard plan.layers.indices.contains(request.layer), examples.count > 0 else { return nil }
        let sample = min(max(0, request.sample), examples.count - 1)
        let places = (0..<buffers.capacity).map { (sample + $0) % examples.count }
        network.copyWeights(from: weights)
        let planned = plan.layers[request.layer], outputCount = planned.output.count
        return buffers.with(examples, places[...]) { batch -> Probe? in
            _ = network.loss == nil ? nil : network.differentiate(batch)
            if network.loss == nil { _ = network.predict(batch.inputs, count: batch.count) }
            guard let output = network.activation(ofLayer: request.layer) else { return nil }
            let input = request.layer == 0 ? batch.inputs : network.activation(ofLayer: request.layer - 1) ?? batch.inputs
            let own = network.parameters.filter { $0.layer == request.layer }
            let weightTensors = own.map { Probe.NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.value)) }
            let gradientTensors = network.loss == nil ? [] : own.map { Probe.NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.gradient)) }
            let all = UnsafeBufferPointer(start: output, count: batch.count * outputCount)
            let units = planned.output.dimensions.last ?? outputCount
            return Probe(
                layer: request.layer, prediction: prediction(sample, row: 0),
                input: Tensor(shape: planned.input, values: Array(UnsafeBufferPointer(start: input, count: planned.input.count))),
                output: Tensor(shape: planned.output, values: Array(all.prefix(outputCount))), weights: weightTensors, gradients: gradientTensors,
                activationStatistics: Statistics(all), weightStatistics: Self.statistics(weightTensors), gradientStatistics: Self.statistics(gradientTensors),
                deadUnits: Self.deadUnits(all, units: units), units: units, gradientNorms: gradientNorms())
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
            let own = network.parameters.filter { $0.layer == layer }
            guard !own.isEmpty, network.loss != nil else { return nil }
            var sum = 0.0
            for parameter in own {
                for index in 0..<parameter.shape.count { sum += Double(parameter.gradient.pointer[index]) * Double(parameter.gradient.pointer[index]) }
            }
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
