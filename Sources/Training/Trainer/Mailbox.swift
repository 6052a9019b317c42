import Foundation
import Synchronization

/// Holds the newest snapshot, composed of the trainer's state of the run and the lookout's views. Both put, the screen takes, nobody waits.
final class SnapshotSlot: Sendable {
    private struct Content {
        var snapshot: Snapshot?
        var isTaken = false
    }

    private let content = Mutex(Content())
    private let wake: @Sendable () -> Void

    /// `wake` is called whenever a snapshot is ready.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Puts the state of the run; the views remain the newest ones.
    func put(_ snapshot: Snapshot) {
        content.withLock { content in
            let views = content.snapshot?.views
            content = Content(snapshot: snapshot)
            if let views { content.snapshot?.views = views }
        }
        wake()
    }

    /// Puts new views; the state of the run remains the newest one.
    func put(_ views: Views) {
        content.withLock { content in
            content.snapshot?.views = views
            content.isTaken = false
        }
        wake()
    }

    /// The newest snapshot since the last call; `nil` where there is none.
    func take() -> Snapshot? {
        content.withLock { content in
            defer { content.isTaken = true }
            return content.isTaken ? nil : content.snapshot
        }
    }
}

/// The commands for a trainer, in order; a paused trainer sleeps until one arrives.
final class CommandQueue: Sendable {
    private let commands = Mutex<[TrainerCommand]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func send(_ command: TrainerCommand) {
        commands.withLock { $0.append(command) }
        arrivals.signal()
    }

    /// All commands that have arrived, without waiting.
    func takeAll() -> [TrainerCommand] {
        commands.withLock { commands in
            defer { commands = [] }
            return commands
        }
    }

    /// Sleeps until a command arrives.
    func wait() -> [TrainerCommand] {
        while true {
            let came = takeAll()
            if !came.isEmpty { return came }
            arrivals.wait()
        }
    }

    /// Sleeps until a command arrives, or until a moment: then there is none.
    func wait(until moment: ContinuousClock.Instant) -> [TrainerCommand] {
        while true {
            let came = takeAll(), left = ContinuousClock.now.duration(to: moment)
            if !came.isEmpty || left <= .zero { return came }
            _ = arrivals.wait(timeout: .now() + left.seconds)
        }
    }
}
