import Lab
import Networks
import Training

/// The filter of the selected map, or the weights of the selected unit.
enum FilterView {
    static func draw(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        guard let probe = state.shownProbe, let kernel = probe.weights.first?.tensor, let (maps, map) = state.shownFilter else {
            return canvas.pane(rect, title: "filter") { _ in }
        }
        let values = maps.values(map), range = MapView.range(of: values)
        let bias = probe.weights.count > 1 && probe.weights[1].tensor.values.indices.contains(map) ? probe.weights[1].tensor.values[map] : nil
        let title = kernel.shape.rank == 4 ? "filter \(map + 1)" : "unit \(map + 1)"
        canvas.pane(rect, title: title, trailing: bias.map { "bias " + Figures.signed(Double($0)) } ?? "") { pane in
            let picture = MapView(values: values, rows: maps.rows, columns: maps.columns, ramp: .diverging)
            let place = picture.draw(in: pane.bounds.cutBottom(1).rest, &pane)
            pane.spans(RangeLegend.spans(range, ramp: .diverging, look: pane.look), column: 0, row: min(pane.rows - 1, place.endRow))
        }
    }
}
