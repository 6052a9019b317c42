import Lab
import Training

/// Name, pages, what runs.
enum TopLine {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        let leastTabs = PageName.allCases.reduce(8) { $0 + $1.title.count + 1 }
        let status = status(of: state, columns: max(0, min(canvas.columns / 2 - 4, canvas.columns - leastTabs - 3)))
        let statusColumns = status.columns
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

    /// The recipe in the builder when it isn't saved, or the run with where it is; of its name as much as there is room for.
    private static func status(of state: State, columns: Int) -> [Span] {
        if state.page == .build, !state.builder.isSaved {
            return named(state.builder.recipe.name + "*", mark: "○", [Span("  unsaved", .attention)], .attention, columns)
        }
        guard let run = state.train.run else { return [] }
        guard let progress = state.train.snapshot?.progress else { return named(run.recipe.name, mark: "○", [Span("  preparing", .label)], .label, columns) }
        let (mark, style, word) = progress.phase.display
        var parts = [Span("  epoch \(progress.epoch)/\(progress.epochs)", style)]
        if progress.phase == .running, progress.batches > 0 {
            parts.append(Span("  batch \(Figures.count(progress.batch))/\(Figures.count(progress.batches))", style))
        } else if !word.isEmpty {
            parts.append(Span("  \(word)", style))
        }
        return named(run.recipe.name, mark: mark, parts, style, columns)
    }

    private static func named(_ name: String, mark: String, _ rest: [Span], _ style: Style, _ columns: Int) -> [Span] {
        let room = columns - rest.columns - 2
        guard room > 3 else { return rest.columns + 1 <= columns ? [Span(mark, style)] + rest : columns > 0 ? [Span(mark, style)] : [] }
        let shown = name.displayColumns <= room ? name : name.cut(columns: room - 1) + "…"
        return [Span("\(mark) \(shown)", style)] + rest
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

extension String {
    /// As many characters from the start as take at most so many columns.
    fileprivate func cut(columns: Int) -> String {
        var text = self
        while text.displayColumns > columns { text.removeLast() }
        return text
    }
}
