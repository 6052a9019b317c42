/// Measures the time of an epoch's batches, without pauses.
struct EpochTimer {
    private var started: ContinuousClock.Instant?
    private var spent = Duration.zero
    private var total = Duration.zero
    private var samples = 0

    mutating func begin() { if started == nil { started = .now } }

    mutating func pause() {
        if let started { spent += started.duration(to: .now) }
        started = nil
    }

    mutating func count(_ samples: Int) { self.samples += samples }

    /// The seconds and samples of the finished epoch, or of its rest if a run was resumed within it; validation and saving don't count.
    mutating func take() -> (seconds: Double, samples: Int) {
        pause()
        defer {
            total += spent
            (spent, samples) = (.zero, 0)
        }
        return (spent.seconds, samples)
    }

    /// Writes elapsed time, speed and estimates into the progress.
    func report(_ progress: inout Progress, _ session: Session) {
        let now = spent + (started.map { $0.duration(to: .now) } ?? .zero)
        progress.secondsElapsed = (total + now).seconds
        let rate = samples > 0 && now.seconds > 0 ? Double(samples) / now.seconds : session.records.last?.samplesPerSecond ?? 0
        progress.samplesPerSecond = rate
        guard rate > 0 else { return }
        let perEpoch = Double(session.run.parts.training.count)
        let left = session.isDone ? 0 : perEpoch - Double(session.counters.samples)
        progress.secondsToEpochEnd = left / rate
        progress.secondsToEnd = (left + perEpoch * Double(max(0, session.epochs - session.counters.epoch - 1))) / rate
    }
}

extension Duration {
    /// The duration in seconds.
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
