import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors

/// A run's folder as something to ask: how good is it, what does it say, what does it look like inside.
public struct SavedRun: Sendable {
    public let folder: RunFolder
    public let recipe: Recipe

    public init(_ path: String) throws {
        folder = try RunFolder.open(path)
        recipe = try Recipe(path: folder.recipe)
    }

    public enum Split: String, CaseIterable, Sendable { case training = "train", validation = "val", test }

    /// The weights after the last epoch; of a run that stopped, those of its newest checkpoint.
    public var weights: String {
        get throws(TrainingError) {
            if FileManager.default.fileExists(atPath: folder.final) { return folder.final }
            guard let newest = folder.checkpoints.first, newest != folder.start else {
                throw TrainingError("\(folder.path) has no weights yet: the run stopped before its first epoch. Go on with strata train --resume \(folder.path).")
            }
            return newest
        }
    }

    /// Loss, accuracy and confusion on a part of its data, each example once and none weighing more than another.
    public func evaluate(_ split: Split, threads: Int) throws -> Evaluation {
        let (run, trainable) = try loaded(threads: threads)
        let examples =
            switch split {
            case .training: run.parts.plainTraining
            case .validation: run.parts.validation
            case .test: run.parts.test
            }
        guard examples.count > 0 else {
            throw TrainingError("The data of \(recipe.name) has no \(split.rawValue) part. Ask for another --split, or give the recipe one.")
        }
        guard let compile = recipe.compile else { throw TrainingError("The recipe has no compile section, so there is no loss to evaluate. Add one.") }
        let buffers = BatchBuffers(for: trainable, examples, pool: nil)
        return Evaluation(trainable, on: examples, metrics: compile.metrics, classNames: run.parts.classNames, buffers: buffers)
    }

    /// What is inside a layer for a validation sample.
    public func probe(_ request: Watch.ProbeRequest, threads: Int) throws -> (probe: Probe, plan: StackPlan) {
        let (run, trainable) = try loaded(threads: threads)
        let prober = try Prober(run, pool: WorkerPool(threads: threads))
        guard run.check.plan.layers.indices.contains(request.layer) else {
            throw TrainingError("--layer: expected a layer from 1 to \(run.check.plan.layers.count), got \(request.layer + 1).")
        }
        guard (0..<prober.sampleCount).contains(request.sample), let probe = prober.probe(of: trainable, request) else {
            throw TrainingError("--sample: expected a sample from 0 to \(prober.sampleCount - 1), got \(request.sample).")
        }
        return (probe, run.check.plan)
    }

    /// What has become of the data since the run began, and what that means here; `nil` where nothing has.
    public func dataRemark() throws -> String? {
        guard let changes = try FittedData(of: folder)?.changes(to: recipe, relativeTo: folder.path), !changes.isEmpty else { return nil }
        return "The data is not what the run began with; what was fitted to that is used. \(changes.joined(separator: " "))"
    }

    /// What its network predicts of inputs that a person gives, which are prepared by what was fitted when the run began: its data need not be there.
    public func predict(_ input: NpyFile, from inputPath: String, weights given: String?, threads: Int) throws -> Tensor {
        let path = try weights, isPlain = !input.isByte && !recipe.data.changesInputs
        guard let fitted = try FittedData(of: folder) ?? (isPlain ? nil : prepared(SafetensorsFile(path: path), path).fitted) else {
            return try Inference.predict(recipe, relativeTo: folder.path, weights: given ?? path, inputs: input.tensor, threads: threads)
        }
        let shape = fitted.inputs.shape  // as many numbers in another shape are other examples
        if isPlain {
            return try Inference.naming({ shape }, input.tensor) {
                try Inference.predict(recipe, sizes: fitted.sizes, weights: given ?? path, inputs: input.tensor, threads: threads)
            }
        }
        guard Inference.fits(input.tensor, shape), let inputs = try fitted.inputs.prepared(input.tensor, areBytes: input.isByte, path: inputPath) else {
            throw TrainingError(Inference.sentence(expected: shape, got: input.tensor))
        }
        return try Inference.predict(recipe, sizes: fitted.sizes, weights: given ?? path, inputs: inputs, threads: threads)
    }

    /// Its data, checked and prepared, and its weights or those of a file: what an export writes down.
    public func contents(weights given: String?) throws -> (run: PreparedRun, weights: [String: Tensor]) {
        let path = try weights
        return (try prepared(SafetensorsFile(path: path), path), try GivenWeights(path: given ?? path).tensors)
    }

    private func prepared(_ file: SafetensorsFile, _ path: String) throws -> PreparedRun {
        let limit = try RunOptionsFile(of: folder).map(\.limit) ?? (try? Checkpoint(file, path: path))?.counters.limit
        return try PreparedRun(recipe, relativeTo: folder.path, limit: limit, kept: FittedData(of: folder))
    }

    private func loaded(threads: Int) throws -> (PreparedRun, any Trainable) {
        let path = try weights, file = try SafetensorsFile(path: path)
        let run = try prepared(file, path)
        let trainable = try run.trainable(pool: WorkerPool(threads: threads))
        try GivenWeights(file, path: path).load(into: trainable)
        return (run, trainable)
    }
}

/// Outputs of a stack for inputs that a person gives.
public enum Inference {
    private static let batch = 64

    /// The stack of `recipe` with the weights of a file, on `inputs` (count, input): (count, output).
    public static func predict(_ recipe: Recipe, relativeTo folder: String?, weights: String, inputs: Tensor, threads: Int) throws -> Tensor {
        func load() throws -> Dataset { try DatasetLoader().load(recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit) }
        let dataset = recipe.dataSizes.isEmpty ? nil : try load()
        return try naming({ (dataset ?? (try? load()))?.inputShape }, inputs) {
            try predict(recipe, sizes: dataset.map { DataSizes(recipe, $0) } ?? DataSizes(), weights: weights, inputs: inputs, threads: threads)
        }
    }

    /// Where the inputs are of another shape than the data's, the layer that stumbles over them is not to blame.
    static func naming(_ expected: () -> Shape?, _ inputs: Tensor, _ body: () throws -> Tensor) throws -> Tensor {
        do { return try body() } catch let error as TrainingError {
            guard let expected = expected(), !fits(inputs, expected) else { throw error }
            throw TrainingError(sentence(expected: expected, got: inputs))
        }
    }

    static func fits(_ inputs: Tensor, _ expected: Shape) -> Bool {
        let sample = Array(inputs.shape.dimensions.dropFirst())
        return sample == expected.dimensions || sample + [1] == expected.dimensions
    }

    /// Why inputs of another shape can't be read.
    static func sentence(expected: Shape, got inputs: Tensor) -> String {
        "The inputs: expected examples of shape \(expected.tuple), as in training, got \(Shape(Array(inputs.shape.dimensions.dropFirst())).tuple). Give the examples along the first axis, each of that shape."
    }

    /// The same where the sizes of the data are known.
    static func predict(_ recipe: Recipe, sizes: DataSizes, weights: String, inputs: Tensor, threads: Int) throws -> Tensor {
        guard inputs.shape.rank >= 2, let count = inputs.shape.dimensions.first, count > 0 else {
            throw TrainingError("The input has the shape \(inputs.shape.tuple), expected examples along a first axis, such as (5, 28, 28, 1).")
        }
        var sample = Shape(Array(inputs.shape.dimensions.dropFirst()))
        if sample.rank == 2, recipe.model.first?.readsImages ?? false { sample = Shape(sample.dimensions + [1]) }
        if let place = inputs.values.firstIndex(where: { !$0.isFinite }) {
            throw TrainingError("The input holds \(inputs.values[place]) in example \(place / max(1, sample.count)), expected finite numbers. Clean or drop it.")
        }
        let plan = StackPlan(model: recipe.model, input: sample, sizes: sizes)
        if let problem = plan.problem { throw TrainingError(problem.description) }
        if let first = plan.layers.first, first.spec.readsSymbols, let problem = first.problem(ofSymbols: inputs.values) { throw TrainingError(problem) }
        let layout = NetworkLayout(plan: plan, capacity: min(batch, count))
        try SystemMemory.check(layout.bytes(slots: 0, threads: threads), batchSize: min(batch, count))
        let network = try Network(layout: layout, loss: nil, optimizer: nil, seed: 0, pool: WorkerPool(threads: threads))
        do {
            try GivenWeights(path: weights).load(into: network)
        } catch NetworkError.wrongShape(let name, let expected, let got) {
            throw TrainingError(
                "Inputs of shape \(sample.tuple) need \(name) of shape \(expected), the weights have \(got). Give inputs of the shape that the network was trained on.")
        }
        var values: [Float] = []
        values.reserveCapacity(count * plan.output.count)
        inputs.values.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            for start in stride(from: 0, to: count, by: batch) {
                let rows = min(batch, count - start)
                values += UnsafeBufferPointer(start: network.predict(base + start * sample.count, count: rows), count: rows * plan.output.count)
            }
        }
        return Tensor(shape: Shape([count] + plan.output.dimensions), values: values)
    }
}

extension DataSpec {
    /// Whether inputs come to the network otherwise than they are stored; arrays alone stay as they are unless something is said.
    fileprivate var changesInputs: Bool {
        source.family != .arrays || scaling == .standardise || scaling == .normalise || oneHot != nil
    }
}
