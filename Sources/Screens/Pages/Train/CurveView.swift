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
        let axes = CurveAxes(train, snapshot)
        var plot = axes.plot(Curve(batch: { Double($0.loss) }, epoch: \.loss, validation: \.validationLoss, current: snapshot.progress.loss))
        plot.isLogarithmic = train.curves.isLogarithmic
        if let best = snapshot.epochs.min(by: { $0.validationLoss ?? .infinity < $1.validationLoss ?? .infinity }), let loss = best.validationLoss,
            let x = axes.position(of: Double(best.epoch))
        {
            plot.star = .init(PlotPoint(x, loss), style: .validation, notes: ["best \(Figures.steady(loss)), epoch \(best.epoch)", "\(Figures.steady(loss)) at \(best.epoch)"])
        }
        let names = (snapshot.subject?.family ?? .classifier).page.lossTitles
        return CurveView(titles: titles(names, plot, train.curves), figures: figures, plot: plot, isFocused: true)
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
        let curve = Curve(batch: metric.batch, epoch: metric.training, validation: metric.validation, current: metric.current(snapshot.progress))
        var plot = CurveAxes(train, snapshot).plot(curve)
        plot.isPercent = metric.isShare
        // Of shares and of what falls below 0 a logarithmic scale says nothing.
        plot.isLogarithmic = train.curves.isLogarithmic && !metric.isShare && plot.series.allSatisfy { $0.points.allSatisfy { $0.y > 0 } }
        plot.hasLegend = false
        let place = number.flatMap { $0.of > 1 ? ", \($0.place + 1) of \($0.of) by m" : nil } ?? ""
        return CurveView(titles: titles([metric.title + place, metric.title, metric.shortTitle], plot, train.curves), figures: figures, plot: plot)
    }

    /// The names with what was chosen of scale and smoothing.
    private static func titles(_ names: [String], _ plot: LinePlot, _ options: CurveOptions) -> [String] {
        let words = options.words(isLogarithmic: plot.isLogarithmic)
        return words.isEmpty ? names : names.map { $0 + words } + names.suffix(1)
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

extension CurveOptions {
    /// What a plot's title says of scale and smoothing.
    func words(isLogarithmic: Bool) -> String {
        (isLogarithmic ? ", log scale" : "") + (smoothing.weight > 0 ? ", smoothed \(Figures.number(smoothing.weight))" : "")
    }
}
