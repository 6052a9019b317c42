import Lab

/// A line to type into, and below it what fits, the letters that were matching lit.
enum PaletteOverlay {
    private static let listRows = 12

    static func draw(_ palette: CommandPalette, _ state: State, _ canvas: inout Canvas) {
        let matches = palette.matches(in: state)
        let count = [Span(matches.count == 1 ? "1 command" : "\(matches.count) commands", .label)]
        canvas.panel(title: "command", figures: count, columns: 76, rows: listRows + 4) { pane in
            pane.text(":", column: 0, row: 0, style: .key)
            let input = Rect(column: 2, row: 0, columns: pane.columns - 2, rows: 1)
            TextFieldView(palette.field, placeholder: "type a few letters of what you want").draw(in: input, &pane)
            pane.rule(column: 0, row: 1, columns: pane.columns)
            let list = pane.bounds.cutTop(2).rest
            guard !matches.isEmpty else {
                pane.text("No command has these letters in this order.", column: 0, row: list.row, style: .label)
                return
            }
            ListView(matches.map { item($0, state) }, selection: palette.selection).draw(in: list, &pane)
        }
    }

    private static func item(_ match: PaletteEntry.Match, _ state: State) -> ListView.Item {
        let reason = match.entry.command.unavailable(in: state)
        let plain: Style = reason == nil ? .plain : .label
        var title = [Span(" ", plain)]
        let matching = Set(match.indices)
        for (index, character) in match.entry.title.enumerated() {
            let style = matching.contains(index) ? Style.key : plain
            if let last = title.last, last.style == style {
                title[title.count - 1].text.append(character)
            } else {
                title.append(Span(String(character), style))
            }
        }
        if let reason { title.append(Span("  " + reason, Style.label.faint)) }
        return ListView.Item([ListView.Line(title, trailing: [Span(match.entry.keys + " ", .label)])], command: match.entry.command)
    }
}
