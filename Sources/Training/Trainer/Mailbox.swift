import Foundation
import Synchronization

/// One place for the newest snapshot: the trainer puts, the screen takes, neither waits.
final class SnapshotSlot: Sendable {
    private let place = Mutex<Snapshot?>(nil)

    func put(_ snapshot: Snapshot) { place.withLock { $0 = snapshot } }

    /// The newest since the last take.
    func take() -> Snapshot? {
        place.withLock { place in
            defer { place = nil }
            return place
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
