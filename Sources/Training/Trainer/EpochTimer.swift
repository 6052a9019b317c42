/// The time that an epoch's batches take, pauses left out.
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

    /// Seconds and samples of the epoch that is done, or of its rest where a run went on in the middle; validating and saving it count for none.
    mutating func take() -> (seconds: Double, samples: Int) {
        pause()
        defer {
            total += spent
            (spent, samples) = (.zero, 0)
        }
        return (spent.seconds, samples)
    }

    func tell(_ progress: inout Progress, _ session: Session) {
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
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
