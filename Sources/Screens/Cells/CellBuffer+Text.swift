extension CellBuffer {
    /// The screen as lines of text, blanks at their ends cut: what tests compare and `P` saves.
    public func text() -> String {
        var text = ""
        text.reserveCapacity(cells.count * 2)
        for row in 0..<rows {
            var blanks = 0
            for cell in self.row(row) {
                if cell.glyph.isBlank {
                    blanks += 1
                } else {
                    for _ in 0..<blanks { text.unicodeScalars.append(" ") }
                    blanks = 0
                    cell.glyph.append(to: &text)
                }
            }
            text.unicodeScalars.append("\n")
        }
        return text
    }

    /// The text, and below it a letter a cell that says how the cell is painted, with a legend: what tests compare at a colour level.
    public func annotated(_ theme: Theme) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let plain = theme.paint(.plain)
        var known: [Paint: Character] = [:]
        var legend: [String] = []
        var map = ""
        for row in 0..<rows {
            var line = ""
            for cell in self.row(row) {
                let paint = theme.paint(cell.style)
                if paint == plain {
                    line.append(".")
                } else if let letter = known[paint] {
                    line.append(letter)
                } else {
                    let letter = known.count < letters.count ? letters[known.count] : "~"
                    known[paint] = letter
                    if letter != "~" { legend.append("\(letter) \(paint)") }
                    line.append(letter)
                }
            }
            while line.last == "." { line.removeLast() }
            map += line + "\n"
        }
        return text() + "── paint: . \(plain)\n" + map + legend.map { $0 + "\n" }.joined()
    }
}
