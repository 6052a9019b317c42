import Lab

extension CellBuffer {
    /// The screen as a picture: one `<text>` a run of equal style; grounds, blocks, lines and braille as shapes, so that they look right in
    /// any font.
    public func svg(_ theme: Theme, title: String = "Strata") -> String {
        var picture = SVGPicture(columns: columns, rows: rows, theme: theme)
        for row in 0..<rows { picture.add(self.row(row), row: row) }
        return picture.document(title: title)
    }
}

/// Collects what a screen comes to: grounds first, then shapes by colour, then text.
private struct SVGPicture {
    private let columns: Int
    private let rows: Int
    private let theme: Theme
    private var grounds = ""
    private var shapes = SVGShapes()
    private var text = ""

    init(columns: Int, rows: Int, theme: Theme) {
        self.columns = columns
        self.rows = rows
        self.theme = theme
    }

    mutating func add(_ cells: ArraySlice<Cell>, row: Int) {
        let paints = cells.map { theme.picturePaint($0.style) }
        addGrounds(paints, row: row)
        var run = TextRun(column: 0, row: row)
        for (column, cell) in cells.enumerated() {
            let paint = paints[column]
            if cell.glyph.isContinuation { continue }
            let isShape = shapes.add(cell.glyph.base, column: column, row: row, colour: paint.foreground)
            // A run may hold single blanks; two end it, so that a font of another width can't shift what follows.
            if isShape || paint.isOther(than: run.paint) || (cell.glyph.isBlank && run.endsInBlank) {
                text += run.element
                run = TextRun(column: column, row: row)
            }
            if isShape { continue }
            if run.isEmpty {
                if cell.glyph.isBlank { continue }
                run = TextRun(column: column, row: row, paint: paint)
            }
            run.append(cell.glyph)
        }
        text += run.element
    }

    private mutating func addGrounds(_ paints: [SVGPaint], row: Int) {
        let plain = theme.picturePaint(.plain).background
        var start = 0
        while start < paints.count {
            let colour = paints[start].background
            var end = start + 1
            while end < paints.count, paints[end].background == colour { end += 1 }
            if colour != plain {
                grounds +=
                    "<rect x=\"\(start * SVGShapes.width)\" y=\"\(row * SVGShapes.height)\" width=\"\((end - start) * SVGShapes.width)\" "
                    + "height=\"\(SVGShapes.height)\" fill=\"\(colour)\"/>\n"
            }
            start = end
        }
    }

    func document(title: String) -> String {
        let margin = SVGShapes.width
        let (width, height) = (columns * SVGShapes.width, rows * SVGShapes.height)
        let plain = theme.picturePaint(.plain)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width + 2 * margin)" height="\(height + 2 * margin)" \
            viewBox="\(-margin) \(-margin) \(width + 2 * margin) \(height + 2 * margin)">
            <title>\(title.escapedForXML)</title>
            <rect x="\(-margin)" y="\(-margin)" width="100%" height="100%" fill="\(plain.background)"/>
            <g shape-rendering="crispEdges">
            \(grounds)\(shapes.blocks)</g>
            \(shapes.lines)<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16.61px" xml:space="preserve">
            \(text)</g>
            </svg>

            """
    }
}

/// Glyphs of one style beside each other.
private struct TextRun {
    private let column: Int
    private let row: Int
    private(set) var paint: SVGPaint?
    private var content = ""
    private var columns = 0
    private var blanks = 0

    init(column: Int, row: Int, paint: SVGPaint? = nil) {
        self.column = column
        self.row = row
        self.paint = paint
    }

    var isEmpty: Bool { content.isEmpty }
    var endsInBlank: Bool { blanks > 0 }

    mutating func append(_ glyph: Glyph) {
        if glyph.isBlank {
            blanks += 1
            return
        }
        for _ in 0..<blanks { content.append(" ") }
        columns += blanks + glyph.columns
        blanks = 0
        glyph.append(to: &content)
    }

    var element: String {
        guard let paint, !content.isEmpty else { return "" }
        return "<text x=\"\(column * SVGShapes.width)\" y=\"\(row * SVGShapes.height + 15)\" textLength=\"\(columns * SVGShapes.width)\" "
            + "fill=\"\(paint.foreground)\"\(paint.isBold ? " font-weight=\"bold\"" : "")>\(content.escapedForXML)</text>\n"
    }
}

/// A paint in the colours of a picture: `#7aa2f7`.
private struct SVGPaint: Hashable {
    let foreground: String
    let background: String
    let isBold: Bool

    func isOther(than other: SVGPaint?) -> Bool {
        other.map { $0.foreground != foreground || $0.isBold != isBold } ?? false
    }
}

extension Theme {
    fileprivate func picturePaint(_ style: Style) -> SVGPaint {
        let paint = paint(style)
        var ink = rgb(of: paint.foreground, standard: .text)
        var ground = rgb(of: paint.background, standard: .ground)
        if paint.isReversed { swap(&ink, &ground) }
        if paint.isDim { ink = ink.mixed(with: ground, share: 0.45) }
        return SVGPaint(foreground: ink.hexadecimal, background: ground.hexadecimal, isBold: paint.isBold)
    }

    private func rgb(of colour: TerminalColour, standard: Role) -> RGB {
        switch colour {
        case .standard: rgb(standard)
        case .indexed(let index): RGB(paletteIndex: index)
        case .rgb(let red, let green, let blue): RGB(red, green, blue)
        }
    }
}

extension String {
    /// With the characters that XML keeps for itself as entities, and without those that it forbids.
    var escapedForXML: String {
        var escaped = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default:
                let isForbidden = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
                escaped.unicodeScalars.append(isForbidden ? "?" : scalar)
            }
        }
        return escaped
    }
}
