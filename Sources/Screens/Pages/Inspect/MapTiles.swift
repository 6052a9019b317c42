import Lab

/// All pictures of a layer as tiles, or as many as there is room for around the selected one.
struct MapTiles {
    /// The pictures in view.
    let shown: Range<Int>
    private let selected: Int
    private let across: Int
    /// A tile's picture and the line of its number below it.
    private let width: Int, height: Int

    init(_ maps: MapSet, selected: Int, in room: Rect) {
        self.selected = selected
        height = Self.tileRows(maps, columns: room.columns, rows: room.rows)
        width = Self.tileColumns(maps, height, room.columns)
        across = max(1, (room.columns + 2) / (width + 2))
        let down = max(1, room.rows / (height + 1)), row = self.selected / across
        let first = across * Scrolling.start(selected: row..<row + 1, total: (maps.count + across - 1) / across, visible: down)
        shown = first..<min(maps.count, first + across * down)
    }

    /// `range`: of all pictures; `nil` gives each its own.
    func draw(_ maps: MapSet, _ ramp: Ramp, range: ClosedRange<Float>?, _ pane: inout Canvas) {
        for (place, map) in shown.enumerated() {
            let tile = Rect(column: place % across * (width + 2), row: place / across * (height + 1), columns: width, rows: height + 1)
            MapView(values: maps.values(map), rows: maps.rows, columns: maps.columns, ramp: ramp, range: range).draw(in: tile.cutBottom(1).rest, &pane)
            if map == selected { pane.select(Rect(column: tile.column, row: tile.endRow - 1, columns: tile.columns, rows: 1)) }
            pane.text("\(map + 1)", column: tile.column, row: tile.endRow - 1, style: map == selected ? .bold : .label, width: width)
            pane.onClick(tile, .inspect(.selectMap(map)))
        }
    }

    /// Rows of a tile's picture: as many as let all maps be seen at once, but never too few to see something; then the grid scrolls.
    private static func tileRows(_ maps: MapSet, columns: Int, rows: Int) -> Int {
        let full = (maps.rows + 1) / 2, least = max(1, min(full, rows - 1, 6))
        for height in stride(from: max(least, min(full, rows - 1)), to: least, by: -1) {
            if max(1, (columns + 2) / (tileColumns(maps, height, columns) + 2)) * max(1, rows / (height + 1)) >= maps.count { return height }
        }
        return least
    }

    private static func tileColumns(_ maps: MapSet, _ height: Int, _ room: Int) -> Int {
        max(7, min(room, (maps.columns * 2 * height + maps.rows - 1) / max(1, maps.rows)))
    }
}
