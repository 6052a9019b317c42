import Recipes
import Training

extension State {
    /// Whether a run is under way.
    public var isTraining: Bool {
        switch train.snapshot?.progress.phase {
        case .preparing, .running, .paused, nil: train.run?.trains ?? false
        case .finished, .stopped, .failed: false
        }
    }

    mutating func update(_ command: TrainCommand) -> [Effect] {
        switch command {
        case .pauseOrGoOn: return [.tellTrainer(train.snapshot?.progress.phase == .paused ? .goOn : .pause)]
        case .stepBatch: return [.tellTrainer(.stepBatch)]
        case .stepEpoch: return [.tellTrainer(.stepEpoch)]
        case .stop:
            // Reading is not broken off: the order waits at the first batch.
            if [.preparing, nil].contains(train.snapshot?.progress.phase) { tell(.attention, "It stops as soon as its data is read, before the first batch.") }
            return [.tellTrainer(.stop)]
        case .again: return train.run.map { self.train($0.recipe, from: $0.recipeFolder) } ?? []
        case .againWithNewSeed:
            guard let run = train.run else { return [] }
            var recipe = run.recipe
            recipe.fit.seed = recipe.fit.seed < FitSpec.seedRange.upperBound ? recipe.fit.seed + 1 : 0
            return self.train(recipe, from: run.recipeFolder)
        case .slower: return setRate(factor: 0.5)
        case .faster: return setRate(factor: 2)
        case .toggleLogarithmic: train.isLogarithmic.toggle()
        case .toggleBatches: train.showsBatches.toggle()
        case .nextMetric: train.metricNumber = (train.metricNumber + 1) % max(1, train.metrics.count)
        case .previousSample: train.firstSample = max(0, train.firstSample - 1)
        case .nextSample: train.firstSample = min(max(0, watchedCount - 1), train.firstSample + 1)
        case .inspect:
            inspect.sample = train.firstSample
            page = .inspect
        }
        return []
    }

    /// Samples that can be watched.
    var watchedCount: Int { train.snapshot?.subject?.watchedCount ?? 0 }

    private mutating func setRate(factor: Double) -> [Effect] {
        guard let rate = train.snapshot?.progress.learningRate else { return [] }
        let next = rate * factor
        return next > 1e-12 && next <= 1_000 ? [.tellTrainer(.setLearningRate(next))] : []
    }

    mutating func train(_ recipe: Recipe, from folder: String?) -> [Effect] { replaceRun(by: .new(recipe, recipeFolder: folder)) }

    /// Begins what is asked for; a run that is under way is asked about first.
    mutating func replaceRun(by next: PendingRun) -> [Effect] {
        if isTraining {
            pendingRun = next
            overlay = .question(Question(
                title: "\(train.run?.recipe.name ?? "A run") is training.",
                answers: [
                    .init(key: "s", sentence: next.sentence, answer: .replaceRun),
                    .init(key: "g", sentence: "Let it go on.", answer: .stay),
                ]))
            return []
        }
        return begin(next)
    }

    mutating func begin(_ next: PendingRun) -> [Effect] {
        page = .train
        toast = nil
        return switch next {
        case .new(let recipe, let folder): [.startRun(recipe, recipeFolder: folder)]
        case .reopened(let folder): [.openRun(folder: folder)]
        case .resumed(let folder): [.resumeRun(folder: folder)]
        }
    }

    /// What the trainer shall work out for what is on the screen.
    var wantedWatch: Watch {
        guard let subject = train.snapshot?.subject else { return Watch() }
        switch page {
        case .train:
            let end = min(subject.watchedCount, train.firstSample + TrainState.stripLength)
            return Watch(predictions: train.firstSample..<max(train.firstSample, end), probe: .init(layer: subject.shownLayer, sample: train.firstSample))
        case .inspect:
            let layer = max(0, min(inspect.layer, subject.plan.layers.count - 1))
            return Watch(probe: .init(layer: layer, sample: inspect.sample))
        case .gallery, .build, .runs: return Watch()
        }
    }
}

extension PendingRun {
    fileprivate var sentence: String {
        switch self {
        case .new: "Stop and save it, then start the new run."
        case .reopened: "Stop and save it, then open the other run."
        case .resumed: "Stop and save it, then go on with the other run."
        }
    }
}
