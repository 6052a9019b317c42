import Lab
import Screens

/// The lab without a terminal: keys in, a state, the effects that were asked for, and the screen as text.
public struct LabBench {
    public var state = State()
    public private(set) var effects: [Effect] = []

    public init(columns: Int = 120, rows: Int = 36) {
        state.size = ScreenSize(columns: columns, rows: rows)
    }

    /// Presses keys one after the other.
    public mutating func press(_ keys: Key...) {
        for key in keys { if let action = action(for: key, in: state) { send(action) } }
    }

    /// Types each character as a key.
    public mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    public mutating func send(_ action: Action) {
        effects += update(&state, action)
    }

    public mutating func send(_ event: Event) { send(.event(event)) }

    /// Clicks where this text stands first on the screen; nothing happens where it doesn't.
    public mutating func click(_ text: String) {
        let screen = drawScreen(state)
        for (row, line) in screen.text().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let range = line.range(of: text) else { continue }
            let column = line.distance(from: line.startIndex, to: range.lowerBound)
            if let action = screen.action(for: MouseEvent(column: column, row: row, kind: .press)) { send(action) }
            return
        }
    }

    /// The effects since the last call.
    public mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    public var screen: String { drawScreen(state).text() }
}
