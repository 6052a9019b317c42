/// Which part of something long is seen.
public enum Scrolling {
    /// The first line that is shown so that the selected one stays in the middle, as near as the ends allow.
    public static func start(selected: Range<Int>, total: Int, visible: Int) -> Int {
        guard total > visible else { return 0 }
        let middle = (selected.lowerBound + selected.upperBound) / 2
        return max(0, min(total - visible, middle - visible / 2))
    }

    /// A thumb at the right edge of `rect` that says which part is seen; nothing when all is.
    public static func drawBar(start: Int, total: Int, in rect: Rect, _ canvas: inout Canvas) {
        guard total > rect.rows, rect.rows > 1, total > 0 else { return }
        let length = max(1, rect.rows * rect.rows / total)
        let travel = rect.rows - length
        let place = total > rect.rows ? start * travel / (total - rect.rows) : 0
        for row in 0..<rect.rows {
            let isThumb = row >= place && row < place + length
            canvas.set(isThumb ? "┃" : "│", column: rect.endColumn - 1, row: rect.row + row, style: isThumb ? .label : .track)
        }
    }
}
