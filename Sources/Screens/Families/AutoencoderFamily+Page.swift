import Lab
import Recipes
import Training

/// A network that gives its inputs back: curves, what went in beside what came out, the code in the middle, how far off each is, the run's figures.
extension AutoencoderFamily: FamilyPage {
    func draw(_ scene: TrainScene, _ canvas: inout Canvas) {
        let (train, snapshot) = (scene.train, scene.snapshot), bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let columns = bounds.splitColumns([.share(0.42), .share(0.58)])
            let left = columns[0].splitRows([.share(1), .fixed(min(7, bounds.rows / 5))])
            TrainPage.drawCurves(train, snapshot, in: left[0], &canvas)
            HealthView.draw(scene, in: left[1], &canvas)
            let right = columns[1].splitRows([.share(1), .fixed(min(bounds.rows >= 40 ? 13 : 11, bounds.rows * 2 / 5))])
            ReconstructionStrip.draw(train, snapshot, in: right[0], &canvas)
            let bottom = right[1].splitColumns([.share(1), .fixed(RunView.columns)])
            drawCode(snapshot, in: bottom[0], &canvas)
            RunView.draw(scene, in: bottom[1], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.5), .share(0.5)])
            let left = columns[0].splitRows([.share(1), .fixed(scene.hasDiagnosis ? 4 : 0), .fixed(9)])
            TrainPage.drawCurves(train, snapshot, in: left[0], &canvas)
            HealthView.draw(scene, in: left[1], &canvas)
            RunView.draw(scene, in: left[2], &canvas)
            let isTall = bounds.rows >= 34
            let right = columns[1].splitRows([.share(1), .fixed(isTall ? 10 : 6)])
            ReconstructionStrip.draw(train, snapshot, in: right[0], &canvas)
            drawCode(snapshot, in: right[1], &canvas)
        case .narrow:
            let health = scene.hasDiagnosis ? 4 : 0, rows = bounds.splitRows([.share(1), .fixed(max(9, bounds.rows - 7 - health)), .fixed(health)])
            let upper = rows[0].splitColumns([.share(1), .fixed(RunView.columns)])
            CurveView.loss(train, snapshot).draw(in: upper[0], &canvas)
            RunView.draw(scene, in: upper[1], &canvas)
            ReconstructionStrip.draw(train, snapshot, in: rows[1], &canvas)
            HealthView.draw(scene, in: rows[2], &canvas)
        }
    }

    /// The code: a row a sample where it is numbers, maps where it is maps.
    private func drawCode(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let probe = snapshot.views[ProbeLens.self], let raster = probe.raster, let plan = snapshot.subject?.plan, plan.layers.indices.contains(probe.layer) else {
            return MapStrip.draw(snapshot, in: rect, &canvas)
        }
        RasterView(raster).draw(titles: ["the code: \(probe.layer + 1) \(plan.layers[probe.layer].spec.kerasName)", "the code"], in: rect, &canvas)
    }
}
