import Lab
import Networks
import Training

/// A network while it learns: curves, images with what it says, maps, confusion, the run's figures and its health.
enum TrainPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard let run = state.train.run else { return drawNothing(canvas.bounds, &canvas) }
        guard let snapshot = state.train.snapshot, snapshot.subject != nil else { return drawPreparing(state, run, &canvas) }
        let bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.share(0.49), .share(0.51)])
            let left = columns[0].splitRows([.share(0.55), .share(0.45), .fixed(min(7, bounds.rows / 5))])
            CurveView.loss(state.train, snapshot).draw(in: left[0], &canvas)
            CurveView.accuracy(state.train, snapshot)?.draw(in: left[1], &canvas)
            HealthView.draw(snapshot, in: left[2], &canvas)
            let lower = max(11, bounds.rows * 2 / 5)
            let right = columns[1].splitRows([.share(1), .share(0.8), .fixed(lower)])
            PredictionStrip.draw(state.train, snapshot, in: right[0], &canvas)
            MapStrip.draw(snapshot, in: right[1], &canvas)
            let bottom = right[2].splitColumns([.share(1), .fixed(27)])
            drawConfusion(snapshot, in: bottom[0], &canvas)
            RunView.draw(run, snapshot, in: bottom[1], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.56), .share(0.44)])
            let healthRows = bounds.rows >= 26 ? 6 : 4
            let left = columns[0].splitRows([.share(0.52), .share(0.48), .fixed(healthRows)])
            CurveView.loss(state.train, snapshot).draw(in: left[0], &canvas)
            CurveView.accuracy(state.train, snapshot)?.draw(in: left[1], &canvas)
            HealthView.draw(snapshot, in: left[2], &canvas)
            let isTall = bounds.rows >= 34
            let right = columns[1].splitRows(isTall ? [.share(1), .share(1), .fixed(12), .fixed(9)] : [.share(1), .fixed(9)])
            PredictionStrip.draw(state.train, snapshot, in: right[0], &canvas)
            if isTall {
                MapStrip.draw(snapshot, in: right[1], &canvas)
                drawConfusion(snapshot, in: right[2], &canvas)
            }
            RunView.draw(run, snapshot, in: right[right.count - 1], &canvas)
        case .narrow:
            let rows = bounds.splitRows([.share(1), .fixed(9), .fixed(4)])
            CurveView.loss(state.train, snapshot).draw(in: rows[0], &canvas)
            let middle = rows[1].splitColumns([.share(0.5), .share(0.5)])
            PredictionStrip.draw(state.train, snapshot, in: middle[0], &canvas)
            RunView.draw(run, snapshot, in: middle[1], &canvas)
            HealthView.draw(snapshot, in: rows[2], &canvas)
        }
    }

    static func drawNothing(_ rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "train", isFocused: true) { pane in
            let text = ["Nothing has been trained yet.", "", "Pick a recipe in the gallery and press enter,", "or build a stack and press t."]
            for (row, line) in text.enumerated() {
                pane.text(line, column: 0, row: max(0, pane.rows / 2 - 2) + row, style: row == 0 ? .bold : .label, alignment: .center)
            }
            pane.onClick(pane.bounds, .show(.gallery))
        }
    }

    private static func drawPreparing(_ state: State, _ run: RunFacts, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: run.recipe.name, isFocused: true) { pane in
            if case .failed(let sentence) = state.train.snapshot?.progress.phase {
                pane.text("✗ The run could not start.", column: 0, row: 1, style: .wrong)
                pane.paragraph(sentence, in: pane.bounds.cutTop(3).rest)
            } else {
                pane.text("Reading the data and laying out the network …", column: 0, row: max(0, pane.rows / 2), style: .label, alignment: .center)
            }
        }
    }

    private static func drawConfusion(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "confusion", trailing: "true ↓  said →") { pane in
            guard let confusion = snapshot.confusion else {
                return _ = pane.paragraph("It is counted on the validation part after each epoch.", in: pane.bounds, style: .label)
            }
            ConfusionView(confusion).draw(in: pane.bounds, &pane)
        }
    }
}
