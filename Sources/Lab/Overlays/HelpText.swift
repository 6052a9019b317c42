extension OverlayText {
    /// The most columns of the help.
    public static let helpColumns = 100

    /// What the page shows, how to read it, and its keys, which are taken from the key table.
    public static func help(in state: State) -> OverlayText {
        let page = state.page.type, columns = state.size.overlayColumns(atMost: helpColumns) - 4
        var lines = page.help.shows.wrapped(columns: columns).map { [TextPiece($0)] }
        lines += [[], [TextPiece("How to read it", .heading)]]
        for sentence in page.help.reading {
            for (index, line) in sentence.wrapped(columns: columns - 2).enumerated() {
                lines.append([TextPiece(index == 0 ? "· " : "  ", .label), TextPiece(line)])
            }
        }
        lines += [[], [TextPiece("Keys here", .heading)]] + table(page.bindings, state, columns: columns)
        lines += [[], [TextPiece("Keys everywhere", .heading)]] + table(KeyMap.everywhere, state, columns: columns)
        return OverlayText(lines: lines, on: state.size)
    }

    /// The keys with their explanations, in two columns where there is enough room.
    private static func table(_ rows: [Binding], _ state: State, columns: Int) -> [[TextPiece]] {
        let entries = rows.map { row -> [TextPiece] in
            let keys = row.keys.map(\.name).joined(separator: "  ")
            let works = row.command.unavailable(in: state) == nil
            let gap = String(repeating: " ", count: max(1, 14 - keys.displayColumns))
            return [TextPiece("  " + keys + gap, works ? .key : .unavailableKey), TextPiece(row.explanation, works ? .plain : .unavailable)]
        }
        let width = columns / 2
        guard columns >= 90, entries.allSatisfy({ self.columns($0) < width }) else { return entries }
        let half = (entries.count + 1) / 2
        return (0..<half).map { index in
            guard half + index < entries.count else { return entries[index] }
            return entries[index] + [TextPiece(String(repeating: " ", count: width - self.columns(entries[index])))] + entries[half + index]
        }
    }

    private static func columns(_ line: [TextPiece]) -> Int { line.reduce(0) { $0 + $1.text.displayColumns } }
}
