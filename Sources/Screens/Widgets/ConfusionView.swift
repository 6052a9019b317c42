import Training

/// How often a class (row) was predicted as which (column), each row as shares of its class: what is right lies on the diagonal. Beside it stand precision,
/// recall and F1 of each class, where there is room.
public struct ConfusionView: Sendable {
    public let confusion: Confusion
    /// A class that is lit and in sight.
    public var selection: Int?

    public init(_ confusion: Confusion, selection: Int? = nil) {
        self.confusion = confusion
        self.selection = selection
    }

    private enum Score: CaseIterable {
        case precision, recall, f1

        func name(columns: Int) -> String {
            switch self {
            case .precision: columns > 9 ? "precision" : "prec"
            case .recall: columns > 6 ? "recall" : "rec"
            case .f1: "F1"
            }
        }

        func value(_ scores: ClassScores) -> Double? {
            switch self {
            case .precision: scores.precision
            case .recall: scores.recall
            case .f1: scores.f1
            }
        }
    }

    /// How many columns names, a cell and the scores take.
    private struct Plan {
        var names: Int
        var cell: Int
        var scores: [Score]
        /// Of one score.
        var scoreColumns = 5

        func columns(_ classes: Int) -> Int { names + 1 + cell * classes + scoreColumns * scores.count }
    }

    /// Whole names and numbers with all scores, or with F1 alone, or without; then colours alone; at last cut names.
    private func plan(_ shown: Int, columns: Int) -> Plan {
        let longest = confusion.classNames.map(\.displayColumns).max() ?? 0
        let scored = [(5, 10), (5, 7), (4, 7), (3, 7), (3, 5)].map { Plan(names: longest, cell: $0, scores: Score.allCases, scoreColumns: $1) }
        let few = [Plan(names: longest, cell: 3, scores: [.f1])], bare = [5, 4, 3, 2, 1].map { Plan(names: longest, cell: $0, scores: []) }
        if let plan = (scored + few + bare).first(where: { $0.columns(shown) <= columns }) { return plan }
        let cell = max(1, min(5, (columns - 1 - min(longest, 7)) / max(1, shown)))
        return Plan(names: min(longest, columns - 1 - cell * shown), cell: cell, scores: [])
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        let classes = confusion.classNames.count
        guard classes > 0, confusion.counts.count == classes * classes, rect.rows >= 3, rect.columns >= 10 else { return }
        let shown = min(classes, rect.rows - 1, max(1, rect.columns - 8)), plan = plan(shown, columns: rect.columns)
        guard plan.names > 0 else { return }
        let lit = selection.map { $0..<$0 + 1 } ?? 0..<0, start = Scrolling.start(selected: lit, total: classes, visible: shown)
        let field = Rect(column: rect.column + plan.names + 1, row: rect.row, columns: plan.cell * shown, rows: shown), scores = confusion.scores
        for line in 0..<shown {
            let row = start + line, isLit = row == selection, place = rect.row + line
            canvas.text(
                confusion.classNames[row], column: rect.column, row: place, style: isLit ? .accent.emphasised : .label, width: plan.names, alignment: .trailing)
            let total = scores[row].count
            for column in 0..<shown {
                let share = total > 0 ? Double(confusion.counts[row * classes + start + column]) / Double(total) : 0
                let cell = Rect(column: field.column + column * plan.cell, row: place, columns: plan.cell, rows: 1)
                drawCell(share, isRight: row == start + column, in: cell, &canvas)
            }
            for (index, score) in plan.scores.enumerated() {
                let text = score.value(scores[row]).map { Figures.fixed($0, decimals: 2) } ?? "–"
                let column = field.endColumn + index * plan.scoreColumns
                canvas.text(text, column: column, row: place, style: isLit ? .bold : .plain, width: plan.scoreColumns, alignment: .trailing)
            }
        }
        for column in 0..<shown {
            let isLit = start + column == selection
            canvas.text(
                heading(start + column, columns: plan.cell), column: field.column + column * plan.cell, row: field.endRow, style: isLit ? .accent.emphasised : .label,
                width: plan.cell, alignment: plan.cell > 2 ? .center : .leading)
        }
        for (index, score) in plan.scores.enumerated() {
            let name = score.name(columns: plan.scoreColumns), column = field.endColumn + index * plan.scoreColumns
            canvas.text(name, column: column, row: field.endRow, style: .label, width: plan.scoreColumns, alignment: .trailing)
        }
        if shown < classes {
            let text = ["\(start + 1)–\(start + shown) of \(classes)", "of \(classes)"].first { $0.displayColumns <= plan.names } ?? "…"
            canvas.text(text, column: rect.column, row: field.endRow, style: .label, width: plan.names)
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
