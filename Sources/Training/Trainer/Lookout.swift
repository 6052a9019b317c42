import CPlatform
import Foundation
import Networks
import Synchronization

/// Computes the views of a run on its own thread, so that the training continues: it copies the weights between two batches and publishes the views.
///
/// Weights are copied only while no views are computed. If the page changes in the meantime, its views are computed next, with the weights already copied.
final class Lookout: Sendable {
    /// Locked while views are computed, and while weights are copied.
    private let looker: Mutex<Looker>
    private let orders = Mutex(Orders())
    private let arrivals = DispatchSemaphore(value: 0)
    private let publish: @Sendable (Views) -> Void

    private struct Orders {
        var watch = Watch()
        /// The lenses for which the copied weights were already used; `nil` for new weights.
        var seen: Watch?
        var hasWeights = false
        var isClosed = false
        /// The processor time of looks since `takeCost` was last called.
        var cost: Duration?
    }

    init(_ looker: sending Looker, publish: @escaping @Sendable (Views) -> Void) {
        self.looker = Mutex(looker)
        self.publish = publish
    }

    func start() {
        let thread = Thread { [self] in
            platform_yield_to_training()
            while let watch = next() { look(through: watch) }
        }
        thread.stackSize = 8 << 20
        thread.name = "lookout"
        thread.start()
    }

    /// Sets the lenses whose views are computed from now on.
    func watch(_ watch: Watch) { change { $0.watch = watch } }

    /// Copies the current weights and has their views computed. While views are being computed, nothing is done unless the caller `waits` for their end.
    func look(at parameters: [Parameter], waits: Bool) {
        guard orders.withLock({ !$0.watch.isEmpty }) else { return }
        let start = ContinuousClock.now
        if waits {
            looker.withLock { $0.replica.take(parameters) }
        } else {
            guard looker.withLockIfAvailable({ $0.replica.take(parameters) }) != nil else { return }
        }
        let copying = waits ? .zero : start.duration(to: .now)
        change {
            $0.hasWeights = true
            $0.seen = nil
            $0.cost = ($0.cost ?? .zero) + copying
        }
    }

    /// What looks have cost the run since the last call: their processor time and the copying of weights; `nil` where there was no look.
    func takeCost() -> Duration? {
        orders.withLock { orders in
            defer { orders.cost = nil }
            return orders.cost
        }
    }

    /// Ends the thread after the current look.
    func close() { change { $0.isClosed = true } }

    private func change(_ body: (inout Orders) -> Void) {
        orders.withLock { body(&$0) }
        arrivals.signal()
    }

    /// Waits for the next lenses; `nil` after `close`.
    private func next() -> Watch? {
        while true {
            let (watch, isClosed) = orders.withLock { orders -> (Watch?, Bool) in
                guard !orders.isClosed, orders.hasWeights, orders.seen != orders.watch else { return (nil, orders.isClosed) }
                return (orders.watch, false)
            }
            if let watch { return watch }
            if isClosed { return nil }
            arrivals.wait()
        }
    }

    private func look(through watch: Watch) {
        let start = Self.processorTime
        // Weights copied after this are new.
        let views = looker.withLock { looker in
            orders.withLock { $0.seen = watch }
            return looker.look(watch)
        }
        publish(views)
        let cost = Self.processorTime - start
        orders.withLock { $0.cost = ($0.cost ?? .zero) + cost }
    }

    /// The processor time that this thread has used.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
