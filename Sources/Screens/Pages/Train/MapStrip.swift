import Lab
import Networks
import Training

/// Maps of the first convolution, live, for the first image of the strip; of a layer that reads a sequence, its state over time.
enum MapStrip {
    private static func drawState(_ state: NamedTensor, of layer: StackPlan.PlannedLayer, number: Int, in rect: Rect, _ canvas: inout Canvas) {
        guard state.tensor.shape.rank == 2 else { return canvas.pane(rect, title: "inside") { _ in } }
        let range = MapView.commonRange(of: state.tensor.values), (steps, units) = (state.tensor.shape[0], state.tensor.shape[1])
        let title = "\(number) \(layer.spec.kerasName): state \(state.name) over \(steps) steps"
        canvas.pane(rect, title: title, figures: RangeLegend.spans(range, ramp: .diverging, look: canvas.look, inPaneOf: rect.columns)) { pane in
            // Units spread over all of them, a row each: the mean of several would be grey.
            let shown = min(units, pane.look.hasHalfBlocks ? 2 * pane.rows : pane.rows)
            let values = (0..<shown * steps).map { state.tensor.values[$0 % steps * units + $0 / steps * units / max(1, shown)] }
            StretchedMap(values: values, rows: shown, columns: steps, ramp: .diverging, range: range).draw(in: pane.bounds, &pane)
            pane.onClick(pane.bounds, .train(.inspect))
        }
    }

    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let probe = snapshot.views[ProbeLens.self], let plan = snapshot.subject?.plan, plan.layers.indices.contains(probe.layer) else {
            return canvas.pane(rect, title: "inside") { _ in }
        }
        let layer = plan.layers[probe.layer], output = probe.output
        if let state = probe.tape.last { return drawState(state, of: layer, number: probe.layer + 1, in: rect, &canvas) }
        let range = MapView.range(of: output.values)
        canvas.pane(
            rect, title: "\(probe.layer + 1) \(LayerText.title(layer.spec))  \(output.shape)",
            figures: RangeLegend.spans(range, ramp: .sequential, look: canvas.look, inPaneOf: rect.columns)
        ) { pane in
            guard output.shape.rank == 3 else {
                let bars = output.values.prefix(pane.rows * pane.columns)
                MapView(values: Array(bars), rows: 1, columns: bars.count, range: range).draw(in: pane.bounds, &pane)
                return
            }
            let height = max(1, pane.rows - 1), count = output.shape[2]
            let tiles = pane.bounds.tiles(minimumColumns: max(6, 2 * height), tileRows: pane.rows, columnGap: 2, atMost: count)
            // Spread over all maps, so that different ones are seen.
            for (place, tile) in tiles.enumerated() {
                let map = place * count / tiles.count
                let values = (0..<output.shape[0] * output.shape[1]).map { output.values[$0 * count + map] }
                MapView(values: values, rows: output.shape[0], columns: output.shape[1], range: range).draw(in: tile.cutBottom(1).rest, &pane)
                pane.text("map \(map + 1)", column: tile.column, row: tile.endRow - 1, style: .label, width: tile.columns)
                pane.onClick(tile, .train(.inspect))
            }
        }
    }
}
