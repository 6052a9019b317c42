import Lab
import Networks

/// The layers to choose from, grouped as a course groups them. Without the focus a line a family; with it all of them, with what each does.
enum LayerPalette {
    private struct Group {
        let family: LayerFamily
        /// Places in the palette.
        let places: [Int]
    }

    private static let groups: [Group] = LayerFamily.allCases
        .map { family in Group(family: family, places: LayerSpec.all.indices.filter { LayerSpec.all[$0].family == family }) }
        .filter { !$0.places.isEmpty }

    /// A row a family.
    static let collapsedRows = groups.count
    private static let nameColumn = 10

    static func draw(_ builder: BuilderState, in rect: Rect, _ canvas: inout Canvas) {
        let isFocused = builder.pane == .palette
        canvas.pane(rect, title: "add a layer", trailing: isFocused ? "/ finds" : "a", isFocused: isFocused) { pane in
            if isFocused { drawAll(builder, &pane) } else { drawCollapsed(&pane) }
        }
    }

    /// As many names of each family as its line holds.
    private static func drawCollapsed(_ pane: inout Canvas) {
        for (row, group) in groups.enumerated() {
            pane.text(group.family.rawValue, column: 0, row: row, style: .accent, width: nameColumn)
            var column = nameColumn
            for (index, place) in group.places.enumerated() {
                let name = LayerSpec.all[place].kerasName, isLast = index == group.places.count - 1
                guard column + name.count + (isLast ? 0 : 3) <= pane.columns else {
                    pane.text("…", column: min(column, pane.columns - 1), row: row, style: .label)
                    pane.onClick(Rect(column: column, row: row, columns: pane.columns - column, rows: 1), .builder(.add))
                    break
                }
                pane.text(name, column: column, row: row)
                pane.onClick(Rect(column: column, row: row, columns: name.count + 1, rows: 1), .builder(.focus(.palette, place)))
                column += name.count + 2
            }
        }
    }

    /// What stands in a row of the open palette.
    private enum Row {
        case family(LayerFamily)
        /// Places, and their columns.
        case layers([(place: Int, column: Int)])
    }

    private static func rows(columns: Int) -> [Row] {
        groups.flatMap { group -> [Row] in
            var lines: [[(place: Int, column: Int)]] = [[]], column = 1
            for place in group.places {
                let width = LayerSpec.all[place].kerasName.count + 2
                if column + width > columns, column > 1 {
                    lines.append([])
                    column = 1
                }
                lines[lines.count - 1].append((place, column))
                column += width
            }
            return [.family(group.family)] + lines.map(Row.layers)
        }
    }

    private static func drawAll(_ builder: BuilderState, _ pane: inout Canvas) {
        let chosen = builder.paletteSelection
        var area = pane.bounds
        if let search = builder.search {
            pane.text("/", column: 0, row: 0, style: .key)
            TextFieldView(search, placeholder: "type a layer's name").draw(in: Rect(column: 2, row: 0, columns: pane.columns - 2, rows: 1), &pane)
            area = area.cutTop(1).rest
        }
        let help = helpLines(chosen, columns: pane.columns, rows: pane.rows)
        let (list, below) = area.cutBottom(help.count + 1)
        let rows = rows(columns: list.columns - 2)
        let selectedRow = rows.firstIndex { if case .layers(let layers) = $0 { layers.contains { $0.place == chosen } } else { false } } ?? 0
        let first = Scrolling.start(selected: selectedRow..<selectedRow + 1, total: rows.count, visible: list.rows)
        for (offset, row) in rows.dropFirst(first).prefix(list.rows).enumerated() { draw(row, builder, row: list.row + offset, columns: list.columns - 2, &pane) }
        Scrolling.drawBar(start: first, total: rows.count, in: list, &pane)
        pane.onScroll(list, up: .move(.up), down: .move(.down))
        pane.rule(column: 0, row: below.row, columns: pane.columns)
        for (offset, line) in help.enumerated() { pane.spans([line], column: 0, row: below.row + 1 + offset) }
    }

    private static func draw(_ row: Row, _ builder: BuilderState, row line: Int, columns: Int, _ pane: inout Canvas) {
        switch row {
        case .family(let family):
            pane.spans([Span(family.rawValue, .accent), Span("  " + family.summary, .label)], column: 0, row: line, width: columns)
        case .layers(let layers):
            for layer in layers {
                let spec = LayerSpec.all[layer.place], isChosen = layer.place == builder.paletteSelection
                let name = Rect(column: layer.column, row: line, columns: spec.kerasName.count + 2, rows: 1)
                if isChosen { pane.select(name) }
                let style: Style = isChosen ? .bold : builder.isFound(spec) ? .plain : Style.label.faint
                pane.text(spec.kerasName, column: layer.column + 1, row: line, style: style)
                pane.onClick(name, .builder(.focus(.palette, layer.place)))
            }
        }
    }

    /// What the chosen layer does, and its formula.
    private static func helpLines(_ chosen: Int, columns: Int, rows: Int) -> [Span] {
        guard LayerSpec.all.indices.contains(chosen), rows >= 8 else { return [] }
        let spec = LayerSpec.all[chosen]
        return (spec.summary.wrapped(columns: columns).map { Span($0, .label) } + spec.formula.wrapped(columns: columns).map { Span($0, .plain) }).prefix(rows / 3).map { $0 }
    }
}
