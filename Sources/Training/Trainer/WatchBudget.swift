/// Keeps the lab's cost below 2 % of a run's time, and never above 3 %: after something took the time t, it pauses for 100 t (snapshots) or 150 t (views). Views pause
/// for at most two seconds, provided that these are 50 t or more, so that what a person watches is not older.
struct WatchBudget {
    private var nextSnapshot = ContinuousClock.now
    private var nextWatching = ContinuousClock.now
    private static let rest = (snapshot: 100, watching: 150)
    private static let leastSnapshot = Duration.milliseconds(50)
    private static let leastWatching = Duration.milliseconds(200), longestWatching = Duration.seconds(2)

    mutating func reset() { nextWatching = .now }

    func allowsSnapshot(isForced: Bool) -> Bool { isForced || .now >= nextSnapshot }
    /// `isIdle`: nothing is trained that it could delay.
    func allowsWatching(isIdle: Bool) -> Bool { .now >= nextWatching || isIdle }
    mutating func spent(snapshot: Duration) { nextSnapshot = .now + max(Self.leastSnapshot, snapshot * Self.rest.snapshot) }
    mutating func spent(watching: Duration) {
        let longest = max(Self.longestWatching, watching * 50)
        nextWatching = .now + max(Self.leastWatching, min(longest, watching * Self.rest.watching))
    }
}
