import Recipes
import Training

public enum TrainCommand: PageCommand {
    case pauseOrGoOn
    case stepBatch, stepEpoch
    case stop
    case again, againWithNewSeed
    /// Applies a remedy of the first finding of health, by its index; undoes it.
    case remedy(Int), takeRemedyBack
    case slower, faster
    case slowerMotion, fasterMotion
    /// Asks how many epochs a run that is over shall go on to.
    case moreEpochs
    case curves(CurveChange)
    case toggleBatches
    /// Shows another metric next to the loss.
    case nextMetric
    case previousSample, nextSample
    case inspect
    /// Evaluates loss, metrics and confusion on the test part; shows validation and test in turn once they are there.
    case test
    /// Stops the current run and starts another, after the question.
    case replaceRun(by: NextRun)

    public func unavailable(in state: State) -> String? {
        guard let run = state.train.run else { return TrainState.nothingTrained }
        switch self {
        case .pauseOrGoOn, .stepBatch, .stepEpoch, .stop, .slower, .faster, .slowerMotion, .fasterMotion:
            switch state.train.snapshot?.progress.phase {
            case .running, .paused: return nil
            case .preparing, nil:
                if !run.trains { return "The run is only being opened: it does not train." }
                return self == .stop ? nil : "The run is being prepared."
            case .finished: return "The run is finished. e trains more epochs, r trains it again, R with a new seed."
            case .stopped, .failed: return "The run has stopped. e resumes it, r trains it again from the start."
            }
        case .moreEpochs: return state.isTraining ? "The run is not finished yet: it can be given more epochs when it is." : nil
        case .test:
            guard !state.isTraining else { return "The test part is for the end: what is chosen by it can't be judged by it. Wait until the run is over, or stop it." }
            return state.train.snapshot?.epochsDone ?? 0 > 0 ? nil : "There are no weights to test: the run has not finished an epoch."
        case .remedy(let number): return state.unavailableRemedy(number)
        case .takeRemedyBack: return state.isMending && state.builder.canUndo ? nil : "No remedy has been applied that could be undone."
        case .again, .againWithNewSeed, .curves, .toggleBatches, .nextMetric, .previousSample, .nextSample, .inspect, .replaceRun: return nil
        }
    }

    public func perform(in state: inout State) -> [Effect] {
        switch self {
        case .pauseOrGoOn: return [.tellTrainer(state.train.snapshot?.progress.phase == .paused ? .goOn : .pause)]
        case .stepBatch: return [.tellTrainer(.stepBatch)]
        case .stepEpoch: return [.tellTrainer(.stepEpoch)]
        case .stop:
            // Reading the data is not interrupted: the command is obeyed before the first batch.
            if [.preparing, nil].contains(state.train.snapshot?.progress.phase) {
                state.tell(.attention, "It stops as soon as its data is read, before the first batch.", about: .phase(.preparing))
            }
            return [.tellTrainer(.stop)]
        case .again: return state.nextRun.map { state.train($0.recipe, from: $0.folder) } ?? []
        case .againWithNewSeed:
            guard var next = state.nextRun else { return [] }
            next.recipe.fit.seed = next.recipe.fit.seed < FitSpec.seedRange.upperBound ? next.recipe.fit.seed + 1 : 0
            return state.train(next.recipe, from: next.folder)
        case .remedy(let number): return state.remedies.indices.contains(number) ? state.apply(state.remedies[number]) : []
        case .takeRemedyBack: return state.takeRemedyBack()
        case .slower: return setRate(factor: 0.5, in: state)
        case .faster: return setRate(factor: 2, in: state)
        case .slowerMotion: return state.changePace(by: 1)
        case .fasterMotion: return state.changePace(by: -1)
        case .moreEpochs:
            state.overlay = state.train.run.map { .prompt(.moreEpochs(folder: $0.folder, done: state.train.snapshot?.epochsDone ?? 0, planned: $0.recipe.fit.epochs)) }
        case .curves(let change): state.train.curves.apply(change)
        case .toggleBatches: state.train.showsBatches.toggle()
        case .nextMetric: state.train.metricNumber = (state.train.metricNumber + 1) % max(1, state.train.metrics.count)
        case .previousSample: state.train.firstSample = max(0, state.train.firstSample - 1)
        case .nextSample: state.train.firstSample = min(max(0, state.watchedCount - 1), state.train.firstSample + 1)
        case .test:
            guard state.train.test == nil else {
                state.train.showsTest.toggle()
                break
            }
            state.tell(.good, "The network is being tested on the test part of its data.")
            return state.train.run.map { [.testRun(folder: $0.folder)] } ?? []
        case .inspect:
            state.inspect.sample = state.train.firstSample
            state.page = .inspect
        case .replaceRun(let next): return state.begin(next)
        }
        return []
    }

    private func setRate(factor: Double, in state: State) -> [Effect] {
        guard let rate = state.train.snapshot?.progress.learningRate else { return [] }
        let next = rate * factor
        return next > 1e-12 && next <= 1_000 ? [.tellTrainer(.setLearningRate(next))] : []
    }
}

extension Command {
    public static func train(_ command: TrainCommand) -> Command { .page(AnyPageCommand(command)) }
}
