extension String {
    /// The text in lines of at most `columns`, broken between words; a longer word is broken within.
    public func wrapped(columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var length = 0
            for word in paragraph.split(separator: " ") {
                let wordLength = word.displayColumns
                if length > 0, length + 1 + wordLength <= columns {
                    line += " " + word
                    length += 1 + wordLength
                    continue
                }
                if length > 0 { lines.append(line) }
                (line, length) = ("", 0)
                for character in word {
                    let width = String(character).displayColumns
                    if length + width > columns, length > 0 {
                        lines.append(line)
                        (line, length) = ("", 0)
                    }
                    line.append(character)
                    length += width
                }
            }
            lines.append(line)
        }
        return lines
    }
}
