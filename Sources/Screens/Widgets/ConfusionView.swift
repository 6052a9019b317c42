import Training

/// How often a class (row) was called which (column), each row as shares of its class. What is right lies on the diagonal.
public struct ConfusionView: Sendable {
    public let confusion: Confusion

    public init(_ confusion: Confusion) {
        self.confusion = confusion
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        let classes = confusion.classNames.count
        guard classes > 0, confusion.counts.count == classes * classes, rect.rows >= 3, rect.columns >= 10 else { return }
        let longest = confusion.classNames.map(\.displayColumns).max() ?? 0
        let shown = min(classes, rect.rows - 1)
        // As wide as there is room for, up to five columns a class, with at least seven for the names.
        let cell = max(1, min(5, (rect.columns - 1 - min(longest, 7)) / shown))
        let names = min(longest, rect.columns - 1 - cell * shown)
        guard names > 0 else { return }
        let field = Rect(column: rect.column + names + 1, row: rect.row, columns: cell * shown, rows: shown)
        for row in 0..<shown {
            let name = confusion.classNames[row]
            canvas.text(name, column: rect.column, row: rect.row + row, style: .label, width: names, alignment: .trailing)
            let total = (0..<classes).reduce(0) { $0 + confusion.counts[row * classes + $1] }
            for column in 0..<shown {
                let share = total > 0 ? Double(confusion.counts[row * classes + column]) / Double(total) : 0
                drawCell(share, isRight: row == column, in: Rect(column: field.column + column * cell, row: field.row + row, columns: cell, rows: 1), &canvas)
            }
        }
        for column in 0..<shown {
            canvas.text(
                heading(column, columns: cell), column: field.column + column * cell, row: field.endRow, style: .label, width: cell,
                alignment: cell > 2 ? .center : .leading)
        }
        if shown < classes {
            canvas.text("… \(classes - shown) more", column: rect.column, row: field.endRow, style: .label, width: names)
        }
    }

    /// A share as the colour of its cell, with the per cent in it where they fit; as a digit (tenths) where there is no colour.
    private func drawCell(_ share: Double, isRight: Bool, in place: Rect, _ canvas: inout Canvas) {
        let percent = Int((share * 100).rounded())
        guard canvas.look.hasHalfBlocks else {
            let text = share == 0 ? "." : place.columns >= 3 ? "\(percent)" : share >= 0.95 ? "#" : "\(Int((share * 10).rounded()))"
            let style: Style = share == 0 ? .track : isRight ? .bold : .plain
            canvas.text(text, column: place.column, row: place.row, style: style, width: place.columns, alignment: place.columns > 2 ? .center : .leading)
            return
        }
        let ground: Ink = share == 0 ? .role(.track) : Ramp.sequential.colour(share, look: canvas.look)
        canvas.fill(place, style: Style(.text, ground: share == 0 ? nil : ground))
        if share == 0 {
            canvas.text("·", column: place.column, row: place.row, style: .track, width: place.columns, alignment: .center)
        } else if place.columns >= 3 {
            let ink: Ink = share > 0.55 ? .rgb(0, 0, 0) : .rgb(255, 255, 255)
            canvas.text("\(percent)", column: place.column, row: place.row, style: Style(ink: ink, isBold: isRight), width: place.columns, alignment: .center)
        }
    }

    /// As much of the class' name as its column holds, with a column free.
    private func heading(_ index: Int, columns: Int) -> String {
        String(confusion.classNames[index].prefix(max(1, columns - 1)))
    }
}
