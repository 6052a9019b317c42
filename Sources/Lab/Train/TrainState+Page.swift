import Training

extension TrainState {
    public static let word = "train", summary = "the run and its curves"

    static let nothingTrained = "Nothing has been trained yet. Start a run in the gallery, or open an earlier one in Runs."

    public static let help = PageHelp(
        shows: "The training page follows a network while it learns, batch by batch. You can pause it, train step by step, change the learning rate and "
            + "start again without losing anything.",
        reading: [
            "The loss measures how wrong the network is: lower is better. It learns from the training examples, and never from the validation examples.",
            "If both fall, it learns. If training falls while validation rises, it memorises the examples (over-fitting).",
            "A loss that jumps or grows needs a smaller learning rate; one that hardly changes needs a larger one.",
            "Health names problems with their numbers, and the key f applies the repair: a change of the stack, for the next run, or of the current "
                + "run. Where no key can repair it, f says why.",
            "An autoencoder's samples are shown in rows: the input it was given, its reconstruction, the original. The code is the narrow layer between.",
            "A Boltzmann machine's filters show what each hidden unit responds to. Its fantasy particles are samples: the more they look like the "
                + "data, the better. If the free energy of validation data rises above that of training data, it over-fits.",
            "In the confusion matrix a row is the true class and a column the predicted one: correct predictions are on the diagonal.",
        ])

    private static let ownBindings = [
        Binding([.character(" ")], .train(.pauseOrGoOn), "pause", "Pause the run, or continue"),
        Binding([.character("s")], .train(.stepBatch), "batch", "Train one batch, then pause"),
        Binding([.character("S")], .train(.stepEpoch), "epoch", "Train to the end of the epoch, then pause"),
        Binding([.character("w")], .train(.slowerMotion), "slow motion", "Train fewer batches a second, so that each can be watched"),
        Binding([.character("W")], .train(.fasterMotion), "slow motion", "Train more batches a second, at last as many as can be"),
        Binding([.character("<")], .train(.slower), "rate", "Halve the learning rate"),
        Binding([.character(">")], .train(.faster), "rate", "Double the learning rate"),
        Binding([.character("f")], .train(.remedy(0)), "remedy", "Apply the remedy that health proposes to the run, or to its stack for the next run"),
        Binding([.character("r")], .train(.again), "again", "Train again from the same start, with the applied remedies"),
        Binding([.character("x")], .train(.stop), "stop", "Finish the batch, save and stop"),
        Binding([.character("R")], .train(.againWithNewSeed), "new seed", "Train again with a new seed"),
        Binding([.character("i"), .enter], .train(.inspect), "inspect", "Look inside the network"),
        Binding([.character(","), .left], .train(.previousSample), "sample", "See the previous samples"),
        Binding([.character("."), .right], .train(.nextSample), "sample", "See the next samples"),
        Binding([.character("m")], .train(.nextMetric), "metric", "Show another metric next to the loss"),
        Binding([.character("b")], .train(.toggleBatches), "by batch", "Show or hide the curves by batch"),
        Binding([.character("e")], .train(.moreEpochs), "more epochs", "Go on with a run that is over, to more epochs in all"),
        Binding([.character("t")], .train(.test), "test", "Count loss, metrics and confusion on the test part; then switch between test and validation"),
        Binding([.character("F")], .train(.remedy(1)), "remedy", "Apply the second remedy", isOnBottomLine: false),
        Binding([.character("u")], .train(.takeRemedyBack), "undo", "Undo the remedy", isOnBottomLine: false),
    ]

    public static let bindings = ownBindings + CurveChange.bindings { .train(.curves($0)) }

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        switch direction {
        case .left: TrainCommand.previousSample.perform(in: &state)
        case .right: TrainCommand.nextSample.perform(in: &state)
        case .up, .down, .pageUp, .pageDown, .first, .last: selectClass(direction, in: &state)
        }
    }

    /// Lights a class of the confusion matrix, so that a large one is scrolled.
    private static func selectClass(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        guard let confusion = state.shownConfusion else { return [] }
        let before = state.train.selectedClass ?? (direction == .down ? -1 : direction == .up ? 1 : 0)
        state.train.selectedClass = direction.applied(to: before, count: confusion.classNames.count)
        return []
    }

    public static func goBack(in state: inout State) -> Bool {
        defer { state.train.selectedClass = nil }
        return state.train.selectedClass != nil
    }

    public static func settle(in state: inout State) -> [Effect] {
        let classes = state.shownConfusion?.classNames.count ?? 0
        if let selected = state.train.selectedClass, selected >= classes { state.train.selectedClass = classes > 0 ? classes - 1 : nil }
        return []
    }

    public static func activate(in state: inout State) -> [Effect] { state.perform(.train(.inspect)) }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        switch event {
        case .recipeToTrain(let recipe, let folder, let isPaused): return state.train(recipe, from: folder, isPaused: isPaused)
        case .runRead(let facts): return [.beginRun(facts)]
        case .runStarted(let facts):
            state.train.run = facts
            state.train.snapshot = nil
            state.train.firstSample = 0
            (state.train.test, state.train.showsTest, state.train.selectedClass) = (nil, false, nil)
            return facts.trains && state.train.pace != nil ? [.tellTrainer(.setPace(state.train.pace))] : []
        case .runTested(let folder, let evaluation):
            guard folder == state.train.run?.folder, !state.isTraining else { return [] }
            (state.train.test, state.train.showsTest) = (evaluation, true)
            let accuracy = evaluation.accuracy.map { ", accuracy \(Figures.percent($0))" } ?? ""
            state.tell(.good, "On the test part: loss \(Figures.number(evaluation.loss - evaluation.penalty))\(accuracy).")
            return []
        case .snapshot(let snapshot): return state.receive(snapshot)
        default: return []
        }
    }

    public static func watch(in state: State) -> Watch {
        guard let subject = state.train.snapshot?.subject else { return Watch() }
        let first = state.train.firstSample, end = min(subject.watchedCount, first + stripLength)
        return Watch([PredictionLens(samples: first..<max(first, end)), ProbeLens(layer: subject.shownLayer, sample: first)] + subject.ownLenses)
    }
}

extension State {
    fileprivate mutating func receive(_ snapshot: Snapshot) -> [Effect] {
        let before = train.snapshot?.progress.phase, phase = snapshot.progress.phase
        train.snapshot = snapshot
        let wasTraining = before == .running || before == .paused
        switch phase {
        case .finished:
            if wasTraining { tell(.good, "Finished: \(snapshot.epochsDone) epochs, saved in \(train.run?.folder ?? "its folder").", about: .phase(phase)) }
        case .stopped:
            if wasTraining { tell(.attention, "Stopped and saved. r in Runs continues from here.", about: .phase(phase)) }
        case .failed(let sentence):
            if before != phase { tell(.wrong, sentence, about: .phase(phase)) }
        case .preparing, .running, .paused: return []
        }
        if isLeaving {
            isLeaving = false
            return depart(.leave)
        }
        return before != phase ? [.listRuns] : []
    }
}
