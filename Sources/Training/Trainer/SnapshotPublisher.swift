import Kernels

/// Composes snapshots of a run, and publishes them as often as the cost allows.
struct SnapshotPublisher {
    private let slot: SnapshotSlot
    private var snapshot = Snapshot(progress: Progress(phase: .preparing, epochs: 0, learningRate: 0))
    private var lookout: Lookout?
    private var budget = WatchBudget()
    /// The lenses whose views are on the screen: only those are computed.
    var watch = Watch() {
        didSet {
            budget.reset()
            lookout?.watch(watch)
        }
    }

    /// Batches a second at most; `nil` for as many as can be.
    var pace: Double?

    init(_ slot: SnapshotSlot) {
        self.slot = slot
    }

    /// Begins with a run. `isWatched`: the lab looks into its layers.
    mutating func begin(_ session: Session, isWatched: Bool) throws {
        let threads = session.pool.threads
        snapshot.subject = session.subject
        snapshot.progress.threads = threads
        snapshot.progress.parameters = session.run.check.plan.parameters
        snapshot.progress.memory = session.run.bytes(threads: threads, isWatched: isWatched)
        snapshot.progress.seed = session.run.recipe.fit.seed
        snapshot.progress.epochs = session.epochs
        snapshot.progress.epochsBefore = session.counters.epoch
        guard isWatched else { return }
        let lookout = Lookout(try Looker(session.run, pool: WorkerPool(threads: Looker.threads))) { [slot] in slot.put($0) }
        lookout.watch(watch)
        lookout.start()
        self.lookout = lookout
    }

    /// Ends the thread that computes views.
    func close() { lookout?.close() }

    /// Sets the phase of the next snapshot.
    mutating func enter(_ phase: Progress.Phase) { snapshot.progress.phase = phase }

    /// Publishes the snapshot before there is a run.
    func show() { slot.put(snapshot) }

    /// Publishes the state of the run. `isForced`: regardless of the cost; `isIdle`: nothing is trained that looking into the layers could delay.
    mutating func show(_ session: Session, _ timer: EpochTimer, remarks: [String], isForced: Bool, isIdle: Bool) {
        guard budget.allowsSnapshot(isForced: isForced) else { return }
        let started = ContinuousClock.now
        tell(session, timer)
        look(inside: session, isIdle: isIdle)
        snapshot.health = Health.notes(
            HealthEvidence(
                run: session.evidence, epochs: session.records, confusion: session.confusion, examination: session.examination, isOver: session.isDone,
                hasRestored: session.isDone && session.rules.restores, learningRate: session.learningRate))
        snapshot.health.insert(contentsOf: remarks.map { HealthNote(level: .attention, sentence: $0) }, at: 0)
        if let ending = session.ending { snapshot.health.insert(HealthNote(level: .good, sentence: ending), at: 0) }
        let notes = session.run.check.notes.filter { $0.level == .attention }.map(\.sentence) + (session.run.note.map { [$0] } ?? [])
        snapshot.health += notes.map { HealthNote(level: .attention, sentence: $0) }
        slot.put(snapshot)
        budget.spent(snapshot: started.duration(to: .now))
    }

    private mutating func tell(_ session: Session, _ timer: EpochTimer) {
        let counters = session.counters, isBetweenEpochs = counters.batch == 0 && counters.epoch > 0
        snapshot.progress.epoch = min(session.epochs, counters.epoch + (session.isDone || isBetweenEpochs ? 0 : 1))
        snapshot.progress.batch = isBetweenEpochs ? session.batches : counters.batch
        snapshot.progress.batches = session.batches
        snapshot.progress.loss = session.epochLoss
        snapshot.progress.accuracy = session.epochAccuracy
        snapshot.progress.metrics = session.epochMetrics
        snapshot.progress.learningRate = session.learningRate
        timer.report(&snapshot.progress, session)
        snapshot.progress.pace = pace
        if let pace, let left = snapshot.progress.secondsToEnd {
            let batches = session.batches * max(0, session.epochs - counters.epoch) - counters.batch
            snapshot.progress.secondsToEnd = max(left, Double(max(0, batches)) / pace)
        }
        snapshot.batches = session.curve.points
        snapshot.epochs = session.records
        snapshot.confusion = session.confusion
    }

    /// Has the weights of now looked at, where the last looks cost little enough.
    private mutating func look(inside session: Session, isIdle: Bool) {
        guard let lookout else { return }
        if let cost = lookout.takeCost() { budget.spent(watching: cost) }
        if budget.allowsWatching(isIdle: isIdle) { lookout.look(at: session.trainable.parameters, waits: isIdle) }
    }
}
