import Foundation
import Synchronization

/// One place for the newest snapshot, put together from what the trainer tells and what is seen through lenses: both put, the screen takes, none waits.
final class SnapshotSlot: Sendable {
    private struct Place {
        var snapshot: Snapshot?
        var isTaken = false
    }

    private let place = Mutex(Place())
    private let wake: @Sendable () -> Void

    /// `wake` is called whenever a snapshot lies ready.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// What the trainer tells; the views stay those that were seen last.
    func put(_ snapshot: Snapshot) {
        place.withLock { place in
            let views = place.snapshot?.views
            place = Place(snapshot: snapshot)
            if let views { place.snapshot?.views = views }
        }
        wake()
    }

    /// What is seen, beside what the trainer told last.
    func put(_ views: Views) {
        place.withLock { place in
            place.snapshot?.views = views
            place.isTaken = false
        }
        wake()
    }

    /// The newest since the last take.
    func take() -> Snapshot? {
        place.withLock { place in
            defer { place.isTaken = true }
            return place.isTaken ? nil : place.snapshot
        }
    }
}

/// What is asked of a trainer, in order; a paused trainer sleeps on it.
final class CommandQueue: Sendable {
    private let commands = Mutex<[TrainerCommand]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func send(_ command: TrainerCommand) {
        commands.withLock { $0.append(command) }
        arrivals.signal()
    }

    /// All that came, without waiting.
    func takeAll() -> [TrainerCommand] {
        commands.withLock { commands in
            defer { commands = [] }
            return commands
        }
    }

    /// Sleeps until something comes.
    func wait() -> [TrainerCommand] {
        while true {
            let came = takeAll()
            if !came.isEmpty { return came }
            arrivals.wait()
        }
    }
}
