import CPlatform
import Foundation
import Networks
import Synchronization

/// Looks at a run on a thread of its own, so that the run goes on meanwhile: it takes the weights at a batch boundary and publishes what is seen.
///
/// Weights are taken while no look is under way. A page that is turned during a look is looked at next, with the weights that are there.
final class Lookout: Sendable {
    /// Held while something is looked at, and while weights are copied.
    private let looker: Mutex<Looker>
    private let orders = Mutex(Orders())
    private let arrivals = DispatchSemaphore(value: 0)
    private let publish: @Sendable (Views) -> Void

    private struct Orders {
        var watch = Watch()
        /// What the weights that are there were looked at through; `nil` for new ones.
        var seen: Watch?
        var hasWeights = false
        var isClosed = false
        /// The processor's time that looks took since that was last asked.
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

    /// What is looked at from now on.
    func watch(_ watch: Watch) { change { $0.watch = watch } }

    /// Takes the weights as they are and has them looked at. While a look is under way that is left out, unless the caller `waits` for its end.
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

    /// What looking cost the run since this was last asked: the processor's time of the looks, and the copying of weights; `nil` where there was no look.
    func takeCost() -> Duration? {
        orders.withLock { orders in
            defer { orders.cost = nil }
            return orders.cost
        }
    }

    /// Ends the thread, after the look that is under way.
    func close() { change { $0.isClosed = true } }

    private func change(_ body: (inout Orders) -> Void) {
        orders.withLock { body(&$0) }
        arrivals.signal()
    }

    /// Waits for what is to be looked through next; `nil` where nothing will be.
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
        // Weights that come after this are new.
        let views = looker.withLock { looker in
            orders.withLock { $0.seen = watch }
            return looker.look(watch)
        }
        publish(views)
        let cost = Self.processorTime - start
        orders.withLock { $0.cost = ($0.cost ?? .zero) + cost }
    }

    /// What this thread has taken of a processor.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
