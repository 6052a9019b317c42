import CPlatform
import Foundation
import Kernels
import Recipes
import Synchronization
import Tensors

/// Trains on its own thread: it publishes snapshots, obeys commands between batches, and never waits for a screen.
public final class Trainer: Sendable {
    /// What a trainer starts with.
    public enum Start: Sendable {
        /// A new run; the recipe's paths are relative to a folder.
        case new(Recipe, relativeTo: String?, RunOptions)
        /// Continues a run where it stopped, up to `epochs` epochs or those of its recipe.
        case resume(folder: String, threads: Int, epochs: Int?)
        /// Opens a run to look at it, without training.
        case open(folder: String, threads: Int)
    }

    private let slot: SnapshotSlot
    private let commands = CommandQueue()
    private let ended = Atomic<Bool>(false)
    private let wake: @Sendable () -> Void

    /// `wake` is called from a thread of the trainer whenever a snapshot is ready, and when the trainer has ended.
    public init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
        slot = SnapshotSlot(wake: wake)
    }

    /// Starts the thread. `staysOpen`: after the run it still answers `watch` until `close`, so that a finished network can be looked at.
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

    /// Sends a command, which is obeyed before the next batch.
    public func send(_ command: TrainerCommand) { commands.send(command) }

    /// The newest snapshot since the last call; `nil` where there is none.
    public func takeSnapshot() -> Snapshot? { slot.take() }

    /// Whether the trainer has ended: no more snapshots will come.
    public var hasEnded: Bool { ended.load(ordering: .acquiring) }
}
