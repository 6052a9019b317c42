import Foundation
import Tensors

/// `metrics.csv`: a line an epoch, with the columns epoch, loss, accuracy, val_loss, val_accuracy (those that the run has), learning_rate,
/// seconds, samples_per_s.
enum MetricsFile {
    private static let columns: [(name: String, value: @Sendable (EpochRecord) -> Double?)] = [
        ("epoch", { Double($0.epoch) }), ("loss", \.loss), ("accuracy", \.accuracy), ("val_loss", \.validationLoss), ("val_accuracy", \.validationAccuracy),
        ("learning_rate", \.learningRate), ("seconds", \.seconds), ("samples_per_s", \.samplesPerSecond),
    ]

    static func write(_ records: [EpochRecord], to path: String) throws(FileError) {
        let present = columns.filter { column in records.isEmpty || records.contains { column.value($0) != nil } }
        var text = present.map(\.name).joined(separator: ",") + "\n"
        for record in records {
            text += present.map { column in column.value(record).map { column.name == "epoch" ? String(record.epoch) : "\($0)" } ?? "" }.joined(separator: ",") + "\n"
        }
        try FileBytes.write(Data(text.utf8), to: path)
    }

    /// The records of a file; an empty list where there is none.
    static func read(_ path: String) throws(FileError) -> [EpochRecord] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let lines = String(decoding: try FileBytes.read(path, limit: 1 << 28), as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let header = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) else { return [] }
        var records: [EpochRecord] = []
        for (place, line) in lines.dropFirst().enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            func value(_ name: String) -> Double? { header.firstIndex(of: name).flatMap { $0 < fields.count ? Double(fields[$0]) : nil } }
            guard let epoch = value("epoch").flatMap({ Int(exactly: $0) }), let loss = value("loss") else {
                throw FileError(path, "line \(place + 2): expected an epoch and a loss, got \(line.prefix(40)). Take the line out.")
            }
            records.append(EpochRecord(
                epoch: epoch, loss: loss, accuracy: value("accuracy"), validationLoss: value("val_loss"), validationAccuracy: value("val_accuracy"),
                learningRate: value("learning_rate") ?? 0, seconds: value("seconds") ?? 0, samplesPerSecond: value("samples_per_s") ?? 0))
        }
        return records
    }
}
