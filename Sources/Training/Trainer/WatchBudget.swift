/// Keeps what the lab costs a run below two hundredths, and never above three: after something took t, it rests for 100 or 150 t. What is watched rests for no
/// longer than two seconds where 50 t are over by then: a person looks at it beside the curves.
struct WatchBudget {
    private var nextSnapshot = ContinuousClock.now
    private var nextWatching = ContinuousClock.now
    private static let rest = (snapshot: 100, watching: 150)
    private static let leastSnapshot = Duration.milliseconds(50)
    private static let leastWatching = Duration.milliseconds(200), longestWatching = Duration.seconds(2)

    mutating func reset() { nextWatching = .now }

    func allowsSnapshot(isForced: Bool) -> Bool { isForced || .now >= nextSnapshot }
    /// `isIdle`: nothing trains that it could hold up.
    func allowsWatching(isIdle: Bool) -> Bool { .now >= nextWatching || isIdle }
    mutating func spent(snapshot: Duration) { nextSnapshot = .now + max(Self.leastSnapshot, snapshot * Self.rest.snapshot) }
    mutating func spent(watching: Duration) {
        let longest = max(Self.longestWatching, watching * 50)
        nextWatching = .now + max(Self.leastWatching, min(longest, watching * Self.rest.watching))
    }
}
