import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors

/// A run in a folder, to evaluate it, to predict with it and to look at its layers.
public struct SavedRun: Sendable {
    /// The run's folder.
    public let folder: RunFolder
    /// The run's recipe.
    public let recipe: Recipe

    /// Opens the run in a folder. Throws a `TrainingError` or a `DocumentError` where there is none.
    public init(_ path: String) throws {
        folder = try RunFolder.open(path)
        recipe = try Recipe(path: folder.recipe)
    }

    /// The parts of the data, by the words of `--split`.
    public enum Split: String, CaseIterable, Sendable { case training = "train", validation = "val", test }

    /// The path of the weights after the last epoch; for a run that stopped, of its newest checkpoint. Throws where there are none yet.
    public var weights: String {
        get throws(TrainingError) {
            if FileManager.default.fileExists(atPath: folder.final) { return folder.final }
            guard let newest = folder.checkpoints.first, newest != folder.start else {
                throw TrainingError("\(folder.path) has no weights yet: the run stopped before its first epoch. Continue with strata train --resume \(folder.path).")
            }
            return newest
        }
    }

    /// The loss, metrics and confusion matrix on a part of its data, each example once and with weight 1. Throws one sentence where the part or the loss is missing.
    public func evaluate(_ split: Split, threads: Int) throws -> Evaluation {
        let (run, file) = try prepared()
        let examples =
            switch split {
            case .training: run.parts.plainTraining
            case .validation: run.parts.validation
            case .test: run.parts.test
            }
        guard examples.count > 0 else {
            throw TrainingError("The data of \(recipe.name) has no \(split.rawValue) part. Choose another --split, or give the recipe a split.")
        }
        guard recipe.compile != nil else { throw TrainingError("The recipe has no compile section, so there is no loss to evaluate. Add one.") }
        let replica = try run.replica(pool: WorkerPool(threads: threads))
        try replica.take(file)
        let buffers = BatchBuffers(for: replica.answering, examples, pool: nil)
        return Evaluation(replica.answering, on: examples, metrics: run.metricSums(of: replica.answering), classNames: run.parts.classNames, buffers: buffers)
    }

    /// The view of a lens, and the layers that were looked at. Throws one sentence where the lens doesn't apply.
    public func look<L: Lens>(through lens: L, threads: Int) throws -> (view: L.View, plan: StackPlan) {
        let (run, weights) = try prepared()
        let looker = try Looker(run, pool: WorkerPool(threads: threads))
        try looker.replica.take(weights)
        if let problem = lens.problem(looker) { throw TrainingError(problem) }
        guard let view = lens.view(looker) else { throw TrainingError("\(recipe.name) has nothing to show for this request. Look at one of its layers.") }
        return (view, run.check.plan)
    }

    /// A warning that the data has changed since the run began, with the changes; `nil` where it has not.
    public func dataRemark() throws -> String? {
        guard let changes = try FittedData(of: folder)?.changes(to: recipe, relativeTo: folder.path), !changes.isEmpty else { return nil }
        return "The data is not what the run began with; the values fitted then are used. \(changes.joined(separator: " "))"
    }

    /// Which figures are not in the target's own unit; `nil` where the targets are not scaled.
    public func unitRemark() throws -> String? { try FittedData(of: folder)?.targetScaling?.unitRemark }

    /// The outputs (count, output) for inputs that a person gives (count, input), in the target's own unit. They are prepared with the values that were fitted when the run
    /// began, so that its data need not exist any more. Throws one sentence where the inputs don't fit.
    public func predict(_ input: NpyFile, from inputPath: String, weights given: String?, threads: Int) throws -> Tensor {
        let path = try weights, isPlain = !input.isByte && !recipe.data.changesInputs
        guard let fitted = try FittedData(of: folder) ?? (isPlain && recipe.data.targetScaling == .automatic ? nil : prepared(SafetensorsFile(path: path), path).fitted) else {
            return try Inference.predict(recipe, relativeTo: folder.path, weights: given ?? path, inputs: input.tensor, threads: threads)
        }
        let shape = fitted.inputs.shape  // the same number of values in another shape would be other examples
        if isPlain {
            return try Inference.naming({ shape }, input.tensor) {
                fitted.restored(try Inference.predict(recipe, sizes: fitted.sizes, weights: given ?? path, inputs: input.tensor, threads: threads))
            }
        }
        guard Inference.fits(input.tensor, shape), let inputs = try fitted.inputs.prepared(input.tensor, areBytes: input.isByte, path: inputPath) else {
            throw TrainingError(Inference.sentence(expected: shape, got: input.tensor))
        }
        return fitted.restored(try Inference.predict(recipe, sizes: fitted.sizes, weights: given ?? path, inputs: inputs, threads: threads))
    }

    /// Its data, checked and prepared, and its weights or those of a file, for an export.
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
    /// Whether inputs are changed before they reach the network; only arrays are not, unless the recipe says so.
    fileprivate var changesInputs: Bool {
        !source.family.keepsInputs || scaling == .standardise || scaling == .normalise || oneHot != nil
    }
}
