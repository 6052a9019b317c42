import Foundation
import Training

/// Runs a trainer to its end on this thread's time, waiting for what it says and never for the clock.
public enum TrainerBench {
    /// The last snapshot; `orders` are there before the run is, and `during` sees each snapshot that came and may send commands. A run that `isWatched` stays open until it is
    /// told to close.
    public static func run(
        _ start: Trainer.Start, history: RunHistory? = nil, orders: [TrainerCommand] = [], isWatched: Bool = false, during: (Trainer, Snapshot) -> Void = { _, _ in }
    ) throws -> Snapshot {
        let arrivals = DispatchSemaphore(value: 0)
        let trainer = Trainer { arrivals.signal() }
        for order in orders { trainer.send(order) }
        trainer.start(start, staysOpen: isWatched, history: history)
        var last: Snapshot?
        while true {
            let hasEnded = trainer.hasEnded
            if let snapshot = trainer.takeSnapshot() {
                last = snapshot
                during(trainer, snapshot)
            }
            if hasEnded { break }
            arrivals.wait()
        }
        guard let last else { throw Silence() }
        return last
    }

    struct Silence: Error {}
}
