import Lab
import Training

/// What a curve is made of: a figure by batch and by epoch, and its mean over the epoch that is under way.
struct Curve {
    let batch: (BatchPoint) -> Double?
    let epoch: (EpochRecord) -> Double?
    let validation: (EpochRecord) -> Double?
    let current: Double?
}

/// The curves of a run that is on the screen, over the axis that was chosen.
struct CurveAxes {
    private let train: TrainState
    private let snapshot: Snapshot
    private let clock: CurveClock
    private let unit: TimeUnit

    init(_ train: TrainState, _ snapshot: Snapshot) {
        self.train = train
        self.snapshot = snapshot
        let progress = snapshot.progress, batches = progress.batches > 0 ? progress.batches : nil
        let recorded = snapshot.epochs.lazy.filter { $0.epoch > progress.epochsBefore }.reduce(0) { $0 + $1.seconds }
        clock = CurveClock(
            train.curves.axis, records: snapshot.epochs, batchesPerEpoch: batches,
            current: progress.placeOfBatch.map { ($0, max(0, progress.secondsElapsed - recorded)) })
        unit = TimeUnit(of: train.curves.axis, seconds: clock.elapsed)
    }

    /// Where a place of the epochs' axis stands.
    func position(of epoch: Double) -> Double? { clock.position(of: epoch).map { $0 / unit.length } }

    func plot(_ curve: Curve) -> LinePlot {
        func points(_ value: (EpochRecord) -> Double?, shift: Double) -> [PlotPoint] { clock.points(snapshot.epochs, in: unit, shift: shift, value) }
        let smoothing = train.curves.smoothing
        let batches = snapshot.batches.compactMap { point -> PlotPoint? in
            guard train.showsBatches, let y = curve.batch(point), let x = position(of: point.epoch) else { return nil }
            return PlotPoint(x, y)
        }
        // A mean over an epoch's batches is, on the average, half an epoch older than the validation at its end.
        var training = points(curve.epoch, shift: 0.5)
        let validation = points(curve.validation, shift: 0)
        // Before there is an epoch, and where it is smoothed, the training is a line by batch.
        let isByBatch = !batches.isEmpty && (smoothing.weight > 0 || training.isEmpty)
        if isByBatch { training = batches } else if let current = point(of: curve.current) { training.append(current) }
        var series: [PlotSeries] = []
        if !training.isEmpty || validation.isEmpty { series.append(.training(training.smoothed(smoothing), name: isByBatch ? "train by batch" : "train")) }
        if !validation.isEmpty { series.append(.validation(validation.smoothed(smoothing))) }
        var plot = LinePlot(series)
        plot.noise = (batches.isEmpty ? [] : [batches]) + (smoothing.weight > 0 ? (isByBatch ? [] : [training]) + [validation] : []).filter { !$0.isEmpty }
        plot.noiseName = smoothing.weight > 0 ? "unsmoothed" : "batches"
        plot.xRange = range
        plot.across = train.curves.axis == .seconds ? .real : .whole
        plot.xName = unit.name
        plot.isLogarithmicAcross = train.curves.isLogarithmicAcross
        plot.leastGutter = 4
        plot.emptyText = emptyText
        return plot
    }

    /// The mean over the batches of the epoch that is under way, in their middle; before half of them are done it says little.
    private func point(of current: Double?) -> PlotPoint? {
        let progress = snapshot.progress, isUnderWay = progress.phase == .running || progress.phase == .paused
        guard isUnderWay, let current, let place = progress.placeOfBatch, progress.epoch > snapshot.epochsDone, 2 * progress.batch >= progress.batches else { return nil }
        let x = self.position(of: (Double(progress.epoch - 1) + place) / 2)
        return x.map { PlotPoint($0, current) }
    }

    /// From the start to the end that is planned; of seconds to a round number ahead while it trains, so that the axis rests.
    private var range: ClosedRange<Double> {
        let epochs = Double(max(1, snapshot.progress.epochs))
        guard train.curves.axis == .seconds else { return 0...max(1, clock.position(of: epochs) ?? epochs) }
        let elapsed = max(clock.elapsed / unit.length, 1e-3)
        switch snapshot.progress.phase {
        case .preparing, .running, .paused: return 0...PlotScale.roundNumber(from: elapsed)
        case .finished, .stopped, .failed: return 0...elapsed
        }
    }

    private var emptyText: String {
        guard snapshot.batches.isEmpty else { return "it is counted after each epoch" }
        switch snapshot.progress.phase {
        case .preparing, .running, .paused: return "the first batches are on their way"
        case .finished, .stopped, .failed: return "no epoch was finished: no curve is kept"
        }
    }
}

/// What the x axis counts in.
struct TimeUnit {
    let name: String
    /// In what the clock counts.
    let length: Double

    /// Seconds of a long run are counted as minutes or hours.
    init(of axis: CurveOptions.Axis, seconds: Double) {
        (name, length) =
            switch axis {
            case .epochs: ("epochs", 1)
            case .steps: ("steps", 1)
            case .seconds: seconds < 180 ? ("seconds", 1) : seconds < 180 * 60 ? ("minutes", 60) : ("hours", 3_600)
            }
    }
}

extension CurveClock {
    /// The values of the epochs that have one, `shift` epochs before the end of each.
    func points(_ records: [EpochRecord], in unit: TimeUnit, shift: Double, _ value: (EpochRecord) -> Double?) -> [PlotPoint] {
        records.compactMap { record in
            guard let y = value(record), let x = position(of: Double(record.epoch) - shift) else { return nil }
            return PlotPoint(x / unit.length, y)
        }
    }
}

extension Progress {
    /// Where the last batch stands on the epochs' axis; `nil` before the first.
    fileprivate var placeOfBatch: Double? {
        batches > 0 && epoch > 0 ? Double(epoch - 1) + Double(batch) / Double(batches) : nil
    }
}

extension [PlotPoint] {
    func smoothed(_ smoothing: Smoothing) -> [PlotPoint] {
        guard smoothing.weight > 0 else { return self }
        return zip(self, smoothing.applied(to: map(\.y))).map { PlotPoint($0.x, $1) }
    }
}
