import Screens

/// Encodes a drawn screen for the terminal: the cells that differ from the last frame, as ECMA-48 control sequences.
struct FrameEncoder {
    private let scrollsAtCorner: Bool
    private let isBasic: Bool
    private var shown: CellBuffer?
    private var shownTheme: Theme?
    private var bytes: [UInt8] = []
    private var paint: Paint?

    /// - Parameters:
    ///   - scrollsAtCorner: whether the terminal scrolls when its last cell is written; that cell is then left out.
    ///   - colours: the number of the terminal's colours; terminals with 8 have no bright ones.
    init(scrollsAtCorner: Bool, colours: Int) {
        self.scrollsAtCorner = scrollsAtCorner
        isBasic = colours < 16
    }

    /// Has everything drawn again, after a resize or when another program has written to the screen.
    mutating func forget() { shown = nil }

    mutating func encode(_ screen: CellBuffer, theme: Theme) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        paint = nil
        let isWhole = shown?.columns != screen.columns || shown?.rows != screen.rows || shownTheme != theme
        // Synchronised output: terminals that support it show the frame in one step, others ignore it.
        write("\u{1B}[?2026h\u{1B}[?25l")
        let start = bytes.count
        if isWhole {
            paint(theme.paint(.plain))
            write("\u{1B}[H\u{1B}[2J")
        }
        var position: (column: Int, row: Int)?
        for row in 0..<screen.rows {
            for column in 0..<screen.columns {
                let cell = screen[column, row]
                if !isWhole, let shown, shown[column, row] == cell { continue }
                if cell.glyph.isContinuation || scrollsAtCorner && row == screen.rows - 1 && column == screen.columns - 1 { continue }
                let painted = theme.paint(cell.style)
                if position?.column != column || position?.row != row { write("\u{1B}[\(row + 1);\(column + 1)H") }
                paint(painted)
                bytes.append(contentsOf: String(cell.character).utf8)
                position = (column + max(1, cell.glyph.columns), row)
            }
        }
        let hasCursor = screen.cursor != nil
        if bytes.count == start, shown?.cursor == screen.cursor, !isWhole {
            bytes.removeAll(keepingCapacity: true)
            return []
        }
        if hasCursor, let cursor = screen.cursor { write("\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h") }
        write("\u{1B}[?2026l")
        shown = screen
        shownTheme = theme
        return bytes
    }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func paint(_ wanted: Paint) {
        guard paint != wanted else { return }
        paint = wanted
        var codes = "0"
        if wanted.isBold { codes += ";1" }
        if wanted.isDim { codes += ";2" }
        if wanted.isReversed { codes += ";7" }
        codes += code(wanted.foreground, base: 30) + code(wanted.background, base: 40)
        write("\u{1B}[\(codes)m")
    }

    private func code(_ colour: TerminalColour, base: Int) -> String {
        switch colour {
        case .standard: ""
        case .indexed(let index) where index < 8: ";\(base + Int(index))"
        case .indexed(let index) where index < 16: isBasic ? ";\(base + Int(index) - 8)" : ";\(base + 60 + Int(index) - 8)"
        case .indexed(let index): ";\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): ";\(base + 8);2;\(red);\(green);\(blue)"
        }
    }
}
