import Lab
import Networks
import Tensors
import Training

/// The tape of a recurrent layer: one column a time step, one row a unit, a band for each gate and state, under what was read. A cursor reads the cell's
/// arithmetic. Units that have no row are scrolled to, never mixed into those that have one.
struct TapeView {
    let tape: Tape
    let probe: Probe
    let symbols: [String]?
    let cursor: InspectState.MapPosition?

    private static let names = 9

    func draw(title: String, in rect: Rect, _ canvas: inout Canvas) {
        let inner = rect.inset(columns: 2, rows: 1), formulas = formulas(columns: inner.columns)
        let (area, below) = Rect(column: 0, row: 0, columns: inner.columns, rows: inner.rows).cutBottom(
            inner.rows >= 20 ? formulas.count + 1 : inner.rows >= 12 ? formulas.count : 1)
        let bands = bands(in: area), units = units(bands, canvas.look)
        let isCut = units.count < tape.units, seen = isCut ? "units \(units.lowerBound + 1)–\(units.upperBound) of \(tape.units)" : "\(tape.units) units"
        let position = cursor.map { "step \($0.column + 1) of \(tape.steps)  unit \($0.row + 1) of \(tape.units)" }
        let trailing = position ?? "\(seen)  enter reads one"
        let titles = ["\(title): one column a step, one row a unit", "\(title): columns steps, rows units", title]
        canvas.pane(rect, title: Canvas.title(titles, beside: trailing.count, in: rect.columns), trailing: trailing, isFocused: cursor != nil) { pane in
            drawBands(bands, units, in: area, &pane)
            for (offset, line) in formulas.prefix(max(1, below.rows)).enumerated() { pane.spans(line, column: 0, row: below.row + (below.rows > formulas.count ? 1 : 0) + offset) }
        }
    }

    // MARK: Bands

    /// The bands that there is room for, the last ones first, and where each stands.
    private func bands(in area: Rect) -> [(band: Tape.Band, place: Rect)] {
        let least = inputRows(area, atMost: max(1, area.rows / 10)), left = max(0, area.rows - 1 - least)
        // Where not all bands fit, states are what is left.
        let shown = tape.bands.suffix(max(1, left)), gap = left >= 3 * shown.count ? 1 : 0
        // All alike, so that a unit is as high in each; what is left over makes the input larger.
        let height = max(1, left / max(1, shown.count) - gap), top = area.endRow - shown.count * (height + gap)
        return shown.enumerated().map { place, band in
            (band, Rect(column: Self.names, row: top + place * (height + gap) + gap, columns: max(1, area.columns - Self.names), rows: height))
        }
    }

    /// The units that have a row in every band: the first ones, or those around the cursor.
    private func units(_ bands: [(band: Tape.Band, place: Rect)], _ look: Look) -> Range<Int> {
        let rows = bands.map(\.place.rows).min() ?? 0, room = max(1, look.hasHalfBlocks ? 2 * rows : rows)
        guard tape.units > room else { return 0..<tape.units }
        let unit = cursor?.row ?? 0, first = Scrolling.start(selected: unit..<unit + 1, total: tape.units, visible: room)
        return first..<min(tape.units, first + room)
    }

    private func drawBands(_ bands: [(band: Tape.Band, place: Rect)], _ units: Range<Int>, in area: Rect, _ pane: inout Canvas) {
        let room = max(1, area.columns - Self.names)
        // A sequence that is longer than the line is seen in part, around the cursor or at its end.
        let start = tape.steps > room ? Scrolling.start(selected: (cursor?.column ?? tape.steps - 1)..<(cursor?.column ?? tape.steps - 1) + 1, total: tape.steps, visible: room) : 0
        let steps = start..<min(tape.steps, start + room)
        drawTime(steps, room, row: area.row, &pane)
        let gap = bands.count > 1 ? bands[1].place.row - bands[0].place.endRow : 0, first = (bands.first?.place.row ?? area.endRow) - gap
        drawInput(steps, in: Rect(column: Self.names, row: area.row + 1, columns: room, rows: inputRows(area, atMost: max(0, first - area.row - 1))), &pane)
        for (band, place) in bands {
            drawTrace(steps, room, row: place.row - gap, rows: gap, &pane)
            drawBand(band, steps, units, in: place, &pane)
        }
    }

    private func drawBand(_ band: Tape.Band, _ steps: Range<Int>, _ units: Range<Int>, in rect: Rect, _ pane: inout Canvas) {
        let isGate = band.letter.kind == .gate
        pane.spans([Span(band.name, .bold), Span(rect.rows > 1 || pane.columns > 60 ? " " + band.letter.word : "", .label)], column: 0, row: rect.row, width: Self.names - 1)
        let range = isGate ? 0...1 : MapView.commonRange(of: band.values.values)
        if rect.rows >= 2 {
            let legend = isGate ? "0 to 1" : "±" + Figures.number(Double(range.upperBound), digits: 2)
            pane.text(legend, column: 0, row: rect.row + 1, style: .label, width: Self.names - 1)
        }
        let values = units.flatMap { unit in steps.map { band.value(step: $0, unit: unit) } }
        var map = StretchedMap(values: values, rows: units.count, columns: steps.count, ramp: isGate ? .sequential : .diverging, range: range)
        map.litColumn = cursor.map { $0.column - steps.lowerBound }
        map.litRow = cursor.map { $0.row - units.lowerBound }
        map.draw(in: rect, &pane)
    }

    /// The number of the step that the cursor is on, from 1, above its column; else of the first and the last.
    private func drawTime(_ steps: Range<Int>, _ room: Int, row: Int, _ pane: inout Canvas) {
        let span = StretchedMap.width(of: steps.count, in: room)
        guard let cursor else {
            pane.text("t = \(steps.lowerBound + 1)", column: Self.names, row: row, style: .label)
            pane.text("\(steps.upperBound)", column: Self.names, row: row, style: .label, width: span, alignment: .trailing)
            return
        }
        let text = "t = \(cursor.column + 1)", column = Self.names + StretchedMap.place(of: cursor.column - steps.lowerBound, of: steps.count, in: room)
        pane.text(text, column: min(column, Self.names + span - text.count), row: row, style: .key)
    }

    /// A thin line between the bands where the cursor is.
    private func drawTrace(_ steps: Range<Int>, _ room: Int, row: Int, rows: Int, _ pane: inout Canvas) {
        guard let cursor, rows > 0 else { return }
        let step = cursor.column - steps.lowerBound, middle = room / max(1, 2 * steps.count)
        pane.text("│", column: Self.names + StretchedMap.place(of: step, of: steps.count, in: room) + middle, row: row, style: .accent)
    }

    // MARK: What was read

    private var readsSymbols: Bool { symbols != nil && probe.prediction.input.shape.count == tape.steps }

    private func inputRows(_ area: Rect, atMost rows: Int) -> Int {
        if readsSymbols { return min(1, rows) }
        guard probe.input.shape.rank == 2, probe.input.shape[0] == tape.steps else { return 0 }
        return min((probe.input.shape[1] + 1) / 2, rows)
    }

    private func drawInput(_ steps: Range<Int>, in rect: Rect, _ pane: inout Canvas) {
        guard !rect.isEmpty else { return }
        pane.text("x", column: 0, row: rect.row, style: .bold)
        if readsSymbols, let symbols {
            for (place, step) in steps.enumerated() {
                let symbol = SymbolText.symbol(probe.prediction.input.values[step], symbols).replacing("\n", with: " ")
                let isLit = cursor?.column == step
                let (column, end) = (StretchedMap.place(of: place, of: steps.count, in: rect.columns), StretchedMap.place(of: place + 1, of: steps.count, in: rect.columns))
                pane.text(symbol, column: rect.column + column, row: rect.row, style: isLit ? .key : .plain, width: end - column)
            }
            return
        }
        let input = probe.input
        guard input.shape.rank == 2, input.shape[0] == tape.steps else { return }
        let features = input.shape[1], values = (0..<features).flatMap { feature in steps.map { input.values[$0 * features + feature] } }
        let range = MapView.range(of: values), isPicture = range.lowerBound >= 0 && range.upperBound <= 1
        StretchedMap(values: values, rows: features, columns: steps.count, ramp: isPicture ? .grey : .diverging, range: isPicture ? 0...1 : range).draw(in: rect, &pane)
    }

    // MARK: Arithmetic

    /// The cell's formulas with the numbers of the unit and the step that the cursor is on.
    private func formulas(columns: Int) -> [[Span]] {
        guard let cursor else { return [formula] }
        func lines(hasSymbols: Bool, hasName: Bool = true) -> [[Span]] {
            tape.reading.directions.flatMap { numbers(unit: cursor.row, step: cursor.column, direction: $0, hasSymbols: hasSymbols, hasName: hasName) }
        }
        // The numbers alone where the symbols would push out what they come to; the unit's number stands in the title, too.
        let forms = [lines(hasSymbols: true), lines(hasSymbols: false), lines(hasSymbols: false, hasName: false)]
        return forms.first { lines in !lines.contains { $0.columns > columns } } ?? forms[2]
    }

    /// The arithmetic in symbols, and which of them are gates.
    private var formula: [Span] {
        let anatomy = tape.reading.anatomy, gates = anatomy.bands.filter { $0.kind == .gate }.map(\.letter).joined(separator: " ")
        let symbols = anatomy.formulas.compactMap { formula in formula.symbols.map { "\(formula.result) = \($0)" } }.joined(separator: "   ")
        return [Span(symbols, .plain)] + (gates.isEmpty ? [] : [Span("   \(gates): gates, 0 to 1", .label)])
    }

    private func numbers(unit: Int, step: Int, direction: CellReading.Direction, hasSymbols: Bool, hasName: Bool) -> [[Span]] {
        let before = tape.before(step, direction: direction)
        func figure(_ letter: String, _ step: Int) -> Double { tape.value(letter, direction: direction, step: step, unit: unit) }
        func span(_ value: Double, _ style: Style) -> Span { Span(Figures.fixed(value, decimals: 2), style) }
        func span(_ term: CellAnatomy.Term) -> Span {
            switch term {
            case .text(let text): Span(text, .plain)
            case .value(let letter): span(figure(letter, step), .training)
            case .previous(let letter): span(figure(letter, before), .training)
            case .complement(let letter): span(1 - figure(letter, step), .plain)
            case .result(let letter): span(figure(letter, step), .plain)
            }
        }
        let name = Span(direction.mark + (hasName ? "unit \(unit + 1)  " : ""), .label)
        return tape.reading.anatomy.formulas.enumerated().map { place, formula in
            let start = place == 0 ? name : Span(String(repeating: " ", count: name.columns), .plain)
            let symbols = hasSymbols && !formula.namesSymbols ? formula.symbols.map { "\($0) = " } ?? "" : ""
            let end = formula.note.map { [Span(": \($0)", .label)] } ?? [Span(" = ", .plain), span(figure(formula.result, step), .bold)]
            return [start, Span("\(formula.result) = \(symbols)", .plain)] + formula.numbers.map(span) + end
        }
    }
}
