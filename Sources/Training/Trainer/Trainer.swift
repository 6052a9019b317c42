import CPlatform
import Foundation
import Kernels
import Recipes
import Synchronization
import Tensors

/// Trains on a thread of its own: publishes snapshots, obeys commands at batch boundaries, never waits for a screen.
public final class Trainer: Sendable {
    /// What a trainer begins with.
    public enum Start: Sendable {
        case new(Recipe, relativeTo: String?, RunOptions)
        /// Goes on where a run stopped, for more epochs where `epochs` says so.
        case resume(folder: String, threads: Int, epochs: Int?)
        /// Opens a run to look at it, without training.
        case open(folder: String, threads: Int)
    }

    private let slot: SnapshotSlot
    private let commands = CommandQueue()
    private let ended = Atomic<Bool>(false)
    private let wake: @Sendable () -> Void

    /// `wake` is called, from a thread of the trainer's, whenever a snapshot lies ready and when the trainer has ended.
    public init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
        slot = SnapshotSlot(wake: wake)
    }

    /// Starts the thread. `staysOpen`: after the run it answers `watch` until `close`, so that a finished network can be looked at.
    public func start(_ start: Start, staysOpen: Bool, history: RunHistory?) {
        let thread = Thread { [self] in
            platform_yield_to_screen()
            TrainerLoop(start, staysOpen: staysOpen, history: history, commands: commands, slot: slot).run()
            ended.store(true, ordering: .releasing)
            wake()
        }
        thread.stackSize = 8 << 20
        thread.name = "trainer"
        thread.start()
    }

    public func send(_ command: TrainerCommand) { commands.send(command) }

    /// The newest snapshot since the last call.
    public func takeSnapshot() -> Snapshot? { slot.take() }

    /// Nothing more will come.
    public var hasEnded: Bool { ended.load(ordering: .acquiring) }
}
