import ArgumentParser
import Foundation
import Training

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "evaluate", abstract: "Loss and accuracy of a run on a part of its data.")

    @Argument(help: ArgumentHelp("A run's folder.", valueName: "run"))
    var folder: String

    @Option(help: "The part: train, val or test.")
    var split = SavedRun.Split.test

    @Option(help: "Threads to compute with; all cores where not given.")
    var threads: Int?

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let saved = try SavedRun(folder)
        let threads = try ThreadCount.checked(threads)
        let result = try saved.evaluate(split, threads: threads)
        let reportsAccuracy = saved.recipe.compile?.metrics.contains(.accuracy) ?? false
        if json {
            struct Object: Encodable {
                let split: String
                let loss: Double?
                let accuracy: Double?
            }
            Output.line(try JSONLine.text(Object(split: split.rawValue, loss: result.loss.isFinite ? result.loss : nil, accuracy: reportsAccuracy ? result.accuracy : nil)))
        } else {
            Output.line(String(format: "%@ loss %.4f", split.rawValue, result.loss) + (reportsAccuracy ? String(format: "  accuracy %.4f", result.accuracy) : ""))
        }
    }
}

extension SavedRun.Split: ExpressibleByArgument {}
