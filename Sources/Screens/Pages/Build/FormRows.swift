import Lab
import Networks

/// Rows of a form: name, value, and what it may be; headings between sections, and at the bottom what the selected row is for. Long forms scroll.
enum FormRows {
    private enum Line {
        case heading(String)
        case field(Int)
    }

    private static func lines(_ fields: [FormField]) -> [Line] {
        var lines: [Line] = [], section: String?
        for (index, field) in fields.enumerated() {
            if let heading = field.section, heading != section { lines.append(.heading(heading)) }
            section = field.section
            lines.append(.field(index))
        }
        return lines
    }

    /// The rows that the form takes when nothing is cut.
    static func count(_ fields: [FormField]) -> Int { lines(fields).count }

    static func draw(_ fields: [FormField], selection: Int?, pane: BuilderState.Pane, in rect: Rect, _ canvas: inout Canvas) {
        guard !fields.isEmpty else { return }
        let keys = selection.flatMap { fields.indices.contains($0) ? Self.keys(fields[$0]) + "  " : nil } ?? ""
        let widest = Widths(fields, columns: rect.columns - 2)
        let help = selection.flatMap { fields.indices.contains($0) ? Self.help(fields[$0], widest).wrapped(columns: rect.columns - keys.count) : nil } ?? []
        let helpRows = rect.rows >= 6 && !help.isEmpty ? min(help.count, 2) + 1 : 0
        let (area, below) = rect.cutBottom(helpRows)
        let lines = Self.lines(fields), hasBar = lines.count > area.rows
        let selected = lines.firstIndex { if case .field(let index) = $0 { index == selection } else { false } }
        let first = Scrolling.start(selected: selected.map { $0..<$0 + 1 } ?? 0..<0, total: lines.count, visible: area.rows)
        let widths = Widths(fields, columns: area.columns - (hasBar ? 2 : 0))
        for (offset, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            let place = Rect(column: area.column, row: area.row + offset, columns: area.columns - (hasBar ? 2 : 0), rows: 1)
            switch line {
            case .heading(let heading): draw(heading: heading, in: place, &canvas)
            case .field(let index): draw(fields[index], index, isSelected: index == selection, pane: pane, widths, in: place, &canvas)
            }
        }
        Scrolling.drawBar(start: first, total: lines.count, in: area, &canvas)
        canvas.onScroll(area, up: .move(.up), down: .move(.down))
        guard helpRows > 0 else { return }
        canvas.rule(column: below.column, row: below.row, columns: below.columns)
        canvas.text(keys, column: below.column, row: below.row + 1, style: .key)
        for (offset, line) in help.prefix(helpRows - 1).enumerated() { canvas.text(line, column: below.column + keys.count, row: below.row + 1 + offset) }
    }

    private struct Widths {
        let names: Int
        let values: Int

        init(_ fields: [FormField], columns: Int) {
            names = min(columns * 3 / 5, (fields.map { $0.name.count + 2 * $0.level }.max() ?? 0) + 2)
            let widest = min(max(0, columns - names), max(8, (fields.map { LayerText.value($0.value).count }.max() ?? 0) + 2))
            // A note of a word or two says nothing: it stands below the form for the selected row.
            values = columns - names - widest < 20 ? columns - names : widest
        }
    }

    /// A quiet line with the section's name in it.
    private static func draw(heading: String, in place: Rect, _ canvas: inout Canvas) {
        canvas.text(heading, column: place.column, row: place.row, style: .accent)
        let start = heading.count + 1
        canvas.rule(column: place.column + start, row: place.row, columns: place.columns - start)
    }

    private static func draw(
        _ field: FormField, _ index: Int, isSelected: Bool, pane: BuilderState.Pane, _ widths: Widths, in place: Rect, _ canvas: inout Canvas
    ) {
        if isSelected { canvas.select(place) }
        canvas.onClick(place, .builder(.focus(pane, index)))
        let indent = 2 * field.level
        canvas.text(field.name, column: place.column + indent, row: place.row, style: isSelected ? .plain : .label, width: widths.names - indent - 1)
        let rest = place.columns - widths.names - widths.values
        let style: Style = isSelected ? .bold : field.isDefault ? .label : .plain
        canvas.text(
            LayerText.value(field.value), column: place.column + widths.names, row: place.row, style: style, width: rest > 6 ? widths.values - 1 : place.columns - widths.names)
        guard rest > 6 else { return }
        let note = field.words.isEmpty ? field.help : field.words.joined(separator: " ")
        canvas.text(note, column: place.column + widths.names + widths.values, row: place.row, style: .label, width: rest)
    }

    /// What the row is for; before it the value, where the row has to cut it.
    private static func help(_ field: FormField, _ widths: Widths) -> String {
        let value = LayerText.value(field.value)
        return value.count >= widths.values ? "\(value): \(field.help)" : field.help
    }

    /// The keys that change the row.
    private static func keys(_ field: FormField) -> String {
        switch field.domain {
        case .flag: "←→"
        case .choice(let words): words.isEmpty ? "enter" : "←→"
        case .name: "enter"
        case .form, .optionalForm, .layer, .integer, .units, .pair, .optionalPair, .real, .optionalInteger, .optionalReal, .integers, .edges, .reference, .references,
            .initialState:
            "←→ enter"
        }
    }
}
