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
        let (run, file) = try prepared()
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
        let replica = try run.replica(pool: WorkerPool(threads: threads))
        try replica.take(file)
        let buffers = BatchBuffers(for: replica.answering, examples, pool: nil)
        return Evaluation(replica.answering, on: examples, metrics: compile.metrics, classNames: run.parts.classNames, buffers: buffers)
    }

    /// What is seen of it through a lens, and the stack that was looked at; throws where the lens asks for what is not there.
    public func look<L: Lens>(through lens: L, threads: Int) throws -> (view: L.View, plan: StackPlan) {
        let (run, weights) = try prepared()
        let looker = try Looker(run, pool: WorkerPool(threads: threads))
        try looker.replica.take(weights)
        if let problem = lens.problem(looker) { throw TrainingError(problem) }
        guard let view = lens.view(looker) else { throw TrainingError("\(recipe.name) has nothing of what is asked for. Look at one of its layers.") }
        return (view, run.check.plan)
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

    /// Its data, checked and prepared, and its weights.
    private func prepared() throws -> (PreparedRun, GivenWeights) {
        let path = try weights, file = try SafetensorsFile(path: path)
        return (try prepared(file, path), try GivenWeights(file, path: path))
    }
}

extension DataSpec {
    /// Whether inputs come to the network otherwise than they are stored; arrays alone stay as they are unless something is said.
    fileprivate var changesInputs: Bool {
        !source.family.keepsInputs || scaling == .standardise || scaling == .normalise || oneHot != nil
    }
}
