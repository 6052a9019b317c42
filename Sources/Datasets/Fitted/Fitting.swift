import Synchronization
import Tensors

/// What is fitted while a source is read: worked out anew for a new run, taken as it was kept for one that is there, or worked out anew and compared with
/// what was kept, to find what has become of the data.
final class Fitting: Sendable {
    enum Purpose: Sendable {
        case new
        case kept(FittedValues)
        case comparison(with: FittedValues)
    }

    private let purpose: Purpose
    private let found = Mutex((values: FittedValues(), changes: [DataChange]()))

    init(_ purpose: Purpose = .new) {
        self.purpose = purpose
    }

    /// Everything that was asked for.
    var values: FittedValues { found.withLock { $0.values } }
    /// What differs from what was kept; empty but in a comparison.
    var changes: [DataChange] { found.withLock { $0.changes } }

    /// The value of this name: `fit` works it out from the data, where it is not kept already.
    func value<Value: Fitted>(_ name: String, _ fit: () throws(FileError) -> Value) throws(FileError) -> Value {
        let value: Value
        var changes: [DataChange] = []
        switch purpose {
        case .new: value = try fit()
        case .kept(let values): value = try values.value(name)
        case .comparison(let values):
            value = try fit()
            changes = value.changes(since: try values.value(name))
        }
        found.withLock { [changes] found in
            found.values.set(name, value)
            found.changes += changes
        }
        return value
    }
}
