import Lab
import Tensors
import Training

/// A Boltzmann machine: its filters, what it dreams, its hidden units on a batch, what it makes of samples, and its curves.
enum MachinePage {
    static func draw(_ train: TrainState, _ run: RunFacts, _ snapshot: Snapshot, _ canvas: inout Canvas) {
        let bounds = canvas.bounds
        switch canvas.breadth {
        case .wide:
            let rows = bounds.splitRows([.share(1), .fixed(min(13, bounds.rows * 2 / 5))])
            let upper = rows[0].splitColumns([.share(0.5), .share(0.5)])
            let left = upper[0].splitRows([.share(1), .fixed(DreamStrip.rows(snapshot, atMost: rows[0].rows / 3))])
            FilterTiles.draw(snapshot, in: left[0], &canvas)
            DreamStrip.draw(snapshot, in: left[1], &canvas)
            drawCurves(train, snapshot, in: upper[1], &canvas)
            let lower = rows[1].splitColumns([.share(1), .share(0.8), .fixed(RunView.columns)])
            ReconstructionStrip.draw(train, snapshot, in: lower[0], &canvas)
            drawHidden(snapshot, in: lower[1], &canvas)
            RunView.draw(run, snapshot, in: lower[2], &canvas)
        case .medium:
            let columns = bounds.splitColumns([.share(0.5), .share(0.5)])
            let isTall = bounds.rows >= 34
            let left = columns[0].splitRows(isTall ? [.share(1), .fixed(DreamStrip.rows(snapshot, atMost: 9)), .fixed(9)] : [.share(1), .fixed(DreamStrip.rows(snapshot, atMost: 7))])
            FilterTiles.draw(snapshot, in: left[0], &canvas)
            DreamStrip.draw(snapshot, in: left[1], &canvas)
            if isTall { drawHidden(snapshot, in: left[2], &canvas) }
            let right = columns[1].splitRows([.share(1), .fixed(9)])
            TrainPage.drawCurves(train, snapshot, in: right[0], &canvas)
            RunView.draw(run, snapshot, in: right[1], &canvas)
        case .narrow:
            let rows = bounds.splitRows([.share(1), .fixed(6), .fixed(7)])
            FilterTiles.draw(snapshot, in: rows[0], &canvas)
            DreamStrip.draw(snapshot, in: rows[1], &canvas)
            let lower = rows[2].splitColumns([.share(1), .fixed(RunView.columns)])
            (CurveView.metric(train, snapshot) ?? CurveView.loss(train, snapshot)).draw(in: lower[0], &canvas)
            RunView.draw(run, snapshot, in: lower[1], &canvas)
        }
    }

    /// Reconstruction error and the chosen figure; where there is room also what it learns by heart.
    private static func drawCurves(_ train: TrainState, _ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard rect.rows >= 30, train.metric != .freeEnergyGap, train.metrics.contains(.freeEnergyGap) else {
            let parts = rect.splitRows([.share(1), .fixed(rect.rows >= 22 ? 5 : 0)])
            TrainPage.drawCurves(train, snapshot, in: parts[0], &canvas)
            return HealthView.draw(snapshot, in: parts[1], &canvas)
        }
        let parts = rect.splitRows([.share(2), .share(1), .fixed(5)])
        TrainPage.drawCurves(train, snapshot, in: parts[0], &canvas)
        CurveView.figure(.freeEnergyGap, train, snapshot).draw(in: parts[1], &canvas)
        HealthView.draw(snapshot, in: parts[2], &canvas)
    }

    private static func drawHidden(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let raster = snapshot.machine?.raster else { return canvas.pane(rect, title: "hidden units") { _ in } }
        let on = raster.values.isEmpty ? 0 : Double(raster.values.reduce(0, +)) / Double(raster.values.count)
        RasterView(raster).draw(title: "hidden units", note: "on \(Figures.percent(on, decimals: 0))", range: 0...1, in: rect, &canvas)
    }
}

/// What each hidden unit looks for: the weights from the visible units to it, as a picture of an input's shape.
enum FilterTiles {
    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        guard let machine = snapshot.machine, machine.kernel.shape.rank == 2 else {
            return canvas.pane(rect, title: "filters", isFocused: true) { $0.text("they come with the next batch", column: 0, row: 0, style: .label) }
        }
        let kernel = machine.kernel, hidden = kernel.shape[1], range = MapView.range(of: kernel.values)
        let shape = machine.particles.first?.shape, size = shape.flatMap { $0.rank == 3 && $0[0] * $0[1] == kernel.shape[0] ? ($0[0], $0[1]) : nil }
        let maps = MapSet(weights: kernel), (rows, columns) = size ?? (maps.rows, maps.columns)
        let legend = RangeLegend.spans(range, ramp: .diverging, look: canvas.look)
        canvas.pane(rect, title: "filters of \(hidden) hidden units", figures: legend, isFocused: true) { pane in
            let height = tileRows(rows: rows, columns: columns, count: hidden, in: pane.bounds)
            let width = max(2, (columns * 2 * height + rows - 1) / max(1, rows)), tile = (columns: width + 1, rows: height + 1)
            let across = max(1, (pane.columns + 1) / tile.columns), down = max(1, (pane.rows + 1) / tile.rows)
            for unit in 0..<min(hidden, across * down) {
                let place = Rect(column: unit % across * tile.columns, row: unit / across * tile.rows, columns: width, rows: height)
                let values = (0..<rows * columns).map { $0 < kernel.shape[0] ? kernel.values[$0 * hidden + unit] : 0 }
                MapView(values: values, rows: rows, columns: columns, ramp: .diverging, range: range).draw(in: place, &pane)
                pane.onClick(place, .train(.inspect))
            }
        }
    }

    /// As large as they can be with all in sight, down to the size at which a shape is still seen.
    private static func tileRows(rows: Int, columns: Int, count: Int, in rect: Rect) -> Int {
        // Whole multiples of the picture, or where not even one fits a share of it.
        let one = (rows + 1) / 2, least = min(one, 4, max(1, rect.rows))
        for height in [2 * one, one] + stride(from: one - 1, through: least, by: -1) where height <= rect.rows {
            let width = (columns * 2 * height + rows - 1) / max(1, rows)
            if (rect.columns + 1) / (width + 1) * ((rect.rows + 1) / (height + 1)) >= count { return height }
        }
        return least
    }
}

/// Fantasy particles: what the machine dreams, further with each look.
enum DreamStrip {
    /// What a pane takes in which the particles are seen point by point.
    static func rows(_ snapshot: Snapshot, atMost rows: Int) -> Int {
        let shape = snapshot.machine?.particles.first?.shape
        return min(rows, (shape.map { $0.rank == 3 ? ($0[0] + 1) / 2 : 4 } ?? 4) + 2)
    }

    static func draw(_ snapshot: Snapshot, in rect: Rect, _ canvas: inout Canvas) {
        let steps = snapshot.machine?.particleSteps
        canvas.pane(rect, title: "fantasy particles" + (steps.map { " after \(Figures.count($0)) Gibbs steps" } ?? "")) { pane in
            guard let particles = snapshot.machine?.particles, let first = particles.first else { return }
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
