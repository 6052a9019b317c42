import Foundation
import Lab
import Training

/// The history of runs as a table, and the curves of those that were picked, one over the other.
enum RunsPage: PageView {
    static let page = PageName.runs

    static func draw(_ state: State, _ canvas: inout Canvas) {
        let overlaid = state.runs.runs?.filter { state.runs.overlay[$0.id] != nil } ?? []
        // The table keeps what its rows take, up to half of the page.
        let table = min(canvas.rows / 2, max(6, (state.runs.runs?.count ?? 0) + 3))
        let parts = canvas.bounds.splitRows([.share(1), .fixed(overlaid.isEmpty ? 6 : canvas.rows - table)])
        drawTable(state, overlaid, in: parts[0], &canvas)
        if overlaid.isEmpty { drawDetail(state, in: parts[1], &canvas) } else { RunCurves(overlaid, state.runs).draw(in: parts[1], &canvas) }
    }

    private static func drawTable(_ state: State, _ overlaid: [RunSummary], in rect: Rect, _ canvas: inout Canvas) {
        let runs = state.runs.runs
        canvas.pane(rect, title: "runs", trailing: runs.map { "\($0.count)" } ?? "", isFocused: true) { pane in
            guard let runs else { return pane.text("reading the history …", column: 0, row: 0, style: .label) }
            guard !runs.isEmpty else {
                return _ = pane.paragraph("There is no run yet. Train a recipe of the gallery, and it is kept here.", in: pane.bounds, style: .label)
            }
            let isWide = pane.columns >= 100, namesData = pane.columns >= 130
            var columns: [TableView.Column] = [
                .init("", .fixed(1)), .init("recipe", .share(1)), .init("epochs", .fixed(9), .trailing), .init("val loss", .fixed(8), .trailing),
                .init("val acc", .fixed(7), .trailing), .init("state", .fixed(10)),
            ]
            if isWide {
                // Of the selected run the data stands below.
                columns += (namesData ? [.init("data", .fixed(18))] : []) + [.init("seed", .fixed(5), .trailing), .init("time", .fixed(10), .trailing)]
            }
            if pane.columns >= 76 { columns.append(.init("started", .fixed(12), .trailing)) }
            let look = pane.look
            TableView(columns: columns, rowCount: runs.count, selection: state.runs.selection).draw(
                in: pane.bounds, &pane, command: { .runs(.select($0)) }
            ) { row, column in
                let run = runs[row], mark = overlaid.firstIndex { $0.id == run.id }
                switch columns[column].title {
                case "": return mark.map { [Span(RunCurves.marker($0).glyphText(look), RunCurves.style($0))] } ?? []
                case "recipe": return [Span(run.recipeName, row == state.runs.selection ? .bold : .plain)]
                case "epochs": return [Span("\(run.epochsDone)/\(run.epochsPlanned)", .plain)]
                case "val loss": return [Span(run.bestValidationLoss.map { Figures.number($0) } ?? "–", .validation)]
                case "val acc": return [Span(run.bestValidationAccuracy.map { Figures.percent($0) } ?? "–", .validation)]
                case "state": return [Self.status(run.status)]
                case "data": return [Span(run.dataset, .label)]
                case "seed": return [Span("\(run.seed)", .plain)]
                case "time": return [Span(Figures.duration(run.seconds), .label)]
                default: return [Span(Self.date(run.started), .label)]
                }
            }
        }
    }

    private static func status(_ status: RunSummary.Status) -> Span {
        switch status {
        case .running: Span("● running", .good)
        case .paused: Span("‖ paused", .attention)
        case .finished: Span("✓ done", .good)
        case .stopped: Span("■ stopped", .attention)
        case .failed: Span("✗ failed", .wrong)
        }
    }

    private static func date(_ date: Date) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents(in: NSTimeZone.default, from: date)
        func two(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
        return "\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }

    private static func drawDetail(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "run", trailing: "space overlays curves") { pane in
            guard let run = state.runs.selected else { return }
            pane.spans([Span("folder   ", .label), Span(run.folder, .plain)], column: 0, row: 0)
            pane.spans(
                [
                    Span("weights  ", .label), Span(Figures.count(run.parameters), .plain), Span("   data ", .label), Span(run.dataset, .plain), Span("   seed ", .label),
                    Span("\(run.seed)", .plain), Span("   time ", .label), Span(Figures.duration(run.seconds), .plain),
                ],
                column: 0, row: 1)
            guard run.epochsDone > 0 || run.status == .running || run.status == .paused else {
                let why =
                    run.status == .failed
                    ? "It failed in its first epoch: enter opens it and says why." : "The first epoch was not finished, so there is no curve and no best loss."
                return pane.text(why, column: 0, row: 2, style: .label)
            }
            pane.spans(
                [
                    Span("best     ", .label), Span("loss " + (run.bestLoss.map { Figures.number($0) } ?? "–"), .training), Span("   ", .plain),
                    Span("val loss " + (run.bestValidationLoss.map { Figures.number($0) } ?? "–"), .validation),
                    Span("   val accuracy " + (run.bestValidationAccuracy.map { Figures.percent($0) } ?? "–"), .validation),
                ],
                column: 0, row: 2)
        }
    }
}

extension PlotSeries.Marker {
    fileprivate func glyphText(_ look: Look) -> String { glyph(look).map(String.init) ?? " " }
}
