import Lab

/// Items of one or more lines, one of them selected; it scrolls so that the selection is seen.
public struct ListView: Sendable {
    /// Text from the left, and figures at the right end.
    public struct Line: Hashable, Sendable {
        public var leading: [Span]
        public var trailing: [Span]

        public init(_ leading: [Span], trailing: [Span] = []) {
            self.leading = leading
            self.trailing = trailing
        }

        public init(_ text: String, _ style: Style = .plain) {
            self.init([Span(text, style)])
        }
    }

    public struct Item: Hashable, Sendable {
        public var lines: [Line]
        /// What a click on it does; `nil` for a heading.
        public var command: Command?

        public init(_ lines: [Line], command: Command? = nil) {
            self.lines = lines
            self.command = command
        }
    }

    public var items: [Item]
    public var selection: Int?

    public init(_ items: [Item], selection: Int?) {
        self.items = items
        self.selection = selection
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        var starts: [Int] = []
        var total = 0
        for item in items {
            starts.append(total)
            total += item.lines.count
        }
        let selected = selection.flatMap { items.indices.contains($0) ? starts[$0]..<starts[$0] + items[$0].lines.count : nil } ?? 0..<0
        let start = Scrolling.start(selected: selected, total: total, visible: rect.rows)
        let hasBar = total > rect.rows
        let width = rect.columns - (hasBar ? 2 : 0)
        canvas.onScroll(rect, up: .move(.up), down: .move(.down))
        for (index, item) in items.enumerated() {
            for (offset, line) in item.lines.enumerated() {
                let row = starts[index] + offset - start
                guard row >= 0, row < rect.rows else { continue }
                let place = Rect(column: rect.column, row: rect.row + row, columns: width, rows: 1)
                if index == selection { canvas.select(place) }
                draw(line, in: place, &canvas)
                if let command = item.command { canvas.onClick(place, command) }
            }
        }
        Scrolling.drawBar(start: start, total: total, in: rect, &canvas)
    }

    private func draw(_ line: Line, in place: Rect, _ canvas: inout Canvas) {
        let trailing = min(line.trailing.columns, place.columns)
        canvas.spans(line.leading, column: place.column, row: place.row, width: place.columns - (trailing > 0 ? trailing + 1 : 0))
        canvas.spans(line.trailing, column: place.endColumn - trailing, row: place.row, width: trailing, alignment: .trailing)
    }
}
