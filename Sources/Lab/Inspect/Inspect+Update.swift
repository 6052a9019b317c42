import Networks
import Training

extension State {
    /// The probe that is on the screen: of the layer that is selected.
    public var shownProbe: Probe? {
        train.snapshot?.probe.flatMap { $0.layer == inspect.layer ? $0 : nil }
    }

    /// The layer that is looked at, as it is written.
    private var shownLayer: LayerSpec? {
        guard let layers = train.snapshot?.subject?.plan.layers, layers.indices.contains(inspect.layer) else { return nil }
        return layers[inspect.layer].spec
    }

    /// Gates and states over time in the middle of the page, where the layer is recurrent.
    public var shownTape: Tape? {
        guard inspect.view == .activations, let probe = shownProbe, let layer = shownLayer else { return nil }
        return Tape(probe, layer: layer)
    }

    /// The pictures in the middle of the page: maps of the output, filters of the kernel, or their gradients.
    public var shownMaps: MapSet? {
        guard let probe = shownProbe else { return nil }
        switch inspect.view {
        case .activations: return MapSet(output: probe.output)
        case .weights: return probe.weights.first.map { MapSet(weights: $0.tensor, isTable: shownLayer?.readsSymbols ?? false) }
        case .gradients: return probe.gradients.first.map { MapSet(weights: $0.tensor, isTable: shownLayer?.readsSymbols ?? false) }
        }
    }

    /// Rows and columns that the cursor goes through: units and steps of a tape, or points of a map.
    private var cursorField: (rows: Int, columns: Int)? { shownTape.map { ($0.units, $0.steps) } ?? shownMaps.map { ($0.rows, $0.columns) } }

    mutating func update(_ command: InspectCommand) -> [Effect] {
        let layers = train.snapshot?.subject?.plan.layers.count ?? 0
        switch command {
        case .previousLayer: select(layer: inspect.layer - 1, of: layers)
        case .nextLayer: select(layer: inspect.layer + 1, of: layers)
        case .selectLayer(let layer): select(layer: layer, of: layers)
        case .previousSample: inspect.sample = max(0, inspect.sample - 1)
        case .nextSample: inspect.sample = min(max(0, watchedCount - 1), inspect.sample + 1)
        case .selectMap(let map):
            let isAgain = inspect.map == map
            inspect.map = max(0, min(map, (shownMaps?.count ?? 1) - 1))
            if isAgain { return update(InspectCommand.toggleZoom) }
        case .nextView:
            inspect.view = InspectState.View(rawValue: inspect.view.rawValue + 1) ?? .activations
            inspect.cursor = nil
            inspect.map = 0
        case .toggleZoom:
            if shownTape != nil { return update(InspectCommand.toggleCursor) }
            inspect.isZoomed.toggle()
            if !inspect.isZoomed { inspect.cursor = nil }
        case .toggleCursor:
            if inspect.cursor != nil {
                inspect.cursor = nil
            } else if let field = cursorField {
                inspect.isZoomed = shownTape == nil
                inspect.cursor = .init(row: field.rows / 2, column: field.columns / 2)
            }
        }
        return []
    }

    private mutating func select(layer: Int, of count: Int) {
        let next = max(0, min(layer, count - 1))
        guard next != inspect.layer else { return }
        inspect.layer = next
        inspect.map = 0
        inspect.cursor = nil
    }

    mutating func moveInInspect(_ direction: Command.Direction) {
        if let cursor = inspect.cursor, let field = cursorField {
            let (rows, columns) = (direction == .up ? -1 : direction == .down ? 1 : 0, direction == .left ? -1 : direction == .right ? 1 : 0)
            inspect.cursor = .init(
                row: max(0, min(field.rows - 1, cursor.row + rows)), column: max(0, min(field.columns - 1, cursor.column + columns)))
            return
        }
        switch direction {
        case .up: _ = update(InspectCommand.previousLayer)
        case .down: _ = update(InspectCommand.nextLayer)
        case .left, .right, .pageUp, .pageDown, .first, .last: inspect.map = direction.applied(to: inspect.map, count: max(1, shownMaps?.count ?? 1))
        }
    }
}
