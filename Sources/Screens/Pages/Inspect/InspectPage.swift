import Lab
import Networks
import Training

/// Inside one layer with one sample: layers and gradients on the left, maps in the middle, filter and histograms on the right.
enum InspectPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard state.train.run != nil, let subject = state.train.snapshot?.subject else { return TrainPage.drawNothing(canvas.bounds, &canvas) }
        let bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.fixed(27), .share(1), .fixed(34)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            MapGrid.draw(state, subject, in: columns[1], &canvas)
            drawSide(state, in: columns[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.fixed(24), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            let right = columns[1].splitRows([.share(1), .fixed(bounds.rows >= 30 ? 9 : 7)])
            MapGrid.draw(state, subject, in: right[0], &canvas)
            let lower = right[1].splitColumns([.share(1), .share(1)])
            HistogramView.activations(state)?.draw(in: lower[0], &canvas)
            (state.inspect.view == .gradients ? HistogramView.gradients(state) : HistogramView.weights(state))?.draw(in: lower[1], &canvas)
        case .narrow:
            let columns = bounds.splitColumns([.fixed(20), .share(1)])
            LayerList.draw(state, subject, in: columns[0], &canvas)
            MapGrid.draw(state, subject, in: columns[1], &canvas)
        }
    }

    private static func drawSide(_ state: State, in rect: Rect, _ canvas: inout Canvas) {
        let hasWeights = state.shownProbe?.weightStatistics != nil
        let parts = rect.splitRows(hasWeights ? [.share(1.15), .share(1), .share(1), .share(1)] : [.share(1), .share(1)])
        if hasWeights {
            FilterView.draw(state, in: parts[0], &canvas)
            HistogramView.activations(state)?.draw(in: parts[1], &canvas)
            HistogramView.weights(state)?.draw(in: parts[2], &canvas)
            HistogramView.gradients(state)?.draw(in: parts[3], &canvas)
        } else {
            HistogramView.activations(state)?.draw(in: parts[0], &canvas)
            canvas.pane(parts[1], title: "weights") { pane in
                pane.paragraph("This layer has no weights: it learns nothing itself and hands the gradient on.", in: pane.bounds, style: .label)
            }
        }
    }
}
