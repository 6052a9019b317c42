import Lab
import Networks
import Training

/// The layer's pictures: all of them as tiles, or one in full size with a cursor that reads its values.
enum MapGrid {
    static func draw(_ state: State, _ subject: Snapshot.Subject, in rect: Rect, _ canvas: inout Canvas) {
        let layer = max(0, min(state.inspect.layer, subject.plan.layers.count - 1))
        guard let spec = subject.plan.layers.indices.contains(layer) ? subject.plan.layers[layer].spec : nil else { return }
        let name = "\(layer + 1) \(spec.kerasName)"
        guard let maps = state.shownMaps else {
            return canvas.pane(rect, title: name, isFocused: true) { pane in
                let text = state.shownProbe.map { $0.weights.isEmpty ? "This layer has no weights. f shows its feature maps." : "It learns without a gradient of a loss. f shows what comes out." }
                    ?? "What is inside comes with the next batch."
                pane.paragraph(text, in: pane.bounds, style: .label)
            }
        }
        let isSigned = state.inspect.view != .activations || maps.range.lowerBound < 0
        let ramp: Ramp = isSigned ? .diverging : .sequential
        let legend = RangeLegend.spans(maps.range, ramp: ramp, look: canvas.look)
        canvas.pane(rect, title: "\(name): \(kind(state, maps))", figures: legend, isFocused: state.inspect.isZoomed || state.inspect.cursor != nil) { pane in
            if state.inspect.isZoomed || maps.count == 1 {
                drawOne(state, maps, ramp, symbols: spec.kerasName == "Embedding" && state.inspect.view != .activations ? subject.symbols : nil, &pane)
            } else {
                drawAll(state, maps, ramp, &pane)
            }
        }
    }

    private static func kind(_ state: State, _ maps: MapSet) -> String {
        let size = "\(maps.rows)×\(maps.columns)"
        switch state.inspect.view {
        case .activations: return maps.count == 1 ? state.train.snapshot?.subject?.kind == .boltzmannMachine ? "hidden means" : "outputs" : "\(maps.count) feature maps \(size)"
        case .weights: return maps.count == 1 ? "weights \(size)" : "\(maps.count) filters \(size)"
        case .gradients: return maps.count == 1 ? "gradients \(size)" : "gradients of \(maps.count) filters"
        }
    }

    private static func drawAll(_ state: State, _ maps: MapSet, _ ramp: Ramp, _ pane: inout Canvas) {
        let selected = min(state.inspect.map, maps.count - 1)
        // Tiles as large as they can be with all maps in sight, and not too small to be seen.
        let height = tileRows(maps, columns: pane.columns, rows: pane.rows)
        let width = max(7, min(pane.columns, (maps.columns * 2 * height + maps.rows - 1) / max(1, maps.rows)))
        let across = max(1, (pane.columns + 2) / (width + 2)), down = max(1, pane.rows / (height + 1))
        let firstRow = Scrolling.start(selected: selected / across..<selected / across + 1, total: (maps.count + across - 1) / across, visible: down)
        for row in 0..<down {
            for column in 0..<across {
                let map = (firstRow + row) * across + column
                guard map < maps.count else { return }
                let tile = Rect(column: column * (width + 2), row: row * (height + 1), columns: width, rows: height + 1)
                MapView(values: maps.values(map), rows: maps.rows, columns: maps.columns, ramp: ramp, range: maps.range).draw(in: tile.cutBottom(1).rest, &pane)
                if map == selected { pane.select(Rect(column: tile.column, row: tile.endRow - 1, columns: tile.columns, rows: 1)) }
                pane.text("\(map)", column: tile.column, row: tile.endRow - 1, style: map == selected ? .bold : .label, width: width)
                pane.onClick(tile, .inspect(.selectMap(map)))
            }
        }
    }

    /// Rows of a tile's picture: as many as let all maps be seen at once, but never too few to see something; then the grid scrolls.
    private static func tileRows(_ maps: MapSet, columns: Int, rows: Int) -> Int {
        let full = (maps.rows + 1) / 2, least = max(1, min(full, rows - 1, 6))
        for height in stride(from: max(least, min(full, rows - 1)), to: least, by: -1) {
            let width = max(7, (maps.columns * 2 * height + maps.rows - 1) / max(1, maps.rows))
            if max(1, (columns + 2) / (width + 2)) * max(1, rows / (height + 1)) >= maps.count { return height }
        }
        return least
    }

    private static func drawOne(_ state: State, _ maps: MapSet, _ ramp: Ramp, symbols: [String]?, _ pane: inout Canvas) {
        let map = min(state.inspect.map, maps.count - 1)
        var picture = MapView(values: maps.values(map), rows: maps.rows, columns: maps.columns, ramp: ramp, range: maps.range)
        picture.cursor = state.inspect.cursor.map { (min($0.row, maps.rows - 1), min($0.column, maps.columns - 1)) }
        let readingRows = 2
        let place = picture.draw(in: pane.bounds.cutBottom(readingRows).rest, &pane)
        var line = [Span(maps.count > 1 ? "map \(map)" : "outputs", .bold)]
        if let cursor = picture.cursor {
            let value = maps.value(map, row: cursor.row, column: cursor.column)
            let symbol = symbols.flatMap { $0.indices.contains(cursor.row) ? " “\($0[cursor.row])”" : nil } ?? ""
            line += [Span("  row \(cursor.row)\(symbol), column \(cursor.column): ", .label), Span(Figures.number(Double(value), digits: 5), .training)]
        } else {
            let range = MapView.range(of: maps.values(map))
            line += [
                Span("  from ", .label), Span(Figures.number(Double(range.lowerBound)), .plain), Span(" to ", .label), Span(Figures.number(Double(range.upperBound)), .plain),
                Span("   c ", .key), Span("reads values", .label),
            ]
        }
        pane.spans(line, column: 0, row: min(pane.rows - 1, place.endRow + 1))
    }
}
