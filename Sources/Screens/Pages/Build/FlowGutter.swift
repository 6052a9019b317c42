import Lab
import Networks

/// The lines at the left edge of a stack that show which layers read which: `╭` leaves a layer, `├` and `╰` lead to one. A stack without names has none.
struct FlowGutter {
    let flow: StackFlow
    /// The columns of lines that there is room for; what runs further out is not drawn, the layers' titles name it still.
    private let lines: Int
    /// The columns of the layers' numbers, after the lines; a blank and the titles come next.
    let numbers: Range<Int>
    var titleColumn: Int { numbers.upperBound + 1 }

    init(_ model: [LayerSpec], columns: Int) {
        flow = StackFlow(model)
        lines = min(flow.columns, max(2, columns / 8))
        numbers = lines == 0 ? 0..<3 : lines + 1..<lines + 1 + max(2, String(model.count).count)
    }

    /// What a line does in a cell.
    private struct Piece {
        var goesUp = false, goesDown = false, turns = false
        var isLit = false
    }

    /// From the outermost column to the one beside the numbers.
    private func pieces(_ selection: Int, _ piece: (StackFlow.Line) -> Piece?) -> [Piece?] {
        var pieces = [Piece?](repeating: nil, count: lines)
        for line in flow.lines where line.column < lines {
            guard var found = piece(line) else { continue }
            found.isLit = line.source == selection || line.readers.contains(selection)
            pieces[lines - 1 - line.column] = found
        }
        return pieces
    }

    /// The row of a layer.
    func draw(_ layer: Int, selection: Int, row: Int, _ pane: inout Canvas) {
        guard lines > 0 else { return }
        let pieces = pieces(selection) { line in
            guard line.rows.contains(layer) else { return nil }
            let isSource = line.source == layer
            return Piece(goesUp: !isSource, goesDown: layer < line.rows.upperBound, turns: isSource || line.readers.contains(layer))
        }
        var passing: Piece?
        for (column, piece) in pieces.enumerated() {
            let style: Style = (piece ?? passing).map { $0.isLit ? .accent : .label } ?? .label
            if let glyph = Self.glyph(piece, isCrossed: passing != nil) { pane.set(glyph, column: column, row: row, style: style) }
            if let piece, piece.turns, passing == nil || piece.isLit { passing = piece }
        }
        guard let passing else { return }
        let isRead = flow.lines.contains { $0.column < lines && $0.readers.contains(layer) }
        pane.set(isRead ? "▸" : "─", column: lines, row: row, style: passing.isLit ? .accent : .label)
    }

    /// The row below a layer, where there is one.
    func drawBetween(_ layer: Int, selection: Int, row: Int, _ pane: inout Canvas) {
        let pieces = pieces(selection) { line in layer >= line.source && layer < line.rows.upperBound ? Piece() : nil }
        for (column, piece) in pieces.enumerated() {
            if let piece { pane.set("│", column: column, row: row, style: piece.isLit ? .accent : .label) }
        }
    }

    /// `isCrossed`: a line further out passes here on its way to the layer. One that runs down lies over it.
    private static func glyph(_ piece: Piece?, isCrossed: Bool) -> Character? {
        guard let piece else { return isCrossed ? "─" : nil }
        guard piece.turns else { return "│" }
        return switch (piece.goesUp, piece.goesDown) {
        case (false, _): isCrossed ? "┬" : "╭"
        case (true, false): isCrossed ? "┴" : "╰"
        case (true, true): isCrossed ? "┼" : "├"
        }
    }
}
