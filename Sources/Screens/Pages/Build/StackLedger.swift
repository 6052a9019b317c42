import Lab
import Networks
import Recipes
import Training

/// The stack from the input to the answer, with what each layer gives, weighs, costs and takes; below it the totals and the verdict.
enum StackLedger {
    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let facts = builder.currentFacts
        let data =
            facts.map { "\($0.title)  \(Figures.count($0.trainingCount)) + \(Figures.count($0.testCount))" } ?? (builder.dataProblem == nil ? "reading the data …" : "no data")
        canvas.pane(rect, title: "stack", trailing: Canvas.title([data, facts?.title ?? data], beside: 5, in: rect.columns), isFocused: builder.pane == .stack) { pane in
            let check = builder.check
            let verdict = verdict(builder, check, columns: pane.columns)
            let (above, below) = pane.bounds.cutBottom(verdict.count + 2)
            drawLayers(builder, check, in: above, &pane)
            pane.rule(column: 0, row: below.row, columns: pane.columns)
            drawTotals(builder, check, row: below.row + 1, &pane)
            for (offset, line) in verdict.enumerated() { pane.spans(line, column: 0, row: below.row + 2 + offset) }
        }
    }

    /// Number and name take what the others leave; the silhouette is drawn only where there is room, and a narrow ledger rounds its figures and leaves
    /// the bytes to the layer's form.
    private struct Columns {
        let silhouette: Int
        let isNarrow: Bool
        let gutter: FlowGutter

        init(_ columns: Int, _ gutter: FlowGutter) {
            self.gutter = gutter
            silhouette = columns >= 72 ? 14 : 0
            isNarrow = columns < 58
        }

        var extents: [Extent] {
            isNarrow
                ? [.share(1), .fixed(8), .fixed(7), .fixed(6)]
                : [.share(1)] + (silhouette > 0 ? [.fixed(silhouette)] : []) + [.fixed(11), .fixed(9), .fixed(7), .fixed(7)]
        }

        var titles: [String] {
            isNarrow ? [indented("layer"), "output", "weights", "FLOP"] : [indented("layer")] + (silhouette > 0 ? ["size"] : []) + ["output", "weights", "FLOP", "bytes"]
        }

        func indented(_ title: String) -> String { String(repeating: " ", count: gutter.titleColumn) + title }

        /// Which column is the first of figures.
        var firstFigure: Int { silhouette > 0 ? 3 : 2 }

        /// A layer's or the stack's figures, as many as there are columns for.
        func figures(weights: Int, flops: Int, bytes: Int) -> [String] {
            let weight = weights == 0 ? "" : isNarrow ? Figures.compact(weights) : Figures.count(weights)
            return [weight, flops == 0 ? "" : Figures.compact(flops)] + (isNarrow ? [] : [Figures.bytes(bytes)])
        }
    }

    private static func drawLayers(_ builder: BuilderState, _ check: RecipeCheck?, in rect: Rect, _ pane: inout Canvas) {
        let model = builder.recipe.model, gutter = FlowGutter(model, columns: rect.columns), columns = Columns(rect.columns, gutter)
        let places = Rect(column: 0, row: 0, columns: rect.columns, rows: 1).splitColumns(columns.extents, gap: 1)
        for (index, title) in columns.titles.enumerated() {
            let isNumber = index >= columns.firstFigure
            pane.text(
                title, column: places[index].column, row: rect.row, style: .label, width: places[index].columns,
                alignment: isNumber ? .trailing : title == "size" ? .center : .leading)
        }
        let body = rect.cutTop(1).rest
        let isRoomy = body.rows >= 2 * model.count + 2
        let rowCount = 1 + model.count, step = isRoomy ? 2 : 1
        let selectedRow = 1 + builder.selection
        let visible = max(1, body.rows / step)
        let first = Scrolling.start(selected: selectedRow..<selectedRow + 1, total: rowCount, visible: visible)
        let largest = ([check?.plan.input.count ?? 1] + (check?.plan.layers.map(\.output.count) ?? [])).max() ?? 1
        for place in first..<min(rowCount, first + visible) {
            let row = body.row + (place - first) * step
            if isRoomy, place > first {
                if !gutter.flow.apart.contains(place - 1) { pane.text("│", column: columns.gutter.titleColumn, row: row - 1, style: .track) }
                gutter.drawBetween(place - 2, selection: builder.selection, row: row - 1, &pane)
            }
            if place == 0 {
                drawInput(check, places, columns, row, largest, &pane)
            } else {
                drawLayer(builder, check, index: place - 1, places, columns, row, largest, &pane)
                gutter.draw(place - 1, selection: builder.selection, row: row, &pane)
            }
        }
        if model.isEmpty {
            pane.paragraph(
                "The stack is empty. Choose a layer in the palette with the arrows and press enter.", in: body.cutTop(2).rest, style: .attention)
        }
        pane.onScroll(rect, up: .move(.up), down: .move(.down))
    }

    private static func drawInput(_ check: RecipeCheck?, _ places: [Rect], _ columns: Columns, _ row: Int, _ largest: Int, _ pane: inout Canvas) {
        pane.text(columns.indented("input"), column: 0, row: row, style: .label, width: places[0].columns)
        guard let input = check?.plan.input else { return }
        let shift = columns.silhouette > 0 ? 1 : 0
        if shift > 0 { drawSilhouette(input.count, largest, places[1], row, .label, &pane) }
        pane.text("\(input)", column: places[1 + shift].column, row: row, style: .training, width: places[1 + shift].columns)
        draw(columns.figures(weights: 0, flops: 0, bytes: 4 * input.count), places, columns, row, .plain, &pane)
    }

    private static func drawLayer(
        _ builder: BuilderState, _ check: RecipeCheck?, index: Int, _ places: [Rect], _ columns: Columns, _ row: Int, _ largest: Int, _ pane: inout Canvas
    ) {
        let line = Rect(column: 0, row: row, columns: pane.columns, rows: 1), isSelected = index == builder.selection
        if isSelected { pane.select(line) }
        pane.onClick(line, .builder(.select(index)))
        let isWrong = check?.notes.contains { $0.level == .wrong && $0.layer == index } ?? false
        let number = String(index + 1)
        let numbers = columns.gutter.numbers
        pane.text(String(repeating: " ", count: max(0, numbers.count - number.count)) + number, column: numbers.lowerBound, row: row, style: .label)
        let title = Rect(column: columns.gutter.titleColumn, row: row, columns: max(0, places[0].columns - columns.gutter.titleColumn), rows: 1)
        drawTitle(builder.recipe.model[index], isWrong ? .wrong : isSelected ? .bold : .plain, in: title, &pane)
        let shift = columns.silhouette > 0 ? 1 : 0
        guard let layers = check?.plan.layers, layers.indices.contains(index) else {
            if isWrong { pane.text("✗", column: places[1 + shift].column, row: row, style: .wrong) }
            return
        }
        let layer = layers[index]
        if shift > 0 { drawSilhouette(layer.output.count, largest, places[1], row, isSelected ? .accent : .training, &pane) }
        pane.text("\(layer.output)", column: places[1 + shift].column, row: row, style: .training, width: places[1 + shift].columns)
        draw(columns.figures(weights: layer.parameters, flops: layer.flops, bytes: layer.outputBytes), places, columns, row, .plain, &pane)
    }

    /// What the layer is, and after it what it reads and what it is called, which are cut last.
    private static func drawTitle(_ spec: LayerSpec, _ style: Style, in place: Rect, _ pane: inout Canvas) {
        let links = [spec.links.from.map { "← \($0)" }, spec.links.name].compactMap { $0 }.joined(separator: "  ")
        let title = LayerText.title(spec), room = links.isEmpty ? place.columns : max(min(title.displayColumns, 12), place.columns - links.displayColumns - 2)
        pane.text(title, column: place.column, row: place.row, style: style, width: min(room, place.columns))
        let end = min(room, title.displayColumns) + 2
        if !links.isEmpty, end < place.columns { pane.text(links, column: place.column + end, row: place.row, style: .accent, width: place.columns - end) }
    }

    private static func draw(_ figures: [String], _ places: [Rect], _ columns: Columns, _ row: Int, _ style: Style, _ pane: inout Canvas) {
        for (offset, figure) in figures.enumerated() {
            let place = places[columns.firstFigure + offset]
            pane.text(figure, column: place.column, row: row, style: style, width: place.columns, alignment: .trailing)
        }
    }

    /// A bar in the middle of its column, as wide as the logarithm of the size: down the stack they show the network's outline.
    private static func drawSilhouette(_ count: Int, _ largest: Int, _ place: Rect, _ row: Int, _ style: Style, _ pane: inout Canvas) {
        let share = Self.logarithm(count + 1) / max(1, Self.logarithm(largest + 1))
        let width = max(1, Int((share * Double(place.columns - 2)).rounded()))
        let start = place.column + (place.columns - width) / 2
        let glyph: Character = pane.look.glyphs == .ascii ? "=" : "▄"
        for column in start..<start + width { pane.set(glyph, column: column, row: row, style: style) }
    }

    private static func logarithm(_ value: Int) -> Double {
        Double(Int.bitWidth - value.leadingZeroBitCount - 1) + Double(value) / Double(1 << (Int.bitWidth - value.leadingZeroBitCount - 1)) - 1
    }

    private static func drawTotals(_ builder: BuilderState, _ check: RecipeCheck?, row: Int, _ pane: inout Canvas) {
        guard let check else { return }
        let columns = Columns(pane.columns, FlowGutter(builder.recipe.model, columns: pane.columns))
        let places = Rect(column: 0, row: 0, columns: pane.columns, rows: 1).splitColumns(columns.extents, gap: 1)
        pane.text(columns.indented("total"), column: 0, row: row, style: .label, width: places[0].columns)
        let outputs = check.plan.layers.reduce(4 * check.plan.input.count) { $0 + $1.outputBytes }
        draw(columns.figures(weights: check.plan.parameters, flops: check.plan.flops, bytes: outputs), places, columns, row, .bold, &pane)
    }

    /// What the check says, one line each, and the keys that repair.
    private static func verdict(_ builder: BuilderState, _ check: RecipeCheck?, columns: Int) -> [[Span]] {
        if let problem = builder.dataProblem, check == nil {
            let lines = (problem + " Choose other data with g.").wrapped(columns: columns - 2)
            return lines.enumerated().map { [Span($0.offset == 0 ? "✗ " : "  ", .wrong), Span($0.element, .wrong)] } + keys(builder, builder.repairs, nil)
        }
        guard let check else { return [[Span("reading the data …", .label)]] }
        var lines: [[Span]] = []
        if check.problem == nil, !check.plan.layers.isEmpty {
            let capacity = builder.recipe.fit.batchSize, slots = builder.recipe.compile?.optimizer.slotNames.count ?? 0
            let bytes = NetworkLayout(plan: check.plan, capacity: capacity).bytes(slots: slots, threads: 1)
            lines.append([Span("at batch \(capacity) it takes \(Figures.bytes(bytes)) to train", .label)])
        }
        let offer = builder.offer
        for note in check.notes {
            let (mark, style): (String, Style) =
                switch note.level {
                case .good: ("✓ ", .good)
                case .attention: ("! ", .attention)
                case .wrong: ("✗ ", .wrong)
                }
            for (index, line) in note.sentence.wrapped(columns: columns - 2).enumerated() {
                lines.append([Span(index == 0 ? mark : "  ", style), Span(line, note.level == .good ? .label : style)])
            }
            if let offer, note == offer.note { lines += keys(builder, offer.repairs, note.layer) }
        }
        return lines
    }

    /// The keys that repair, and what each does.
    private static func keys(_ builder: BuilderState, _ repairs: [Repair], _ layer: Int?) -> [[Span]] {
        zip(["r", "R"], repairs).map { [Span("  \($0) ", .key), Span(builder.title(of: $1, layer: layer), .plain)] }
    }
}
