import Lab
import Recipes
import Training

/// A network that says classes or numbers: curves, examples with what it says, what is inside, confusion, the run's figures and its health.
extension ClassifierFamily: FamilyPage {
    func draw(_ scene: TrainScene, _ canvas: inout Canvas) { draw(scene, mistakes: Self.drawConfusion, &canvas) }

    /// The page with a pane of its own for what is answered wrongly.
    func draw(_ scene: TrainScene, mistakes: (TrainScene, Rect, inout Canvas) -> Void, _ canvas: inout Canvas) {
        let (train, snapshot) = (scene.train, scene.snapshot), bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.share(0.49), .share(0.51)])
            let left = columns[0].splitRows([.share(1), .fixed(min(7, bounds.rows / 5))])
            TrainPage.drawCurves(train, snapshot, in: left[0], &canvas)
            HealthView.draw(scene, in: left[1], &canvas)
            // The matrix has the whole breadth for its numbers and its classes' names.
            let right = columns[1].splitRows([.share(0.62), .share(0.38), .fixed(min(13, bounds.rows * 2 / 5))])
            let top = right[0].splitColumns([.share(1), .fixed(RunView.columns)])
            PredictionStrip.draw(train, snapshot, in: top[0], &canvas)
            RunView.draw(scene, in: top[1], &canvas)
            MapStrip.draw(snapshot, in: right[1], &canvas)
            mistakes(scene, right[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.56), .share(0.44)])
            let left = columns[0].splitRows([.share(1), .fixed(bounds.rows >= 26 ? 6 : 4)])
            TrainPage.drawCurves(train, snapshot, in: left[0], &canvas)
            HealthView.draw(scene, in: left[1], &canvas)
            let isTall = bounds.rows >= 34
            let right = columns[1].splitRows(isTall ? [.share(1), .share(1), .fixed(13), .fixed(9)] : [.share(1), .fixed(9)])
            PredictionStrip.draw(train, snapshot, in: right[0], &canvas)
            if isTall {
                MapStrip.draw(snapshot, in: right[1], &canvas)
                mistakes(scene, right[2], &canvas)
            }
            RunView.draw(scene, in: right[right.count - 1], &canvas)
        case .narrow:
            let rows = bounds.splitRows([.share(1), .fixed(9), .fixed(4)])
            CurveView.loss(train, snapshot).draw(in: rows[0], &canvas)
            let middle = rows[1].splitColumns([.share(0.5), .share(0.5)])
            PredictionStrip.draw(train, snapshot, in: middle[0], &canvas)
            RunView.draw(scene, in: middle[1], &canvas)
            HealthView.draw(scene, in: rows[2], &canvas)
        }
    }

    private static func drawConfusion(_ scene: TrainScene, in rect: Rect, _ canvas: inout Canvas) {
        let part = scene.train.showsTest ? "test" : scene.snapshot.subject?.watchesValidation ?? true ? "validation" : "training"
        let titles = ["confusion, \(part)", part], axes = ["true ↓  predicted →", "↓ true  → predicted"]
        let trailing = axes.first { Canvas.fits(titles[0].displayColumns, beside: $0.displayColumns, in: rect.columns) } ?? ""
        canvas.pane(rect, title: Canvas.title(titles, beside: trailing.displayColumns, in: rect.columns), trailing: trailing) { pane in
            guard let confusion = scene.train.showsTest ? scene.train.test?.confusion : scene.snapshot.confusion else {
                return _ = pane.paragraph("It is counted on the validation part after each epoch.", in: pane.bounds, style: .label)
            }
            ConfusionView(confusion, selection: scene.train.selectedClass).draw(in: pane.bounds, &pane)
        }
        canvas.onScroll(rect, up: .move(.up), down: .move(.down))
    }
}
