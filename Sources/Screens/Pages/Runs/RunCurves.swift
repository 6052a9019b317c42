import Lab
import Training

/// The curves of several runs, one over the other: each run in its colour, validation as a solid line and training as a dotted one. Beside them stands which
/// run has which colour, and what it cost.
struct RunCurves {
    private let runs: [RunSummary]
    private let state: RunsState
    private let unit: TimeUnit

    /// - Parameter runs: those that are laid over each other, in the order of the table.
    init(_ runs: [RunSummary], _ state: RunsState) {
        self.runs = runs
        self.state = state
        let seconds = runs.map { run in (state.overlay[run.id] ?? []).reduce(0) { $0 + $1.seconds } }
        unit = TimeUnit(of: state.curves.axis, seconds: seconds.max() ?? 0)
    }

    static func style(_ place: Int) -> Style { [Style.training, .validation, .good, .accent, .attention, .wrong][place % 6] }
    static func marker(_ place: Int) -> PlotSeries.Marker { [.circle, .diamond, .square, .triangle][place % 4] }

    func draw(in rect: Rect, _ canvas: inout Canvas) {
        let plot = plot
        let name = (state.metric?.title ?? "loss") + state.curves.words(isLogarithmic: plot.isLogarithmic)
        let solid = canvas.look.glyphs == .ascii ? "-" : "━", dotted = canvas.look.glyphs == .ascii ? ". ." : "┅"
        let lines = hasValidation ? ["\(solid) validation  \(dotted) training", "\(solid) val  \(dotted) train"] : []
        let next = state.metrics.count > 1 ? "m next metric" : ""
        let figures = lines.first { Canvas.fits(name.displayColumns, beside: $0.displayColumns + next.displayColumns + 3, in: rect.columns) } ?? ""
        canvas.pane(rect, title: name, trailing: [figures, next].filter { !$0.isEmpty }.joined(separator: "   ")) { pane in
            if pane.columns >= 100 {
                let (field, legend) = pane.bounds.cutRight(Self.legendColumns)
                plot.draw(in: field.cutRight(2).rest, &pane)
                drawBlocks(in: legend, &pane)
            } else {
                let (legend, field) = pane.bounds.cutTop(min(runs.count, max(1, pane.rows / 4)))
                drawLines(in: legend, &pane)
                plot.draw(in: field, &pane)
            }
        }
    }

    private static let legendColumns = 46

    // MARK: The curves

    private func validation(_ record: EpochRecord) -> Double? { state.metric.map { $0.validation(record) } ?? record.validationLoss }
    private func training(_ record: EpochRecord) -> Double? { state.metric.map { $0.training(record) } ?? record.loss }
    private var hasValidation: Bool { runs.contains { (state.overlay[$0.id] ?? []).contains { validation($0) != nil && training($0) != nil } } }

    private var plot: LinePlot {
        let options = state.curves
        var series: [PlotSeries] = [], front: [PlotSeries] = []
        for (place, run) in runs.enumerated() {
            let records = state.overlay[run.id] ?? [], clock = clock(run)
            func points(_ value: (EpochRecord) -> Double?, shift: Double) -> [PlotPoint] {
                clock.points(records, in: unit, shift: shift, value).smoothed(options.smoothing)
            }
            let held = points(validation, shift: 0), trained = points(training, shift: 0.5)
            let style = Self.style(place), marker = Self.marker(place)
            let own =
                held.isEmpty
                ? [PlotSeries("", trained, style: style, marker: marker)]
                : [PlotSeries("", trained, style: style, marker: .none, stroke: .dotted), PlotSeries("", held, style: style, marker: marker)]
            // The selected run's lines lie before the others.
            if run.id == state.selected?.id { front = own } else { series += own }
        }
        var plot = LinePlot(series + front)
        plot.hasLegend = false
        plot.across = options.axis == .seconds ? .real : .whole
        plot.xName = unit.name
        plot.isLogarithmicAcross = options.isLogarithmicAcross
        plot.xRange = 0...max(1e-3, plot.series.flatMap(\.points).map(\.x).max() ?? 1)
        plot.isPercent = state.metric?.isShare ?? false
        plot.isLogarithmic = options.isLogarithmic && !plot.isPercent && plot.series.allSatisfy { $0.points.allSatisfy { $0.y > 0 } }
        plot.star = star
        plot.emptyText =
            runs.allSatisfy { $0.epochsDone == 0 } ? "no epoch was finished: there is no curve" : "steps were not recorded: a gives epochs, seconds"
        return plot
    }

    private func clock(_ run: RunSummary) -> CurveClock { CurveClock(state.curves.axis, records: state.overlay[run.id] ?? [], batchesPerEpoch: run.batchesPerEpoch) }

    /// The run with the lowest validation loss, and where.
    private var best: (place: Int, record: EpochRecord, loss: Double)? {
        let all = runs.enumerated().flatMap { place, run in (state.overlay[run.id] ?? []).compactMap { record in record.validationLoss.map { (place, record, $0) } } }
        return all.filter { $0.2.isFinite }.min { $0.2 < $1.2 }
    }

    private var star: LinePlot.Star? {
        guard state.metric == nil, let best, let x = clock(runs[best.place]).position(of: Double(best.record.epoch)) else { return nil }
        return .init(PlotPoint(x / unit.length, best.loss), style: Self.style(best.place), notes: [])
    }

    // MARK: The legend

    /// Marker, name and seed; of a long name as much as there is room for.
    private func drawTitle(_ place: Int, in line: Rect, _ pane: inout Canvas) {
        let run = runs[place], seed = "  seed \(run.seed)"
        if let mark = Self.marker(place).glyph(pane.look) { pane.text(String(mark), column: line.column, row: line.row, style: Self.style(place), width: 1) }
        let name = max(0, min(run.recipeName.displayColumns, line.columns - 2 - seed.displayColumns))
        pane.text(run.recipeName, column: line.column + 2, row: line.row, style: run.id == state.selected?.id ? .bold : .plain, width: name)
        pane.text(seed, column: line.column + 2 + name, row: line.row, style: .label, width: max(0, line.columns - 2 - name))
    }

    /// What the run cost, and its best validation loss; a star at the best of all.
    private func figures(_ place: Int) -> [Span] {
        let run = runs[place]
        var parts = [Span("\(Figures.count(run.parameters)) weights  \(Figures.duration(run.seconds))", .label)]
        if run.epochsDone == 0 {
            parts.append(Span("  no epoch finished", .attention))
        } else if state.curves.axis == .steps, run.batchesPerEpoch == nil {
            parts.append(Span("  steps unknown", .attention))
        } else if let loss = run.bestValidationLoss {
            parts.append(Span("  \(best?.place == place ? "★ " : "")best \(Figures.steady(loss))", Self.style(place)))
        }
        return parts
    }

    /// Two lines a run.
    private func drawBlocks(in rect: Rect, _ pane: inout Canvas) {
        let shown = min(runs.count, max(1, (rect.rows + 1) / 3)), isTight = runs.count > shown
        let height = isTight ? 2 : 3, count = min(runs.count, max(1, (rect.rows + (isTight ? 0 : 1)) / height))
        for place in 0..<count {
            let row = rect.row + place * height
            drawTitle(place, in: Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), &pane)
            pane.spans(figures(place), column: rect.column + 2, row: row + 1, width: rect.columns - 2)
        }
        if count < runs.count, rect.rows > count * height { pane.text("… \(runs.count - count) more", column: rect.column, row: rect.row + count * height, style: .label) }
    }

    /// A line a run.
    private func drawLines(in rect: Rect, _ pane: inout Canvas) {
        for place in 0..<min(runs.count, rect.rows) {
            let isLast = place == rect.rows - 1 && runs.count > rect.rows
            let figures = isLast ? [Span("… \(runs.count - rect.rows) more", .label)] : figures(place), columns = figures.columns
            drawTitle(place, in: Rect(column: rect.column, row: rect.row + place, columns: max(0, rect.columns - columns - 2), rows: 1), &pane)
            pane.spans(figures, column: rect.endColumn - columns, row: rect.row + place, width: columns)
        }
    }
}
