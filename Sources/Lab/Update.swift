/// Changes the state and says what is to be done: the lab without a screen. Pure: the same state and action give the same.
public func update(_ state: inout State, _ action: Action) -> [Effect] {
    switch action {
    case .resize(let size):
        state.size = size
        return []
    case .command, .edit, .tick, .event:
        return []
    }
}
