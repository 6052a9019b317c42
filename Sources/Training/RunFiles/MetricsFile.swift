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

    /// The records of a file; empty where there is no file. Throws where a line lacks a column that every epoch has, or has a field that is not a number.
    static func read(_ path: String) throws(FileError) -> [EpochRecord] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let text = String(decoding: try FileBytes.read(path, limit: 1 << 28), as: UTF8.self)
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().filter { !$0.element.isEmpty }.makeIterator()
        guard let header = lines.next()?.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init) else { return [] }
        let known = ["epoch", "loss", "accuracy", "val_loss", "val_accuracy"] + tail
        var records: [EpochRecord] = []
        while let (place, line) = lines.next() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            func value(_ name: String) throws(FileError) -> Double? {
                guard let column = header.firstIndex(of: name), column < fields.count, !fields[column].isEmpty else { return nil }
                guard let number = Double(fields[column]) else {
                    throw FileError(path, "line \(place + 1): \(name): expected a number, got \(fields[column].prefix(40)). Remove the line.")
                }
                return number
            }
            func needed(_ name: String) throws(FileError) -> Double {
                guard let number = try value(name) else { throw FileError(path, "line \(place + 1): expected a number for \(name), got none. Remove the line.") }
                return number
            }
            guard let epoch = Int(exactly: try needed("epoch")) else {
                throw FileError(path, "line \(place + 1): epoch: expected a whole number, got \(line.prefix(40)). Remove the line.")
            }
            var metrics: [MetricValue] = []
            for name in header where !known.contains(name) { if let number = try value(name) { metrics.append(MetricValue(name: name, value: number)) } }
            records.append(
                EpochRecord(
                    epoch: epoch, loss: try needed("loss"), accuracy: try value("accuracy"), validationLoss: try value("val_loss"), validationAccuracy: try value("val_accuracy"),
                    learningRate: try needed("learning_rate"), seconds: try needed("seconds"), samplesPerSecond: try needed("samples_per_s"), metrics: metrics))
        }
        return records
    }
}
