import Kernels
import Tensors

/// The loop of the trainer's thread.
final class TrainerLoop {
    private enum Mode { case running, paused, oneBatch, oneEpoch, over }

    private let start: Trainer.Start
    private let staysOpen: Bool
    private let commands: CommandQueue

    private var session: Session?
    private var publisher: SnapshotPublisher
    private var history: HistoryEntry
    private var timer = EpochTimer()
    private var mode = Mode.running
    /// Batches a second at most; `nil` for as many as can be.
    private var pace: Double?
    /// When the next batch is due, where there is a pace.
    private var nextBatch = ContinuousClock.now
    private var stopsAfterEpoch = false
    private var isClosed = false

    init(_ start: Trainer.Start, staysOpen: Bool, history: RunHistory?, commands: CommandQueue, slot: SnapshotSlot) {
        self.start = start
        self.staysOpen = staysOpen
        self.commands = commands
        self.history = HistoryEntry(history)
        publisher = SnapshotPublisher(slot)
    }

    func run() {
        publisher.show()
        do {
            try train(try prepare())
        } catch {
            fail(error)
        }
        if staysOpen { stayOpen() }
        publisher.close()
    }

    private func prepare() throws -> Session {
        let session =
            switch start {
            case .new(let recipe, let folder, let options):
                try Session.new(recipe, relativeTo: folder, options, pool: WorkerPool(threads: options.threads))
            case .resume(let folder, let threads, let epochs):
                try Session.resuming(folder, epochs: epochs, trains: true, pool: WorkerPool(threads: threads))
            case .open(let folder, let threads):
                try Session.resuming(folder, trains: false, pool: WorkerPool(threads: threads))
            }
        if trains { history.begin(session) } else { mode = .over }
        self.session = session
        try publisher.begin(session, isWatched: staysOpen)
        return session
    }

    /// Whether the run is trained; a run that is only opened is not changed, nor is its folder.
    private var trains: Bool { if case .open = start { false } else { true } }

    private func train(_ session: Session) throws {
        if trains { session.folder.failure = nil }
        timer.begin()
        while mode != .over {
            obey(nextCommands())
            if isClosed || mode == .over { break }
            if mode == .paused || isEarly { continue }
            timer.begin()
            if session.isDone {
                try session.finish()
                end(.finished)
                return
            }
            if !session.isEpochDone {
                timer.count(try session.trainBatch())
                if mode == .oneBatch { pause() } else { keepPace() }
            }
            if session.isEpochDone {
                history.record(try session.finishEpoch(in: timer.take()))
                if mode == .oneEpoch { pause() } else if mode == .running, pace == nil { timer.begin() }
                if stopsAfterEpoch, !session.isDone { return end(.stopped) }
                show(isForced: true)
            } else {
                show(isForced: mode == .paused || pace != nil)
            }
        }
        if !trains { return end(session.folder.failure.map { .failed($0) } ?? (session.isDone ? .finished : .stopped)) }
        if session.isDone {  // the command to stop came after the last batch
            try session.finish()
            return end(.finished)
        }
        if session.counters.steps > 0 { try session.save() }
        end(.stopped)
    }

    /// What was asked for, as soon as there is something to do: a paused trainer sleeps until then, a slow one until its next batch is due.
    private func nextCommands() -> [TrainerCommand] {
        if mode == .paused { return commands.wait() }
        return isEarly ? commands.wait(until: nextBatch) : commands.takeAll()
    }

    /// Whether the next batch is not due yet. A single batch that is asked for is due at once.
    private var isEarly: Bool { pace != nil && (mode == .running || mode == .oneEpoch) && .now < nextBatch }

    /// Waiting for the next batch is no time of training.
    private func keepPace() {
        guard let pace else { return }
        timer.pause()
        nextBatch = max(.now, nextBatch + .seconds(1 / pace))
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
            case .setPace(let batches): setPace(batches)
            case .setLearningRate(let rate): if rate.isFinite, rate >= 0 { session?.learningRate = rate }
            case .stop: mode = .over
            case .stopAfterEpoch:
                stopsAfterEpoch = true
                resume(.running)
            case .watch(let watch): publisher.watch = watch
            case .close: isClosed = true
            }
        }
        if !commands.isEmpty { show(isForced: true) }
    }

    private func setPace(_ batches: Double?) {
        guard batches.map({ $0.isFinite && $0 > 0 }) ?? true else { return }
        pace = batches
        publisher.pace = batches
        nextBatch = .now
    }

    private func resume(_ mode: Mode) {
        guard self.mode != .over else { return }
        self.mode = mode
        timer.begin()
    }

    /// Ends the run; a finished network can still be looked at.
    private func end(_ phase: Progress.Phase) {
        mode = .over
        publisher.enter(phase)
        history.end(phase)
        show(isForced: true)
    }

    private func fail(_ error: any Error) {
        var sentence = "\(error)"
        // Where a file could not be written, a second attempt would only fail again.
        if trains, let session, session.counters.steps > 0, !(error is FileError) {
            if session.isFinite {
                do { try session.save() } catch { sentence += " The checkpoint could not be written either: \(error)" }
            } else {
                sentence += " The weights are not finite any more, so they are not saved: a resumed run continues from its last checkpoint, or from the start."
            }
        }
        if trains { session?.folder.failure = sentence }
        if case .new(_, _, let options) = start, session == nil { RunFolder.removeUnused(options.folder) }
        end(.failed(sentence))
    }

    private func stayOpen() {
        while !isClosed { obey(commands.wait()) }
    }

    private func show(isForced: Bool) {
        guard let session else { return publisher.show() }
        if mode != .over { publisher.enter(mode == .paused ? .paused : .running) }
        publisher.show(session, timer, remarks: history.problem.map { [$0] } ?? [], isForced: isForced, isIdle: mode == .over || mode == .paused || pace != nil)
    }
}
