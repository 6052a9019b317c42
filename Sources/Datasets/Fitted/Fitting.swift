import Synchronization
import Tensors

/// Gives a source the values that it fits while it is read: computed for a new run, as stored for an existing one, or computed and compared with the
/// stored ones to find how the data has changed.
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

    /// All values that were asked for.
    var values: FittedValues { found.withLock { $0.values } }
    /// The differences from the stored values; empty unless the purpose is a comparison.
    var changes: [DataChange] { found.withLock { $0.changes } }

    /// The stored value of a name, for an existing run; `nil` where values are computed from the data.
    func kept<Value: Fitted>(_ name: String) throws(FileError) -> Value? {
        if case .kept(let values) = purpose { try values.value(name) } else { nil }
    }

    /// The value of a name: the stored one, or what `fit` computes from the data.
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
