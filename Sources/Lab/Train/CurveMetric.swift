import Networks
import Recipes
import Training

/// A metric whose curve can be shown next to the loss.
public enum CurveMetric: Hashable, Sendable {
    /// A metric by its column in `metrics.csv`.
    case metric(String)
    /// The over-fitting of a Boltzmann machine: the mean free energy of validation data minus that of training data.
    case freeEnergyGap

    public var title: String {
        switch self {
        case .metric(let name): MetricKind(rawValue: name)?.title ?? name.replacing("_", with: " ")
        case .freeEnergyGap: "free energy: validation − training"
        }
    }

    /// Whether it is a share, shown in percent.
    public var isShare: Bool {
        switch self {
        case .metric(let name): MetricKind(rawValue: name)?.isShare ?? false
        case .freeEnergyGap: false
        }
    }

    public func training(_ record: EpochRecord) -> Double? {
        switch self {
        case .metric(let name): record.value(name)
        case .freeEnergyGap: nil
        }
    }

    public func validation(_ record: EpochRecord) -> Double? {
        switch self {
        case .metric(let name): record.value("val_" + name)
        case .freeEnergyGap: record.value("val_free_energy").flatMap { held in record.value("free_energy").map { held - $0 } }
        }
    }

    /// The value in the current epoch.
    public func current(_ progress: Progress) -> Double? {
        switch self {
        case .metric("accuracy"): progress.accuracy
        case .metric(let name): progress.metrics.first { $0.name == name }?.value
        case .freeEnergyGap: nil
        }
    }

    public func batch(_ point: BatchPoint) -> Double? { self == .metric("accuracy") ? point.accuracy.map(Double.init) : nil }

    /// The metrics of these epochs, accuracy first.
    public static func all(in epochs: [EpochRecord], recipe: Recipe? = nil) -> [CurveMetric] {
        var names = recipe?.compile?.metrics.map(\.name) ?? []
        if let record = epochs.last {
            if record.accuracy != nil { names.insert("accuracy", at: 0) }
            names += record.metrics.map(\.name).filter { !$0.hasPrefix("val_") }
        }
        var seen: Set<String> = []
        let metrics = names.filter { seen.insert($0).inserted }.map(CurveMetric.metric)
        guard let energy = metrics.firstIndex(of: .metric("free_energy")), epochs.last.flatMap({ CurveMetric.freeEnergyGap.validation($0) }) != nil else { return metrics }
        return metrics[..<energy] + [.freeEnergyGap] + metrics[energy...]
    }
}

extension TrainState {
    /// The metrics of the run, other than the loss.
    public var metrics: [CurveMetric] { CurveMetric.all(in: snapshot?.epochs ?? [], recipe: run?.recipe) }

    /// The index of the metric whose curve is shown; `nil` where there is none.
    public var metricIndex: Int? {
        let count = metrics.count
        return count > 0 ? metricNumber % count : nil
    }

    /// The metric whose curve is shown.
    public var metric: CurveMetric? { metricIndex.map { metrics[$0] } }
}
