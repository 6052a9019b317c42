import Lab
import Networks
import Training

/// What learns while it learns. What stands on the page is what the run's family shows.
enum TrainPage: PageView {
    static let page = PageName.train

    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard let run = state.train.run else { return drawNothing(canvas.bounds, &canvas) }
        guard let snapshot = state.train.snapshot, let subject = snapshot.subject else { return drawPreparing(state, run, &canvas) }
        let remedies = zip(["f", "F"], state.remedies).map { ShownRemedy(key: $0, title: $1.title, isApplied: state.hasApplied($1)) }
        subject.family.page.draw(TrainScene(train: state.train, run: run, snapshot: snapshot, remedies: remedies), &canvas)
    }

    static func drawNothing(_ rect: Rect, _ canvas: inout Canvas) {
        canvas.pane(rect, title: "train", isFocused: true) { pane in
            let text = ["Nothing has been trained yet.", "", "Pick a recipe in the gallery and press enter,", "or build a stack and press t.", "Runs has those of before."]
            for (row, line) in text.enumerated() {
                pane.text(line, column: 0, row: max(0, pane.rows / 2 - 2) + row, style: row == 0 ? .bold : .label, alignment: .center)
            }
            pane.onClick(pane.bounds, .show(.gallery))
        }
    }

    static func drawPreparing(_ state: State, _ run: RunFacts, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: run.recipe.name, isFocused: true) { pane in
            if case .failed(let sentence) = state.train.snapshot?.progress.phase {
                pane.text("✗ The run could not start.", column: 0, row: 1, style: .wrong)
                pane.paragraph(sentence, in: pane.bounds.cutTop(3).rest)
            } else {
                pane.text("Reading the data and laying out the network …", column: 0, row: max(0, pane.rows / 2), style: .label, alignment: .center)
            }
        }
    }

    /// The loss, below it the other figure where there is one.
    static func drawCurves(_ train: TrainState, _ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let metric = CurveView.metric(train, snapshot) else { return CurveView.loss(train, snapshot).draw(in: rect, &canvas) }
        let parts = rect.splitRows([.share(0.54), .share(0.46)])
        CurveView.loss(train, snapshot).draw(in: parts[0], &canvas)
        metric.draw(in: parts[1], &canvas)
    }
}
