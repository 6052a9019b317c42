public enum InspectCommand: PageCommand {
    case previousLayer, nextLayer
    case previousSample, nextSample
    case selectLayer(Int)
    case selectMap(Int)
    case nextView
    case toggleZoom, toggleCursor, toggleSaliency

    public func unavailable(in state: State) -> String? {
        guard state.train.run != nil else { return TrainState.nothingTrained }
        guard self == .toggleSaliency, let family = state.train.snapshot?.subject?.family, !family.description.isNetwork else { return nil }
        return "A Boltzmann machine has no output that is learnt: f shows its weights, which say what each unit looks for."
    }

    public func perform(in state: inout State) -> [Effect] {
        switch self {
        case .previousLayer: select(layer: state.inspect.layer - 1, in: &state)
        case .nextLayer: select(layer: state.inspect.layer + 1, in: &state)
        case .selectLayer(let layer): select(layer: layer, in: &state)
        case .previousSample: state.inspect.sample = max(0, state.inspect.sample - 1)
        case .nextSample: state.inspect.sample = min(max(0, state.watchedCount - 1), state.inspect.sample + 1)
        case .selectMap(let map):
            let isAgain = state.inspect.map == map
            state.inspect.map = max(0, min(map, (state.shownMaps?.count ?? 1) - 1))
            if isAgain { return InspectCommand.toggleZoom.perform(in: &state) }
        case .nextView:
            state.inspect.showsSaliency = false
            state.inspect.view = InspectState.View(rawValue: state.inspect.view.rawValue + 1) ?? .activations
            state.inspect.cursor = nil
            state.inspect.map = 0
        case .toggleSaliency:
            state.inspect.showsSaliency.toggle()
            (state.inspect.cursor, state.inspect.isZoomed) = (nil, false)
        case .toggleZoom:
            if state.shownTape != nil { return InspectCommand.toggleCursor.perform(in: &state) }
            state.inspect.isZoomed.toggle()
            if !state.inspect.isZoomed { state.inspect.cursor = nil }
        case .toggleCursor:
            if state.inspect.cursor != nil {
                state.inspect.cursor = nil
            } else if let field = state.cursorField {
                state.inspect.isZoomed = state.shownTape == nil
                state.inspect.cursor = .init(row: field.rows / 2, column: field.columns / 2)
            }
        }
        return []
    }

    private func select(layer: Int, in state: inout State) {
        let next = max(0, min(layer, state.inspectedLayers - 1))
        guard next != state.inspect.layer else { return }
        state.inspect.layer = next
        state.inspect.map = 0
        state.inspect.cursor = nil
    }
}

extension Command {
    public static func inspect(_ command: InspectCommand) -> Command { .page(AnyPageCommand(command)) }
}
