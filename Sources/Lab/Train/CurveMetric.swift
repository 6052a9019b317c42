import Networks
import Recipes
import Training

/// A figure whose curve can stand beside the loss.
public enum CurveMetric: Hashable, Sendable {
    /// By the name that `metrics.csv` gives it.
    case figure(String)
    /// What a Boltzmann machine learns by heart: the mean free energy of validation data less that of training data.
    case freeEnergyGap

    public var title: String {
        switch self {
        case .figure(let name): MetricKind(rawValue: name)?.title ?? name.replacing("_", with: " ")
        case .freeEnergyGap: "free energy: validation − training"
        }
    }

    /// Whether it is a share, shown in per cent.
    public var isShare: Bool {
        switch self {
        case .figure(let name): MetricKind(rawValue: name)?.isShare ?? false
        case .freeEnergyGap: false
        }
    }

    public func training(_ record: EpochRecord) -> Double? {
        switch self {
        case .figure(let name): record.value(name)
        case .freeEnergyGap: nil
        }
    }

    public func validation(_ record: EpochRecord) -> Double? {
        switch self {
        case .figure(let name): record.value("val_" + name)
        case .freeEnergyGap: record.value("val_free_energy").flatMap { held in record.value("free_energy").map { held - $0 } }
        }
    }

    /// Of the epoch that is under way.
    public func current(_ progress: Progress) -> Double? {
        switch self {
        case .figure("accuracy"): progress.accuracy
        case .figure(let name): progress.figures.first { $0.name == name }?.value
        case .freeEnergyGap: nil
        }
    }

    public func batch(_ point: BatchPoint) -> Double? { self == .figure("accuracy") ? point.accuracy.map(Double.init) : nil }

    /// Those that these epochs have, accuracy first.
    public static func all(in epochs: [EpochRecord], recipe: Recipe? = nil) -> [CurveMetric] {
        var names = recipe?.compile?.metrics.map(\.name) ?? []
        if let record = epochs.last {
            if record.accuracy != nil { names.insert("accuracy", at: 0) }
            names += record.figures.map(\.name).filter { !$0.hasPrefix("val_") }
        }
        var seen: Set<String> = []
        let metrics = names.filter { seen.insert($0).inserted }.map(CurveMetric.figure)
        guard let energy = metrics.firstIndex(of: .figure("free_energy")), epochs.last.flatMap({ CurveMetric.freeEnergyGap.validation($0) }) != nil else { return metrics }
        return metrics[..<energy] + [.freeEnergyGap] + metrics[energy...]
    }
}

extension TrainState {
    /// The figures that the run has beside the loss.
    public var metrics: [CurveMetric] { CurveMetric.all(in: snapshot?.epochs ?? [], recipe: run?.recipe) }

    /// Which of them has its curve shown; `nil` where there is none.
    public var metricIndex: Int? {
        let count = metrics.count
        return count > 0 ? metricNumber % count : nil
    }

    /// The one whose curve is shown.
    public var metric: CurveMetric? { metricIndex.map { metrics[$0] } }
}
