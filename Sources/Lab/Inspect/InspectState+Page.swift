import Training

extension InspectState {
    public static let word = "inspect", summary = "inside a layer"

    public static let help = PageHelp(
        shows: "The inspector shows one layer for one example: its input, the output of each filter or unit, its weights, and the gradients that "
            + "will change them.",
        reading: [
            "A feature map shows where one filter responds to the picture: light where the response is large, dark where it is small. The title gives the range.",
            "Weights and gradients are signed: grey is zero, one colour is below zero and the other above.",
            "A recurrent layer shows its tape: each column is a time step, each row a unit, each band a gate or state. With the cursor, the last lines "
                + "show the cell's formula with the numbers of one unit and step.",
            "Histograms show the distribution of the values. Many exact zeros after relu are usual; a unit that is zero for every example is dead.",
            "Saliency is the absolute gradient of an output with respect to each input: where the picture is lit, a small change of the pixel changes the output most. "
                + "For classes it is the gradient of the score, the sum before softmax or sigmoid (Simonyan and others 2013); for symbols it is the norm of the "
                + "gradient with respect to the vector of each. It shows what the output is sensitive to, which is no proof of why it is chosen.",
            "∇ next to a layer is the norm of the loss's gradient there: if it shrinks towards the input, the first layers hardly learn.",
        ])

    public static let bindings = [
        Binding([.up, .character("k"), .character("[")], .move(.up), "layer", "Go to the layer above; with the cursor: up"),
        Binding([.down, .character("j"), .character("]")], .move(.down), "layer", "Go to the layer below; with the cursor: down"),
        Binding([.left, .character("h")], .move(.left), "map", "Go to the previous map; with the cursor: left"),
        Binding([.right, .character("l")], .move(.right), "map", "Go to the next map; with the cursor: right"),
        Binding([.character(",")], .inspect(.previousSample), "sample", "See the previous sample"),
        Binding([.character(".")], .inspect(.nextSample), "sample", "See the next sample"),
        Binding([.enter], .inspect(.toggleZoom), "zoom", "Show one map in full size, or all"),
        Binding([.character("c")], .inspect(.toggleCursor), "cursor", "Read values and positions with a cursor"),
        Binding([.character("f")], .inspect(.nextView), "maps, filters, ∇", "Show feature maps, filters or their gradients"),
        Binding([.character("x")], .inspect(.toggleSaliency), "saliency", "Show which inputs the prediction depends on; left and right choose another output"),
        Binding([.character(" ")], .train(.pauseOrGoOn), "pause", "Pause the run, or continue"),
        Binding([.character("s")], .train(.stepBatch), "batch", "Train one batch, then pause"),
    ]

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        if let cursor = state.inspect.cursor, let field = state.cursorField {
            let (rows, columns) = (direction == .up ? -1 : direction == .down ? 1 : 0, direction == .left ? -1 : direction == .right ? 1 : 0)
            state.inspect.cursor = MapPosition(row: cursor.row + rows, column: cursor.column + columns).clamped(to: field)
            return []
        }
        switch direction {
        case .up: return InspectCommand.previousLayer.perform(in: &state)
        case .down: return InspectCommand.nextLayer.perform(in: &state)
        case .left, .right, .pageUp, .pageDown, .first, .last:
            guard !state.inspect.showsSaliency else { return chooseOutput(direction, in: &state) }
            state.inspect.map = direction.applied(to: state.inspect.map, count: max(1, state.shownMaps?.count ?? 1))
            return []
        }
    }

    /// Before the first output stands the predicted one.
    private static func chooseOutput(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        let outputs = state.train.snapshot?.subject?.plan.output.count ?? 0
        let place = direction.applied(to: state.inspect.output.map { $0 + 1 } ?? 0, count: outputs + 1)
        state.inspect.output = place > 0 ? place - 1 : nil
        return []
    }

    public static func activate(in state: inout State) -> [Effect] { state.perform(.inspect(.toggleZoom)) }

    public static func goBack(in state: inout State) -> Bool {
        guard state.inspect.isInMaps else { return false }
        if state.inspect.showsSaliency {
            state.inspect.showsSaliency = false
        } else if state.inspect.cursor != nil {
            state.inspect.cursor = nil
        } else {
            state.inspect.isZoomed = false
        }
        return true
    }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        if case .runStarted = event {
            state.inspect.layer = 0
            state.inspect.map = 0
            state.inspect.cursor = nil
            (state.inspect.showsSaliency, state.inspect.output) = (false, nil)
        }
        return []
    }

    /// Keeps the selections in range: a new run may have fewer layers, maps or samples.
    public static func settle(in state: inout State) -> [Effect] {
        if state.inspectedLayers > 0 { state.inspect.layer = max(0, min(state.inspect.layer, state.inspectedLayers - 1)) }
        if let maps = state.shownMaps { state.inspect.map = max(0, min(state.inspect.map, maps.count - 1)) }
        if state.watchedCount > 0 { state.inspect.sample = min(state.inspect.sample, state.watchedCount - 1) }
        if let field = state.cursorField { state.inspect.cursor = state.inspect.cursor?.clamped(to: field) }
        return []
    }

    public static func watch(in state: State) -> Watch {
        let inspect = state.inspect, probe = ProbeLens(layer: inspect.layer, sample: inspect.sample)
        return inspect.showsSaliency ? Watch(probe, SaliencyLens(sample: inspect.sample, output: inspect.output.map { .index($0) } ?? .predicted)) : Watch(probe)
    }
}

extension InspectState.MapPosition {
    fileprivate func clamped(to field: (rows: Int, columns: Int)) -> Self {
        Self(row: max(0, min(field.rows - 1, row)), column: max(0, min(field.columns - 1, column)))
    }
}
