import Lab
import Training

/// Name, pages, what runs.
enum TopLine {
    /// How the pages are named: with their keys, without them, or all but the one that is shown by their key alone.
    private enum Tabs: CaseIterable { case numbered, plain, short }

    /// What a status takes that still says where the run is.
    private static let leastStatus = 28

    static func draw(_ state: State, _ canvas: inout Canvas) {
        let full = status(of: state, columns: canvas.columns).columns
        func labels(_ tabs: Tabs) -> [(page: PageName, label: String)] {
            PageName.allCases.enumerated().map { number, page in
                switch tabs {
                case .numbered: (page, "\(number + 1) \(page.title)")
                case .plain: (page, page.title)
                case .short: (page, page == state.page ? "\(number + 1) \(page.title)" : "\(number + 1)")
                }
            }
        }
        func columns(_ tabs: Tabs) -> Int { labels(tabs).reduce(tabs == .numbered ? 10 : 8) { $0 + $1.label.count + 2 + (tabs == .numbered ? 1 : 0) } }
        let tabs = Tabs.allCases.first { columns($0) + 3 + min(full, $0 == .numbered ? 40 : leastStatus) <= canvas.columns } ?? .short
        let status = status(of: state, columns: max(0, canvas.columns - columns(tabs) - 2)), statusColumns = status.columns
        canvas.text("strata", column: 1, row: 0, style: .key)
        var column = tabs == .numbered ? 10 : 8
        for (page, label) in labels(tabs) {
            let isShown = page == state.page
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
            column += tab.columns + (tabs == .numbered ? 1 : 0)
        }
        let end = canvas.columns - 1
        canvas.spans(status, column: end - statusColumns, row: 0, width: statusColumns, alignment: .trailing)
        if state.train.run != nil {
            canvas.onClick(Rect(column: end - statusColumns, row: 0, columns: statusColumns, rows: 1), .show(.train))
        }
    }

    /// What is not saved on the page, or the run with where it is; of its name as much as there is room for.
    private static func status(of state: State, columns: Int) -> [Span] {
        if let name = state.page.type.unsaved(in: state) {
            return named(name + "*", mark: "○", [Span("  unsaved", .attention)], .attention, columns)
        }
        guard let run = state.train.run else { return [] }
        guard let progress = state.train.snapshot?.progress else { return named(run.recipe.name, mark: "○", [Span("  preparing", .label)], .label, columns) }
        let (mark, style, word) = progress.phase.display
        var parts = progress.epochs > 0 ? [Span("  epoch \(progress.epoch)/\(progress.epochs)", style)] : []
        if progress.phase == .running, progress.batches > 0 {
            parts.append(Span("  batch \(Figures.count(progress.batch))/\(Figures.count(progress.batches))", style))
        } else if !word.isEmpty {
            parts.append(Span("  \(word)", style))
        }
        return named(run.recipe.name, mark: mark, parts, style, columns)
    }

    private static func named(_ name: String, mark: String, _ rest: [Span], _ style: Style, _ columns: Int) -> [Span] {
        let room = columns - rest.columns - 2
        guard room > 3 else {
            // Without the name as much of the rest as there is room for.
            var rest = rest
            while rest.columns + 1 > columns, !rest.isEmpty { rest.removeLast() }
            return columns > 0 ? [Span(mark, style)] + rest : []
        }
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

extension String {
    /// As many characters from the start as take at most so many columns.
    fileprivate func cut(columns: Int) -> String {
        var text = self
        while text.displayColumns > columns { text.removeLast() }
        return text
    }
}
