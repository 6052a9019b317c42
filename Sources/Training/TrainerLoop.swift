import Foundation
import Kernels
import Recipes
import Tensors

/// What happens on the trainer's thread.
final class TrainerLoop {
    private enum Mode { case running, paused, oneBatch, oneEpoch, over }

    private let start: Trainer.Start
    private let staysOpen: Bool
    private let history: RunHistory?
    private let commands: CommandQueue
    private let publish: (Snapshot) -> Void

    private var session: Session?
    private var prober: Prober?
    private var snapshot = Snapshot(progress: Progress(phase: .preparing, epochs: 0, learningRate: 0))
    private var mode = Mode.running
    private var stopsAfterEpoch = false
    private var isClosed = false
    private var watch = Watch()
    private var row: Int64?
    private var timer = EpochTimer()
    private var budget = WatchBudget()
    private var historyProblem: String?

    init(_ start: Trainer.Start, staysOpen: Bool, history: RunHistory?, commands: CommandQueue, publish: @escaping (Snapshot) -> Void) {
        self.start = start
        self.staysOpen = staysOpen
        self.history = history
        self.commands = commands
        self.publish = publish
    }

    func run() {
        publish(snapshot)
        do {
            try train(try prepare())
        } catch {
            fail(error)
        }
        if staysOpen { stayOpen() }
    }

    private func prepare() throws -> Session {
        let session: Session
        switch start {
        case .new(let recipe, let folder, let options):
            session = try Session.new(recipe, relativeTo: folder, options, pool: WorkerPool(threads: options.threads))
            remember(session, threads: options.threads)
        case .resume(let folder, let threads, let epochs):
            session = try Session.resuming(folder, epochs: epochs, trains: true, pool: WorkerPool(threads: threads))
            remember(session, threads: threads)
        case .open(let folder, let threads):
            session = try Session.resuming(folder, trains: false, pool: WorkerPool(threads: threads))
            snapshot.progress.threads = threads
            mode = .over
        }
        self.session = session
        snapshot.subject = session.subject
        snapshot.progress.parameters = session.run.check.plan.parameters
        snapshot.progress.memory = session.run.bytes(threads: snapshot.progress.threads, isWatched: staysOpen)
        snapshot.progress.seed = session.run.recipe.fit.seed
        snapshot.progress.epochs = session.epochs
        snapshot.progress.epochsBefore = session.counters.epoch
        prober = staysOpen ? try Prober(session.run, pool: session.pool) : nil
        return session
    }

    private func remember(_ session: Session, threads: Int) {
        snapshot.progress.threads = threads
        withHistory { history in row = try history.begin(session) }
    }

    /// The history is a convenience: where it can't be written the run goes on, and says so.
    private func withHistory(_ body: (RunHistory) throws -> Void) {
        guard let history else { return }
        do { try body(history) } catch { historyProblem = "The history can't be written: \(RunHistory.reason(error)). The run itself is saved in its folder." }
    }

    /// Whether the run goes on; one that is only opened stays as it is, its folder too.
    private var trains: Bool { if case .open = start { false } else { true } }

    private func train(_ session: Session) throws {
        if trains { session.folder.failure = nil }
        timer.begin()
        while mode != .over {
            obey(mode == .paused ? commands.wait() : commands.takeAll())
            if isClosed || mode == .over { break }
            if mode == .paused { continue }
            if session.isDone {
                try session.finish()
                end(.finished)
                return
            }
            if !session.isEpochDone {
                timer.count(try session.trainBatch())
                if mode == .oneBatch { pause() }
            }
            if session.isEpochDone {
                let record = try session.finishEpoch(in: timer.take())
                withHistory { history in if let row { try history.record(record, of: row) } }
                if mode == .oneEpoch { pause() } else if mode == .running { timer.begin() }
                if stopsAfterEpoch, !session.isDone { return end(.stopped) }
                show(isForced: true)
            } else {
                show(isForced: mode == .paused)
            }
        }
        if !trains { return end(session.folder.failure.map { .failed($0) } ?? (session.isDone ? .finished : .stopped)) }
        if session.isDone {  // the stop came when there was nothing left to stop
            try session.finish()
            return end(.finished)
        }
        if session.counters.steps > 0 { try session.save() }
        end(.stopped)
    }

    private func pause() {
        mode = .paused
        timer.pause()
    }

    private func obey(_ commands: [TrainerCommand]) {
        for command in commands {
            switch command {
            case .pause: if mode != .over { pause() }
            case .goOn: resume(.running)
            case .stepBatch: resume(.oneBatch)
            case .stepEpoch: resume(.oneEpoch)
            case .setLearningRate(let rate): if rate.isFinite, rate >= 0 { session?.learningRate = rate }
            case .stop: mode = .over
            case .stopAfterEpoch:
                stopsAfterEpoch = true
                resume(.running)
            case .watch(let watch):
                self.watch = watch
                budget.reset()
            case .close: isClosed = true
            }
        }
        if !commands.isEmpty { show(isForced: true) }
    }

    private func resume(_ mode: Mode) {
        guard self.mode != .over else { return }
        self.mode = mode
        timer.begin()
    }

    /// The run is over; a finished network can still be looked at.
    private func end(_ phase: Progress.Phase) {
        mode = .over
        snapshot.progress.phase = phase
        withHistory { history in if let row { try history.end(row, status: RunSummary.Status(phase)) } }
        show(isForced: true)
    }

    private func fail(_ error: any Error) {
        var sentence = "\(error)"
        // Where a file could not be written, a second try would only say so again.
        if trains, let session, session.counters.steps > 0, !(error is FileError) {
            if session.isFinite {
                do { try session.save() } catch { sentence += " The checkpoint could not be written either: \(error)" }
            } else {
                sentence += " The weights are not numbers any more, so they are not saved: a resumed run goes on from its last checkpoint, or from the start."
            }
        }
        if trains { session?.folder.failure = sentence }
        if case .new(_, _, let options) = start, session == nil { RunFolder.takeBack(options.folder) }
        end(.failed(sentence))
    }

    private func stayOpen() {
        while !isClosed { obey(commands.wait()) }
    }

    /// Publishes where the run is; what is watched is worked out only as often as it costs little.
    private func show(isForced: Bool) {
        guard let session else { return publish(snapshot) }
        guard budget.allowsSnapshot(isForced: isForced) else { return }
        let started = ContinuousClock.now
        switch (mode, snapshot.progress.phase) {
        case (.over, _): break
        case (.paused, _): snapshot.progress.phase = .paused
        default: snapshot.progress.phase = .running
        }
        snapshot.progress.epoch = min(session.epochs, session.counters.epoch + (session.isDone || session.counters.batch == 0 && session.counters.epoch > 0 ? 0 : 1))
        snapshot.progress.batch = session.counters.batch == 0 && session.counters.epoch > 0 ? session.batches : session.counters.batch
        snapshot.progress.batches = session.batches
        snapshot.progress.loss = session.epochLoss
        snapshot.progress.accuracy = session.epochAccuracy
        snapshot.progress.figures = session.epochFigures
        snapshot.progress.learningRate = session.learningRate
        timer.tell(&snapshot.progress, session)
        snapshot.batches = session.curve.points
        snapshot.epochs = session.records
        snapshot.confusion = session.confusion
        if let prober, budget.allowsWatching(isIdle: mode == .over || mode == .paused) {
            let begun = ContinuousClock.now
            snapshot.predictions = watch.predictions.isEmpty ? [] : prober.predictions(of: session.trainable, samples: watch.predictions)
            snapshot.probe = watch.probe.flatMap { prober.probe(of: session.trainable, $0) }
            snapshot.machine = watch.predictions.isEmpty && watch.probe == nil ? nil : prober.machineView(of: session.trainable)
            budget.spent(watching: begun.duration(to: .now))
        }
        snapshot.health = Health.notes(epochs: session.records, classes: session.run.classes, probe: snapshot.probe)
        if let historyProblem { snapshot.health.insert(HealthNote(level: .attention, sentence: historyProblem), at: 0) }
        if let ending = session.ending { snapshot.health.insert(HealthNote(level: .good, sentence: ending), at: 0) }
        let remarks = session.run.check.notes.filter { $0.level == .attention }.map(\.sentence) + (session.run.note.map { [$0] } ?? [])
        snapshot.health += remarks.map { HealthNote(level: .attention, sentence: $0) }
        publish(snapshot)
        budget.spent(snapshot: started.duration(to: .now))
    }
}

extension RunSummary.Status {
    fileprivate init(_ phase: Progress.Phase) {
        self = switch phase {
        case .preparing, .running: .running
        case .paused: .paused
        case .finished: .finished
        case .stopped: .stopped
        case .failed: .failed
        }
    }
}
