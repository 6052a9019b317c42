/// The points of a plot's lines: braille has eight a cell, half-blocks two, ASCII one. Where curves share a cell, it takes the colour of
/// the last, and shows the points of both.
struct PlotRaster {
    private let columns: Int
    private let rows: Int
    private let look: Look
    /// Points a cell.
    private let across: Int
    private let down: Int
    private var bits: [UInt8]
    private var owner: [Int]

    init(columns: Int, rows: Int, look: Look) {
        self.columns = columns
        self.rows = rows
        self.look = look
        (across, down) =
            switch look.glyphs {
            case .braille: (2, 4)
            case .blocks: (1, 2)
            case .ascii: (1, 1)
            }
        bits = [UInt8](repeating: 0, count: columns * rows)
        owner = [Int](repeating: -1, count: columns * rows)
    }

    /// A line through the points, in their order; it breaks where one isn't a number.
    mutating func add(_ points: [PlotPoint], x: PlotScale, y: PlotScale, index: Int) {
        var before: (x: Double, y: Double)?
        let (width, height) = (Double(columns * across - 1), Double(rows * down - 1))
        for point in points {
            guard let px = x.unboundedShare(point.x), let py = y.unboundedShare(point.y) else {
                before = nil
                continue
            }
            let here = (x: px * width, y: (1 - py) * height)
            line(from: before ?? here, to: here, index: index)
            before = here
        }
    }

    private mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), index: Int) {
        let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let column = Int((start.x + (end.x - start.x) * share).rounded())
            let row = Int((start.y + (end.y - start.y) * share).rounded())
            guard column >= 0, column < columns * across, row >= 0, row < rows * down else { continue }
            let cell = row / down * columns + column / across
            let bit = look.glyphs == .braille ? Braille.bit(column: column % 2, row: row % 4) : 1 << UInt8(row % down)
            bits[cell] |= bit
            owner[cell] = index
        }
    }

    func draw(in field: Rect, styles: [Style], _ canvas: inout Canvas) {
        for cell in bits.indices where bits[cell] != 0 {
            let glyph: Glyph =
                switch look.glyphs {
                case .braille: Braille.glyph(bits[cell])
                case .blocks: Glyph(scalar: bits[cell] == 1 ? "▀" : bits[cell] == 2 ? "▄" : "█")
                case .ascii: Glyph(scalar: ".")
                }
            canvas.set(glyph, column: field.column + cell % columns, row: field.row + cell / columns, style: styles[owner[cell]])
        }
    }
}
