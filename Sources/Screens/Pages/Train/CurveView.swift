import Lab
import Training

/// The curves of loss or accuracy: training and validation by epoch, training by batch behind them.
struct CurveView {
    let title: String
    let figures: [Span]
    var plot: LinePlot
    let isFocused: Bool

    static func loss(_ train: TrainState, _ snapshot: Snapshot) -> CurveView {
        var figures: [Span] = []
        if let loss = snapshot.progress.loss { figures.append(Span("\(Figures.number(loss)) train", .training)) }
        if let loss = snapshot.epochs.last?.validationLoss { figures.append(Span("  \(Figures.number(loss)) validation", .validation)) }
        var plot = Self.plot(train, snapshot, batch: { Double($0.loss) }, epoch: \.loss, validation: \.validationLoss)
        plot.isLogarithmic = train.isLogarithmic
        if let best = snapshot.epochs.min(by: { $0.validationLoss ?? .infinity < $1.validationLoss ?? .infinity }), let loss = best.validationLoss {
            plot.note = [Span("best \(Figures.number(loss)) epoch \(best.epoch)", .label)]
            plot.guide = Double(best.epoch)
        }
        return CurveView(title: train.isLogarithmic ? "loss, log scale" : "loss", figures: figures, plot: plot, isFocused: true)
    }

    /// `nil` where the recipe does not report accuracy.
    static func accuracy(_ train: TrainState, _ snapshot: Snapshot) -> CurveView? {
        var figures: [Span] = []
        if let accuracy = snapshot.progress.accuracy { figures.append(Span("\(Figures.percent(accuracy)) train", .training)) }
        if let accuracy = snapshot.epochs.last?.validationAccuracy { figures.append(Span("  \(Figures.percent(accuracy)) validation", .validation)) }
        var plot = Self.plot(train, snapshot, batch: { $0.accuracy.map(Double.init) }, epoch: \.accuracy, validation: \.validationAccuracy)
        plot.isPercent = true
        plot.hasLegend = false
        return CurveView(title: "accuracy", figures: figures, plot: plot, isFocused: false)
    }

    private static func plot(
        _ train: TrainState, _ snapshot: Snapshot, batch: (BatchPoint) -> Double?, epoch: (EpochRecord) -> Double?, validation: (EpochRecord) -> Double?
    ) -> LinePlot {
        func points(_ value: (EpochRecord) -> Double?) -> [PlotPoint] {
            snapshot.epochs.compactMap { record in value(record).map { PlotPoint(Double(record.epoch), $0) } }
        }
        var series: [PlotSeries] = []
        if train.showsBatches {
            let points = snapshot.batches.compactMap { point in batch(point).map { PlotPoint(point.epoch, $0) } }
            series.append(PlotSeries("batch", points, style: .label, marker: .none))
        }
        series.append(.training(points(epoch)))
        let validation = points(validation)
        if !validation.isEmpty { series.append(.validation(validation)) }
        var plot = LinePlot(series)
        plot.xRange = 0...Double(max(1, snapshot.progress.epochs))
        plot.emptyText = "the first batches are on their way"
        return plot
    }

    func draw(in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: title, figures: figures, isFocused: isFocused) { pane in plot.draw(in: pane.bounds, &pane) }
    }
}
