import Lab
import Networks
import Training

/// The layer's pictures: all of them as tiles, or one in full size with a cursor that reads its values.
enum MapGrid {
    static func draw(_ state: State, _ subject: Snapshot.Subject, in rect: Rect, _ canvas: inout Canvas) {
        let layer = state.inspect.layer
        guard let spec = subject.plan.layers.indices.contains(layer) ? subject.plan.layers[layer].spec : nil else { return }
        let name = "\(layer + 1) \(spec.kerasName)"
        guard let maps = state.shownMaps else {
            return canvas.pane(rect, title: name, isFocused: state.inspect.isInMaps) { pane in
                let text =
                    state.shownProbe.map {
                        $0.weights.isEmpty ? "This layer has no weights. f shows its feature maps." : "It learns without a gradient of a loss. f shows what comes out."
                    }
                    ?? "What is inside comes with the next batch."
                pane.paragraph(text, in: pane.bounds, style: .label)
            }
        }
        let isSigned = state.inspect.view != .activations || maps.range.lowerBound < 0
        let ramp: Ramp = isSigned ? .diverging : .sequential
        let showsOne = state.inspect.isZoomed || maps.count == 1, tiles = MapTiles(maps, selected: state.inspect.map, in: rect.inset(columns: 2, rows: 1))
        // A few strong filters would leave all others grey: each has its own range. What comes out is compared instead.
        let hasOwnRanges = state.inspect.view != .activations && maps.count > 1
        let range = hasOwnRanges ? MapView.range(of: maps.values(state.inspect.map)) : maps.range
        let legend =
            hasOwnRanges && !showsOne
            ? RangeLegend.ownRanges(ramp, look: canvas.look, inPaneOf: rect.columns) : RangeLegend.spans(range, ramp: ramp, look: canvas.look, inPaneOf: rect.columns)
        let titles = showsOne || tiles.shown.count == maps.count ? ["\(name): \(kind(state, maps))"] : someTitles(name, state, maps, tiles.shown)
        canvas.pane(
            rect, title: Canvas.title(titles, beside: legend.columns, in: rect.columns), figures: legend, isFocused: state.inspect.isInMaps
        ) { pane in
            if showsOne {
                drawOne(state, maps, ramp, range, symbols: spec.readsSymbols && state.inspect.view != .activations ? subject.symbols ?? [] : nil, &pane)
            } else {
                tiles.draw(maps, ramp, range: hasOwnRanges ? nil : range, &pane)
            }
        }
    }

    private static func kind(_ state: State, _ maps: MapSet) -> String {
        let size = "\(maps.rows)×\(maps.columns)"
        switch state.inspect.view {
        case .activations: return maps.count == 1 ? (state.train.snapshot?.subject?.family ?? .classifier).page.outputsTitle : "\(maps.count) feature maps \(size)"
        case .weights: return maps.count == 1 ? "weights \(size)" : "\(maps.count) filters \(size)"
        case .gradients: return maps.count == 1 ? "gradients \(size)" : "gradients of \(maps.count) filters"
        }
    }

    /// Which of the pictures are in view, where the pane is too small for all.
    private static func someTitles(_ name: String, _ state: State, _ maps: MapSet, _ shown: Range<Int>) -> [String] {
        let numbers = "\(shown.lowerBound + 1)–\(shown.upperBound) of \(maps.count)", size = "\(maps.rows)×\(maps.columns)"
        switch state.inspect.view {
        case .activations: return ["\(name): feature maps \(numbers), \(size)", "\(name): maps \(numbers)", "maps \(numbers)", numbers]
        case .weights: return ["\(name): filters \(numbers), \(size)", "\(name): filters \(numbers)", "filters \(numbers)", numbers]
        case .gradients: return ["\(name): gradients of filters \(numbers)", "gradients \(numbers)", numbers]
        }
    }

    /// `symbols`: of an Embedding's table, whose rows are its symbols: they keep their numbers, which count from 0. All else counts from 1, as the maps do.
    private static func drawOne(_ state: State, _ maps: MapSet, _ ramp: Ramp, _ range: ClosedRange<Float>, symbols: [String]?, _ pane: inout Canvas) {
        let map = state.inspect.map
        var picture = MapView(values: maps.values(map), rows: maps.rows, columns: maps.columns, ramp: ramp, range: range)
        picture.cursor = state.inspect.cursor.map { ($0.row, $0.column) }
        let readingRows = 2
        let place = picture.draw(in: pane.bounds.cutBottom(readingRows).rest, &pane)
        var line = [Span(maps.count > 1 ? "map \(map + 1)" : "outputs", .bold)]
        if let cursor = picture.cursor {
            let value = maps.value(map, row: cursor.row, column: cursor.column)
            let row = symbols.map { "symbol \(cursor.row)" + ($0.indices.contains(cursor.row) ? " “\($0[cursor.row])”" : "") } ?? "row \(cursor.row + 1)"
            line += [Span("  \(row), column \(cursor.column + 1): ", .label), Span(Figures.number(Double(value), digits: 5), .training)]
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
