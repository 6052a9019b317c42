import CPlatform
import Lab
import Synchronization

/// Passes events from any thread to the loop.
final class EventQueue: Sendable {
    private let events = Mutex<[Event]>([])

    func send(_ event: Event) {
        events.withLock { $0.append(event) }
        platform_wake()
    }

    func takeAll() -> [Event] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
