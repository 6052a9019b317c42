import Lab
import Training

/// The curves of the loss or of another figure: training and validation by epoch, training by batch behind them.
struct CurveView {
    /// The same in fewer words for narrower panes.
    let titles: [String]
    let figures: [Span]
    var plot: LinePlot
    var isFocused = false

    static func loss(_ train: TrainState, _ snapshot: Snapshot) -> CurveView {
        var figures: [Span] = []
        if let loss = snapshot.progress.loss { figures.append(Span("\(Figures.steady(loss)) train", .training)) }
        if let loss = snapshot.epochs.last?.validationLoss { figures.append(Span("  \(Figures.steady(loss)) validation", .validation)) }
        var plot = Self.plot(train, snapshot, batch: { Double($0.loss) }, epoch: \.loss, validation: \.validationLoss)
        plot.isLogarithmic = train.isLogarithmic
        if let best = snapshot.epochs.min(by: { $0.validationLoss ?? .infinity < $1.validationLoss ?? .infinity }), let loss = best.validationLoss {
            plot.note = [Span("best \(Figures.steady(loss)) epoch \(best.epoch)", .label)]
            plot.guide = Double(best.epoch)
        }
        let names = (snapshot.subject?.family ?? .classifier).page.lossTitles
        return CurveView(titles: train.isLogarithmic ? names.map { $0 + ", log scale" } : names, figures: figures, plot: plot, isFocused: true)
    }

    /// The figure that is chosen; `nil` where the recipe reports none.
    static func metric(_ train: TrainState, _ snapshot: Snapshot) -> CurveView? {
        guard let metric = train.metric, let index = train.metricIndex else { return nil }
        return figure(metric, train, snapshot, number: (index, of: train.metrics.count))
    }

    /// A figure by name, whichever is chosen.
    static func figure(_ metric: CurveMetric, _ train: TrainState, _ snapshot: Snapshot, number: (place: Int, of: Int)? = nil) -> CurveView {
        func text(_ value: Double) -> String { metric.isShare ? Figures.percent(value) : Figures.steady(value) }
        var figures: [Span] = []
        if let value = metric.current(snapshot.progress) ?? snapshot.epochs.last.flatMap(metric.training) { figures.append(Span("\(text(value)) train", .training)) }
        if let value = snapshot.epochs.last.flatMap(metric.validation) {
            figures.append(Span(metric == .freeEnergyGap ? Figures.signed(value) : "  \(text(value)) validation", .validation))
        }
        var plot = Self.plot(train, snapshot, batch: metric.batch, epoch: metric.training, validation: metric.validation)
        plot.isPercent = metric.isShare
        plot.hasLegend = false
        let place = number.flatMap { $0.of > 1 ? ", \($0.place + 1) of \($0.of) by m" : nil } ?? ""
        return CurveView(titles: [metric.title + place, metric.title, metric.shortTitle], figures: figures, plot: plot)
    }

    private static func plot(
        _ train: TrainState, _ snapshot: Snapshot, batch: (BatchPoint) -> Double?, epoch: (EpochRecord) -> Double?, validation: (EpochRecord) -> Double?
    ) -> LinePlot {
        func points(_ value: (EpochRecord) -> Double?) -> [PlotPoint] {
            snapshot.epochs.compactMap { record in value(record).map { PlotPoint(Double(record.epoch), $0) } }
        }
        var series: [PlotSeries] = []
        // A mean over an epoch's batches is, on the average, half an epoch older than the validation at its end.
        let training = points(epoch).map { PlotPoint($0.x - 0.5, $0.y) }, validation = points(validation)
        if !training.isEmpty || validation.isEmpty { series.append(.training(training)) }
        if !validation.isEmpty { series.append(.validation(validation)) }
        var plot = LinePlot(series)
        if train.showsBatches { plot.noise = snapshot.batches.compactMap { point in batch(point).map { PlotPoint(point.epoch, $0) } } }
        plot.xRange = 0...Double(max(1, snapshot.progress.epochs))
        plot.emptyText = emptyText(snapshot)
        return plot
    }

    private static func emptyText(_ snapshot: Snapshot) -> String {
        guard snapshot.batches.isEmpty else { return "it is counted after each epoch" }
        switch snapshot.progress.phase {
        case .preparing, .running, .paused: return "the first batches are on their way"
        case .finished, .stopped, .failed: return "no epoch was finished: no curve is kept"
        }
    }

    func draw(in rect: Rect, _ canvas: inout Canvas) {
        // Without the words where they would cut title or figures: the order and the colours stay.
        let isTight = titles[0].count + figures.columns + 10 > rect.columns
        let shown = isTight ? figures.map { Span($0.text.replacing(" train", with: "").replacing(" validation", with: ""), $0.style) } : figures
        canvas.pane(rect, title: Canvas.title(titles, beside: shown.columns, in: rect.columns), figures: shown, isFocused: isFocused) { pane in plot.draw(in: pane.bounds, &pane) }
    }
}

extension CurveMetric {
    /// What the run's table calls it, for panes that hold no more.
    fileprivate var shortTitle: String {
        switch self {
        case .metric(let name): RunView.shortNames[name] ?? title
        case .freeEnergyGap: "val − train energy"
        }
    }
}
