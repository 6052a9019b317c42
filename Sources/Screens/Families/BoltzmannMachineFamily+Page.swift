import Lab
import Recipes
import Tensors
import Training

/// A Boltzmann machine: its filters, what it dreams, its hidden units on a batch, what it makes of samples, and its curves.
extension BoltzmannMachineFamily: FamilyPage {
    var lossTitles: [String] { ["reconstruction error", "error"] }
    var outputsTitle: String { "hidden means" }

    func draw(_ scene: TrainScene, _ canvas: inout Canvas) {
        let (train, snapshot) = (scene.train, scene.snapshot), bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let rows = bounds.splitRows([.share(1), .fixed(min(13, bounds.rows * 2 / 5))])
            let upper = rows[0].splitColumns([.share(0.5), .share(0.5)])
            let left = upper[0].splitRows([.share(1), .fixed(DreamStrip.rows(snapshot, atMost: rows[0].rows / 3))])
            FilterTiles.draw(snapshot, in: left[0], &canvas)
            DreamStrip.draw(snapshot, in: left[1], &canvas)
            drawCurves(scene, in: upper[1], &canvas)
            let lower = rows[1].splitColumns([.share(1), .share(0.8), .fixed(RunView.columns)])
            ReconstructionStrip.draw(train, snapshot, in: lower[0], &canvas)
            drawHidden(snapshot, in: lower[1], &canvas)
            RunView.draw(scene, in: lower[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.5), .share(0.5)])
            let isTall = bounds.rows >= 34
            let left = columns[0].splitRows(
                isTall ? [.share(1), .fixed(DreamStrip.rows(snapshot, atMost: 9)), .fixed(9)] : [.share(1), .fixed(DreamStrip.rows(snapshot, atMost: 7))])
            FilterTiles.draw(snapshot, in: left[0], &canvas)
            DreamStrip.draw(snapshot, in: left[1], &canvas)
            if isTall { drawHidden(snapshot, in: left[2], &canvas) }
            let right = columns[1].splitRows([.share(1), .fixed(scene.hasDiagnosis ? 4 : 0), .fixed(9)])
            TrainPage.drawCurves(train, snapshot, in: right[0], &canvas)
            HealthView.draw(scene, in: right[1], &canvas)
            RunView.draw(scene, in: right[2], &canvas)
        case .narrow:
            let rows = bounds.splitRows([.share(1), .fixed(6), .fixed(7)])
            FilterTiles.draw(snapshot, in: rows[0], &canvas)
            if scene.hasDiagnosis { HealthView.draw(scene, in: rows[1], &canvas) } else { DreamStrip.draw(snapshot, in: rows[1], &canvas) }
            let lower = rows[2].splitColumns([.share(1), .fixed(RunView.columns)])
            (CurveView.metric(train, snapshot) ?? CurveView.loss(train, snapshot)).draw(in: lower[0], &canvas)
            RunView.draw(scene, in: lower[1], &canvas)
        }
    }

    /// Reconstruction error and the chosen figure; where there is room also what it learns by heart.
    private func drawCurves(_ scene: TrainScene, in rect: Rect, _ canvas: inout Canvas) {
        let (train, snapshot) = (scene.train, scene.snapshot)
        guard rect.rows >= 30, train.metric != .freeEnergyGap, train.metrics.contains(.freeEnergyGap) else {
            let parts = rect.splitRows([.share(1), .fixed(rect.rows >= 22 ? 5 : 0)])
            TrainPage.drawCurves(train, snapshot, in: parts[0], &canvas)
            return HealthView.draw(scene, in: parts[1], &canvas)
        }
        let parts = rect.splitRows([.share(2), .share(1), .fixed(5)])
        TrainPage.drawCurves(train, snapshot, in: parts[0], &canvas)
        CurveView.figure(.freeEnergyGap, train, snapshot).draw(in: parts[1], &canvas)
        HealthView.draw(scene, in: parts[2], &canvas)
    }

    private func drawHidden(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let raster = snapshot.machineView?.raster else { return canvas.pane(rect, title: "hidden units") { _ in } }
        let on = raster.values.isEmpty ? 0 : Double(raster.values.reduce(0, +)) / Double(raster.values.count)
        RasterView(raster).draw(titles: ["hidden units"], note: "on \(Figures.percent(on, decimals: 0))", range: 0...1, in: rect, &canvas)
    }
}

/// What each hidden unit looks for: the weights from the visible units to it, as a picture of an input's shape.
enum FilterTiles {
    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let machine = snapshot.machineView, machine.kernel.shape.rank == 2 else {
            return canvas.pane(rect, title: "filters") { $0.text("they come with the next batch", column: 0, row: 0, style: .label) }
        }
        let kernel = machine.kernel, hidden = kernel.shape[1], range = MapView.commonRange(of: kernel.values)
        let shape = machine.particles.first?.shape, size = shape.flatMap { $0.rank == 3 && $0[0] * $0[1] == kernel.shape[0] ? ($0[0], $0[1]) : nil }
        let maps = MapSet(weights: kernel), (rows, columns) = size ?? (maps.rows, maps.columns)
        let legend = RangeLegend.spans(range, ramp: .diverging, look: canvas.look, columns: rect.columns < 48 ? 4 : 8)
        func filter(_ unit: Int) -> [Float] { (0..<rows * columns).map { $0 < kernel.shape[0] ? kernel.values[$0 * hidden + unit] : 0 } }
        let inner = rect.inset(columns: 2, rows: 1)
        let sheet = ContactSheet(count: hidden, rows: rows, columns: columns, in: (inner.columns, inner.rows), canvas.look)
        let titles =
            sheet.shown < hidden
            ? ["filters: \(sheet.shown) of \(hidden) hidden units", "\(sheet.shown) of \(hidden) filters", "\(sheet.shown)/\(hidden) filters", "\(sheet.shown) filters"]
            : ["filters of \(hidden) hidden units", "\(hidden) filters"]
        let title = Canvas.title(titles, beside: legend.columns, in: rect.columns)
        canvas.pane(rect, title: title, figures: legend) { pane in
            sheet.draw(ramp: .diverging, range: range, &pane, picture: filter)
            pane.onClick(pane.bounds, .train(.inspect))
        }
    }
}

/// Fantasy particles: what the machine dreams, further with each look.
enum DreamStrip {
    /// What a pane takes in which the particles are seen point by point.
    static func rows(_ snapshot: Snapshot, atMost rows: Int) -> Int {
        let shape = snapshot.machineView?.particles.first?.shape
        return min(rows, (shape.map { $0.rank == 3 ? ($0[0] + 1) / 2 : 4 } ?? 4) + 2)
    }

    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        let steps = snapshot.machineView?.particleSteps
        let titles = steps.map { ["fantasy particles after \(Figures.count($0)) Gibbs steps", "fantasy particles, \(Figures.count($0)) steps"] } ?? []
        canvas.pane(rect, title: Canvas.title(titles + ["fantasy particles"], beside: 0, in: rect.columns)) { pane in
            guard let particles = snapshot.machineView?.particles, let first = particles.first else { return }
            let shape = first.shape, maps = MapSet(weights: Tensor(shape: [shape.count, 1], values: first.values))
            let (rows, columns) = shape.rank == 3 ? (shape[0], shape[1]) : (maps.rows, maps.columns)
            let channels = shape.rank == 3 ? shape[2] : 1
            let pictures = particles.map { particle in
                // The first channel of colours; a row of numbers that is no rectangle ends in zeros.
                let values = (0..<rows * columns).map { $0 * channels < particle.values.count ? particle.values[$0 * channels] : 0 }
                return MapView(values: values, rows: rows, columns: columns, ramp: .grey, range: 0...1)
            }
            let width = max(2, pictures[0].size(columns: pane.columns, rows: pane.rows).columns)
            for (place, picture) in pictures.prefix(max(1, (pane.columns + 1) / (width + 1))).enumerated() {
                picture.draw(in: Rect(column: place * (width + 1), row: 0, columns: width, rows: pane.rows), &pane)
            }
        }
    }
}

extension Snapshot {
    fileprivate var machineView: MachineView? { views[MachineLens.self] }
}
