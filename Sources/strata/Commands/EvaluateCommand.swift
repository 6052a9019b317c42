import ArgumentParser
import Foundation
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
        for remark in [try saved.dataRemark(), try saved.unitRemark()] { if let remark { Output.error(remark) } }
        let result = try saved.evaluate(split, threads: threads)
        // The penalties on weights and outputs are not part of the predictions' loss, so they are shown separately.
        let penalty = result.penalty > 0 ? [MetricValue(name: "penalty", value: result.penalty)] : []
        let metrics = [MetricValue(name: "loss", value: result.loss - result.penalty)] + penalty + result.metrics
        if json {
            let fields = metrics.filter(\.value.isFinite).map { "\"\($0.name)\": \($0.value)" }
            Output.line("{" + (["\"split\": \"\(split.rawValue)\""] + fields).joined(separator: ", ") + "}")
        } else {
            Output.line("\(split.rawValue) " + metrics.map { "\($0.name) \(String(format: "%.4f", $0.value))" }.joined(separator: "  "))
        }
    }
}

extension SavedRun.Split: ExpressibleByArgument {}
