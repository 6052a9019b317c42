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
    /// What was fitted to its data when it began; `nil` for a run of an earlier version, which did not store it.
    private let kept: FittedData?

    /// Opens the run in a folder. Throws a `TrainingError` or a `DocumentError` where there is none.
    public init(_ path: String) throws {
        folder = try RunFolder.open(path)
        recipe = try Recipe(path: folder.recipe)
        kept = try FittedData(of: folder)
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
    public var dataRemark: String? {
        guard let changes = kept?.changes(to: recipe, relativeTo: folder.path), !changes.isEmpty else { return nil }
        return "The data is not what the run began with; the values fitted then are used. \(changes.joined(separator: " "))"
    }

    /// Which figures are not in the target's own unit; `nil` where the targets are not scaled.
    public var unitRemark: String? { kept?.targetScaling?.unitRemark }

    /// What a person should know before figures of the run are read.
    public var remarks: [String] { [dataRemark, unitRemark].compactMap { $0 } }

    /// The predictions for new data: a table's rows, pictures, texts or an array. They are prepared with the values that were fitted when the run began, so that its data
    /// need not exist any more. Throws one sentence where the data doesn't fit.
    public func predict(_ input: NewInput, weights given: String?, threads: Int) throws -> RunPrediction {
        let path = try weights, fitted = try fitted
        let examples = try fitted.newExamples(input, of: recipe.readData)
        func outputs(_ inputs: Tensor) throws -> Tensor {
            fitted.restored(try Inference.predict(recipe, sizes: fitted.sizes, weights: given ?? path, inputs: inputs, threads: threads))
        }
        let shape = fitted.inputs.shape
        guard Inference.fits(examples.inputs, shape) || fitted.inputs.areUnchanged && !examples.areBytes else {
            throw TrainingError(Inference.sentence(expected: shape, got: examples.inputs))
        }
        // A network without a Flatten may read examples of other sizes.
        guard let inputs = try fitted.inputs.prepared(examples.inputs, areBytes: examples.areBytes, path: examples.name), Inference.fits(examples.inputs, shape) else {
            return RunPrediction(examples, outputs: try Inference.naming({ shape }, examples.inputs) { try outputs(examples.inputs) }, recipe, fitted)
        }
        return RunPrediction(examples, outputs: try outputs(inputs), recipe, fitted)
    }

    /// The paths of the run's own files and of its data, which no output may replace, with what they are.
    public var protectedFiles: [(path: String, what: String)] {
        folder.files.map { ($0, "a file of the run") } + (kept?.paths ?? []).map { ($0, "data of the run") }
    }

    /// What was fitted to its data when it began. Only for a run of an earlier version, which did not store it, the data is read.
    public var fitted: FittedData {
        get throws { try kept ?? prepared().0.fitted }
    }

    private func prepared(_ file: SafetensorsFile, _ path: String) throws -> PreparedRun {
        let limit = try RunOptionsFile(of: folder).map(\.limit) ?? (try? Checkpoint(file, path: path))?.counters.limit
        return try PreparedRun(recipe, relativeTo: folder.path, limit: limit, kept: kept)
    }

    /// Its data, checked and prepared, and its weights.
    private func prepared() throws -> (PreparedRun, GivenWeights) {
        let path = try weights, file = try SafetensorsFile(path: path)
        return (try prepared(file, path), try GivenWeights(file, path: path))
    }
}
