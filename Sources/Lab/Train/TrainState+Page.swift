import Training

extension TrainState {
    public static let word = "train", summary = "the run and its curves"

    static let nothingTrained = "Nothing has been trained yet. Start a run in the gallery, or open one of before in Runs."

    public static let help = PageHelp(
        shows: "The training page follows a network while it learns, batch by batch. You can pause it, go step by step, change the learning rate and "
            + "start again, and nothing is lost.",
        reading: [
            "Loss says how wrong the network is: lower is better. Training is what it learns from, validation is what it never learns from.",
            "Both falling: it learns. Training falling while validation rises: it learns the examples by heart (over-fitting).",
            "A loss that jumps about or grows asks for a smaller learning rate; one that hardly moves, for a larger.",
            "Health names what goes wrong by its figures, and the key f applies what mends it: a change of the stack, which the next run starts with, or of "
                + "the run under way. Where no key can mend it, f says why.",
            "An autoencoder's samples stand in rows: what it was given, what it made of it, the original; the code is what it squeezes them through.",
            "A Boltzmann machine's filters say what each hidden unit looks for. Its fantasy particles dream on: the more they look like the data, the "
                + "better. The free energy of validation data rises above that of training data when it learns by heart.",
            "In the confusion matrix a row is the true class and a column what the network said: what is right lies on the diagonal.",
        ])

    private static let ownBindings = [
        Binding([.character(" ")], .train(.pauseOrGoOn), "pause", "Pause the run, or go on"),
        Binding([.character("s")], .train(.stepBatch), "batch", "Train one batch, then pause"),
        Binding([.character("S")], .train(.stepEpoch), "epoch", "Train to the end of the epoch, then pause"),
        Binding([.character("<")], .train(.slower), "rate", "Halve the learning rate"),
        Binding([.character(">")], .train(.faster), "rate", "Double the learning rate"),
        Binding([.character("f")], .train(.remedy(0)), "remedy", "Apply the remedy of what health found to the run or its stack: the next run starts with it"),
        Binding([.character("r")], .train(.again), "again", "Train again from the same start, with the remedies that were applied"),
        Binding([.character("x")], .train(.stop), "stop", "Finish the batch, save and stop"),
        Binding([.character("R")], .train(.againWithNewSeed), "new seed", "Train again with a new seed"),
        Binding([.character("i"), .enter], .train(.inspect), "inspect", "Look inside the network"),
        Binding([.character(","), .left], .train(.previousSample), "sample", "See the images before"),
        Binding([.character("."), .right], .train(.nextSample), "sample", "See the next images"),
        Binding([.character("m")], .train(.nextMetric), "metric", "Show another metric next to the loss"),
        Binding([.character("b")], .train(.toggleBatches), "by batch", "Show or hide the curves by batch"),
        Binding([.character("F")], .train(.remedy(1)), "remedy", "Apply the second remedy", isOnBottomLine: false),
        Binding([.character("u")], .train(.takeRemedyBack), "undo", "Take the remedy back", isOnBottomLine: false),
    ]

    public static let bindings = ownBindings + CurveChange.bindings { .train(.curves($0)) }

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        switch direction {
        case .left: TrainCommand.previousSample.perform(in: &state)
        case .right: TrainCommand.nextSample.perform(in: &state)
        case .up, .down, .pageUp, .pageDown, .first, .last: []
        }
    }

    public static func activate(in state: inout State) -> [Effect] { state.perform(.train(.inspect)) }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        switch event {
        case .recipeToTrain(let recipe, let folder): return state.train(recipe, from: folder)
        case .runRead(let facts): return [.beginRun(facts)]
        case .runStarted(let facts):
            state.train.run = facts
            state.train.snapshot = nil
            state.train.firstSample = 0
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
            if wasTraining { tell(.good, "Done: \(snapshot.epochsDone) epochs, saved in \(train.run?.folder ?? "its folder").", about: .phase(phase)) }
        case .stopped:
            if wasTraining { tell(.attention, "Stopped and saved. r in Runs goes on from here.", about: .phase(phase)) }
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
