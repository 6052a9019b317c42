import Lab
import Networks
import Training

/// Inside one layer with one sample: layers and gradients on the left, maps in the middle, filter and histograms on the right.
enum InspectPage: PageView {
    static let page = PageName.inspect

    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard let run = state.train.run else { return TrainPage.drawNothing(canvas.bounds, &canvas) }
        guard let subject = state.train.snapshot?.subject else { return TrainPage.drawPreparing(state, run, &canvas) }
        let bounds = canvas.bounds
        if let tape = state.shownTape, let probe = state.shownProbe {
            let columns = bounds.splitColumns([.fixed(canvas.breadth == .narrow ? 16 : 24), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            let name = "\(probe.layer + 1) \(subject.plan.layers[probe.layer].spec.kerasName)"
            return TapeView(tape: tape, probe: probe, symbols: subject.symbols, cursor: state.inspect.cursor).draw(title: name, in: columns[1], &canvas)
        }
        if state.inspect.showsSaliency {
            let columns = bounds.splitColumns([.fixed(canvas.breadth == .narrow ? 20 : canvas.breadth == .medium ? 24 : 27), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            return SaliencyView(state.shownSaliency, symbols: subject.symbols).draw(in: columns[1], &canvas)
        }
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.fixed(27), .share(1), .fixed(34)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            drawMiddle(state, subject, in: columns[1], &canvas)
            drawSide(state, in: columns[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.fixed(24), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            let right = columns[1].splitRows([.share(1), .fixed(bounds.rows >= 30 ? 9 : 7)])
            drawMiddle(state, subject, in: right[0], &canvas)
            let lower = right[1].splitColumns([.share(1), .share(1)])
            HistogramView.activations(state)?.draw(in: lower[0], &canvas)
            (state.inspect.view == .gradients ? HistogramView.gradients(state) : HistogramView.weights(state))?.draw(in: lower[1], &canvas)
        case .narrow:
            let columns = bounds.splitColumns([.fixed(20), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            MapGrid.draw(state, subject, in: columns[1], &canvas)
        }
    }

    /// The layer's pictures; for a row of outputs also those of other samples, a row each.
    private static func drawMiddle(_ state: State, _ subject: Snapshot.Subject, in rect: Rect, _ canvas: inout Canvas) {
        guard state.inspect.view == .activations, !state.inspect.isZoomed, let raster = state.shownProbe?.raster, rect.rows >= 14 else {
            return MapGrid.draw(state, subject, in: rect, &canvas)
        }
        let parts = rect.splitRows([.share(1), .share(1)])
        MapGrid.draw(state, subject, in: parts[0], &canvas)
        RasterView(raster).draw(titles: ["the same for \(raster.shape[0]) samples", "\(raster.shape[0]) samples"], in: parts[1], &canvas)
    }

    private static func drawSide(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        let hasWeights = state.shownProbe?.weightStatistics != nil
        let gradients = HistogramView.gradients(state)
        let parts = rect.splitRows(hasWeights ? [.share(1.15), .share(1), .share(1)] + (gradients == nil ? [] : [.share(1)]) : [.share(1), .share(1)])
        if hasWeights {
            FilterView.draw(state, in: parts[0], &canvas)
            HistogramView.activations(state)?.draw(in: parts[1], &canvas)
            HistogramView.weights(state)?.draw(in: parts[2], &canvas)
            if let gradients { gradients.draw(in: parts[3], &canvas) }
        } else {
            HistogramView.activations(state)?.draw(in: parts[0], &canvas)
            canvas.pane(parts[1], title: "weights") { pane in
                pane.paragraph("This layer has no weights: it learns nothing itself and hands the gradient on.", in: pane.bounds, style: .label)
            }
        }
    }
}
