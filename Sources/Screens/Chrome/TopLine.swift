import Lab
import Training

/// Name, pages, what runs.
enum TopLine {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        let status = status(of: state)
        let statusColumns = min(status.columns, max(0, canvas.columns / 2 - 4))
        let names = PageName.allCases.enumerated().map { ($1, $1.title, String($0 + 1)) }
        // The widest arrangement that leaves the status its room.
        let lengths = names.reduce(0) { $0 + $1.1.count }
        let room = canvas.columns - 1 - 6 - statusColumns - 2
        let showsNumbers = room >= lengths + names.count * 6 + 2
        let gap = room >= lengths + names.count * (showsNumbers ? 6 : 4) ? 2 : room >= lengths + names.count * 3 ? 1 : 0
        canvas.text("strata", column: 1, row: 0, style: .key)
        var column = 7 + (gap == 2 ? 3 : 1)
        for (page, title, number) in names {
            let isShown = page == state.page
            let label = showsNumbers ? "\(number) \(title)" : title
            let tab = Rect(column: column, row: 0, columns: label.count + 2, rows: 1)
            if isShown {
                canvas.select(tab)
                canvas.text(label, column: column + 1, row: 0, style: Style(.title, isBold: true))
                if !canvas.look.hasColour || canvas.look.glyphs == .ascii {
                    canvas.set("[", column: column, row: 0, style: Style(.title, isBold: true))
                    canvas.set("]", column: tab.endColumn - 1, row: 0, style: Style(.title, isBold: true))
                }
            } else {
                canvas.text(label, column: column + 1, row: 0, style: .label)
            }
            canvas.onClick(tab, .show(page))
            column += tab.columns + max(0, gap - 1)
            if gap == 0 { column -= 1 }
        }
        let end = canvas.columns - 1
        canvas.spans(status, column: end - statusColumns, row: 0, width: statusColumns, alignment: .trailing)
        if state.train.run != nil {
            canvas.onClick(Rect(column: end - statusColumns, row: 0, columns: statusColumns, rows: 1), .show(.train))
        }
    }

    /// The recipe in the builder when it isn't saved, and the run with where it is.
    private static func status(of state: State) -> [Span] {
        if state.page == .build, !state.builder.isSaved {
            return [Span("○ \(state.builder.recipe.name)*  unsaved", .attention)]
        }
        guard let run = state.train.run, let progress = state.train.snapshot?.progress else {
            return state.train.run.map { [Span("○ \($0.recipe.name)  preparing", .label)] } ?? []
        }
        let (mark, style, word) = progress.phase.display
        var parts = [Span("\(mark) \(run.recipe.name)", style), Span("  epoch \(progress.epoch)/\(progress.epochs)", style)]
        if progress.phase == .running, progress.batches > 0 {
            parts.append(Span("  batch \(Figures.count(progress.batch))/\(Figures.count(progress.batches))", style))
        } else if !word.isEmpty {
            parts.append(Span("  \(word)", style))
        }
        return parts
    }
}

extension Progress.Phase {
    /// The sign, the colour and the word for it, the same on every page.
    public var display: (mark: String, style: Style, word: String) {
        switch self {
        case .preparing: ("○", .label, "preparing")
        case .running: ("●", .good, "")
        case .paused: ("‖", .attention, "paused")
        case .finished: ("✓", .good, "done")
        case .stopped: ("■", .label, "stopped")
        case .failed: ("✗", .wrong, "failed")
        }
    }
}

extension PageName {
    public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
