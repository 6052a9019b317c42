/// Keeps what the lab costs a run below two hundredths: after something took t, it rests for 100 or 150 t.
struct WatchBudget {
    private var nextSnapshot = ContinuousClock.now
    private var nextWatching = ContinuousClock.now
    private static let rest = (snapshot: 100, watching: 150)
    private static let leastSnapshot = Duration.milliseconds(50)
    private static let leastWatching = Duration.milliseconds(200)

    mutating func reset() { nextWatching = .now }

    func allowsSnapshot(isForced: Bool) -> Bool { isForced || .now >= nextSnapshot }
    /// `isIdle`: nothing trains that it could hold up.
    func allowsWatching(isIdle: Bool) -> Bool { .now >= nextWatching || isIdle }
    mutating func spent(snapshot: Duration) { nextSnapshot = .now + max(Self.leastSnapshot, snapshot * Self.rest.snapshot) }
    mutating func spent(watching: Duration) { nextWatching = .now + max(Self.leastWatching, watching * Self.rest.watching) }
}
