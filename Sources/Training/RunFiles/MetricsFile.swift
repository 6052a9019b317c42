import Foundation
import Tensors

/// `metrics.csv`: one line for each epoch, with the columns epoch, loss, accuracy and other metrics, the same with `val_` before their names (as far as the run has
/// them), learning_rate, seconds and samples_per_s.
enum MetricsFile {
    private static let tail = ["learning_rate", "seconds", "samples_per_s"]

    static func write(_ records: [EpochRecord], to path: String) throws(FileError) {
        let metrics = records.first?.metrics.map(\.name) ?? []
        let training = ["loss", "accuracy"] + metrics.filter { !$0.hasPrefix("val_") }, validation = ["val_loss", "val_accuracy"] + metrics.filter { $0.hasPrefix("val_") }
        let columns = (training + validation).filter { name in records.isEmpty || records.contains { $0.value(name) != nil } }
        var text = (["epoch"] + columns + tail).joined(separator: ",") + "\n"
        for record in records {
            let values = columns.map(record.value) + [record.learningRate, record.seconds, record.samplesPerSecond]
            text += ([String(record.epoch)] + values.map { value in value.map { "\($0)" } ?? "" }).joined(separator: ",") + "\n"
        }
        try FileBytes.write(Data(text.utf8), to: path)
    }

    /// The records of a file; empty where there is no file.
    static func read(_ path: String) throws(FileError) -> [EpochRecord] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let lines = String(decoding: try FileBytes.read(path, limit: 1 << 28), as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let header = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) else { return [] }
        let known = ["epoch", "loss", "accuracy", "val_loss", "val_accuracy"] + tail
        var records: [EpochRecord] = []
        for (index, line) in lines.dropFirst().enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            func value(_ name: String) -> Double? { header.firstIndex(of: name).flatMap { $0 < fields.count ? Double(fields[$0]) : nil } }
            guard let epoch = value("epoch").flatMap({ Int(exactly: $0) }), let loss = value("loss") else {
                throw FileError(path, "line \(index + 2): expected an epoch and a loss, got \(line.prefix(40)). Remove the line.")
            }
            let metrics = header.filter { !known.contains($0) }.compactMap { name in value(name).map { MetricValue(name: name, value: $0) } }
            records.append(
                EpochRecord(
                    epoch: epoch, loss: loss, accuracy: value("accuracy"), validationLoss: value("val_loss"), validationAccuracy: value("val_accuracy"),
                    learningRate: value("learning_rate") ?? 0, seconds: value("seconds") ?? 0, samplesPerSecond: value("samples_per_s") ?? 0, metrics: metrics))
        }
        return records
    }
}
