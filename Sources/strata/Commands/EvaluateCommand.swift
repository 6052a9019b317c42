import ArgumentParser
import Foundation
import Lab
import Training

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "evaluate", abstract: "Measure the loss and the metrics of a run on a part of its data.")

    @Argument(help: ArgumentHelp("A run's folder.", valueName: "run"))
    var folder: String

    @Option(help: "The part: train, val or test.")
    var split = SavedRun.Split.test

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let saved = try SavedRun(folder)
        let threads = try ThreadCount.checked(threads)
        saved.remarks.forEach(Output.error)
        let result = try saved.evaluate(split, threads: threads)
        // The penalties on weights and outputs are not part of the predictions' loss, so they are shown separately.
        let penalty = result.penalty > 0 ? [MetricValue(name: "penalty", value: result.penalty)] : []
        let metrics = [MetricValue(name: "loss", value: result.loss - result.penalty)] + penalty + result.metrics
        if json {
            let fields = metrics.filter(\.value.isFinite).map { "\"\($0.name)\": \($0.value)" }
            let classes = try result.confusion.map { ["\"classes\": \(try JSONLine.text(ClassLine.all($0)))"] } ?? []
            Output.line("{" + (["\"split\": \"\(split.rawValue)\""] + fields + classes).joined(separator: ", ") + "}")
        } else {
            Output.line("\(split.rawValue) " + metrics.map { "\($0.name) \(String(format: "%.4f", $0.value))" }.joined(separator: "  "))
            if let confusion = result.confusion { Self.table(confusion).forEach(Output.line) }
        }
    }

    /// Precision, recall and F1 of each class and their means over the classes; what is not defined is `–`.
    private static func table(_ confusion: Confusion) -> [String] {
        func text(_ score: Double?) -> String { score.map { String(format: "%.4f", $0) } ?? "–" }
        let scores = zip(confusion.classNames, confusion.scores).map { ($0, $1) } + [("mean", confusion.meanScores)]
        let rows = [["class", "precision", "recall", "F1", "examples"]] + scores.map { [$0, text($1.precision), text($1.recall), text($1.f1), "\($1.count)"] }
        let widths = (0..<5).map { column in rows.map { $0[column].displayColumns }.max() ?? 0 }
        func filled(_ text: String, _ width: Int) -> String { String(repeating: " ", count: width - text.displayColumns) }
        return rows.map { row in
            row.enumerated().map { $0 == 0 ? $1 + filled($1, widths[0]) : filled($1, widths[$0]) + $1 }.joined(separator: "  ")
        }
    }
}

/// The scores of a class in JSON; what is not defined is null.
private struct ClassLine: Encodable {
    let name: String
    let scores: ClassScores

    static func all(_ confusion: Confusion) -> [ClassLine] { zip(confusion.classNames, confusion.scores).map { ClassLine(name: $0, scores: $1) } }

    private enum Key: String, CodingKey { case name, precision, recall, f1, examples }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(scores.precision, forKey: .precision)
        try fields.encode(scores.recall, forKey: .recall)
        try fields.encode(scores.f1, forKey: .f1)
        try fields.encode(scores.count, forKey: .examples)
    }
}

extension SavedRun.Split: ExpressibleByArgument {}
