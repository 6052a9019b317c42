import Lab

/// Rows of cells under headings: numbers line up at the right.
public struct TableView: Sendable {
    public struct Column: Hashable, Sendable {
        public var title: String
        public var extent: Extent
        public var alignment: Alignment

        public init(_ title: String, _ extent: Extent, _ alignment: Alignment = .leading) {
            self.title = title
            self.extent = extent
            self.alignment = alignment
        }
    }

    public var columns: [Column]
    public var rowCount: Int
    public var selection: Int?
    public var hasHeader = true

    public init(columns: [Column], rowCount: Int, selection: Int?) {
        self.columns = columns
        self.rowCount = rowCount
        self.selection = selection
    }

    /// - Parameters:
    ///   - command: what a click on a row does.
    ///   - cell: what stands in a row and column; asked only for rows that are seen.
    public func draw(in rect: Rect, _ canvas: inout Canvas, command: (Int) -> Command? = { _ in nil }, cell: (Int, Int) -> [Span]) {
        let (header, body) = rect.cutTop(hasHeader ? 1 : 0)
        guard !body.isEmpty else { return }
        let hasBar = rowCount > body.rows
        let width = rect.columns - (hasBar ? 2 : 0)
        let places = Rect(column: rect.column, row: 0, columns: width, rows: 1).splitColumns(columns.map(\.extent), gap: 2)
        if hasHeader {
            for (column, place) in zip(columns, places) {
                canvas.text(column.title, column: place.column, row: header.row, style: .label, width: place.columns, alignment: column.alignment)
            }
        }
        let selected = selection.map { $0..<$0 + 1 } ?? 0..<0
        let start = Scrolling.start(selected: selected, total: rowCount, visible: body.rows)
        canvas.onScroll(body, up: .move(.up), down: .move(.down))
        for row in start..<min(rowCount, start + body.rows) {
            let line = Rect(column: rect.column, row: body.row + row - start, columns: width, rows: 1)
            if row == selection { canvas.select(line) }
            for (index, place) in places.enumerated() where place.columns > 0 {
                canvas.spans(cell(row, index), column: place.column, row: line.row, width: place.columns, alignment: columns[index].alignment)
            }
            if let command = command(row) { canvas.onClick(line, command) }
        }
        Scrolling.drawBar(start: start, total: rowCount, in: body, &canvas)
    }
}
