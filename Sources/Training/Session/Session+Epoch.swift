import Foundation
import Kernels
import Networks
import Tensors

extension Session {
    /// Validates, records and saves an epoch whose batches are done. `time`: the seconds and samples of its training.
    func finishEpoch(in time: (seconds: Double, samples: Int)) throws -> EpochRecord {
        let record = record(in: time)
        records.append(record)
        counters.epoch += 1
        sums.reset()
        (counters.batch, counters.lossSum, counters.metricSums, counters.penaltySum, counters.samples) = (0, 0, [], nil, 0)
        let isBest = best.take(record), decision = rules.decide(after: record)
        (counters.best, counters.rules) = (best.value, rules.states)
        if isBest { counters.bestEpoch = counters.epoch }
        if decision.isRestored { counters.restoredEpoch = counters.epoch }
        for (factor, least) in decision.slower where learningRate > least { learningRate = max(least, learningRate * factor) }
        if let ending = decision.ending {
            counters.isStopped = true
            self.ending = ending
        }
        try MetricsFile.write(records, to: folder.metrics)
        try save()
        try shareEpoch()
        return record
    }

    /// Links the checkpoint of an epoch as `best` or `restored`, if it is that. A resumed run repeats it, because the program may have been killed before it.
    func shareEpoch() throws {
        guard counters.epoch > 0, counters.batch == 0 else { return }
        if counters.bestEpoch == counters.epoch { try FileBytes.share(checkpointPath, as: folder.best) }
        if counters.restoredEpoch == counters.epoch { try FileBytes.share(checkpointPath, as: folder.restored) }
    }

    private func record(in time: (seconds: Double, samples: Int)) -> EpochRecord {
        let validation = Examiner.looks(after: counters.epoch + 1, of: epochs) ? validateAndExamine() : validate()
        confusion = validation?.confusion
        var validationMetrics = validation?.metrics.filter { $0.name != MetricKind.accuracy.rawValue } ?? []
        if let penalty = validation?.penalty, trainable.isPenalised { validationMetrics.append(.penalty(penalty)) }
        return EpochRecord(
            epoch: counters.epoch + 1, loss: epochLoss ?? 0, accuracy: epochAccuracy, validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy, learningRate: learningRate, seconds: time.seconds,
            samplesPerSecond: time.seconds > 0 ? Double(time.samples) / time.seconds : 0,
            metrics: epochMetrics + validationMetrics.map { MetricValue(name: "val_" + $0.name, value: $0.value) })
    }

    /// Loss, metrics and confusion on the validation part; `nil` where there is none. `looking`: as for `Evaluation`.
    func validate(looking: (Int) -> Void = { _ in }) -> Evaluation? {
        guard run.parts.validation.count > 0 else { return nil }
        return keepingCarried {
            Evaluation(trainable, on: run.parts.validation, metrics: sums.emptied, classNames: run.parts.classNames, buffers: buffers, looking: looking)
        }
    }

    /// The same, and examines the network's activations meanwhile, then its gradients for the first training examples.
    private func validateAndExamine() -> Evaluation? {
        guard let network = trainable as? Network else {
            examination = Examination(weightsOf: trainable)
            return validate()
        }
        var examiner = Examiner(run.check.plan)
        let evaluation = validate { examiner.look(network, count: $0) }
        keepingCarried {
            network.resetStates()
            buffers.with(run.parts.training, Array(0..<min(network.capacity, run.parts.training.count))[...]) { _ = network.differentiate($0) }
        }
        examination = examiner.examination(network)
        return evaluation
    }

    /// Runs `body` and restores the state that is carried from batch to batch in training.
    private func keepingCarried<Result>(_ body: () -> Result) -> Result {
        let carried = trainable.carried.map { Tensor(shape: $0.shape, copying: $0.numbers) }
        defer {
            for (numbers, kept) in zip(trainable.carried, carried) {
                kept.values.withUnsafeBufferPointer { if let base = $0.baseAddress { numbers.numbers.pointer.update(from: base, count: $0.count) } }
            }
        }
        return body()
    }

    /// Whether all weights are finite: a checkpoint with others could only fail again.
    var isFinite: Bool { trainable.parameters.allSatisfy { Reductions.firstNotFinite($0.value.pointer, count: $0.shape.count) == nil } }

    /// Writes a checkpoint.
    func save() throws {
        try Checkpoint(trainable, counters: counters, recipe: recipeText).file.write(to: checkpointPath)
        folder.prune()
    }

    /// Writes the final weights after the last epoch.
    func finish() throws {
        if !FileManager.default.fileExists(atPath: checkpointPath) { try save() }
        let restores = rules.restores && FileManager.default.fileExists(atPath: folder.restored)
        if restores { try trainable.load(Checkpoint.weights(SafetensorsFile(path: folder.restored))) }
        try FileBytes.share(restores ? folder.restored : checkpointPath, as: folder.final)
    }

    private var checkpointPath: String { folder.checkpoint(epoch: counters.epoch, batch: counters.batch) }
}
