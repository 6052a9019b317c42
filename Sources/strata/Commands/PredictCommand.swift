import ArgumentParser
import Datasets
import Foundation
import Recipes
import Tensors
import Training

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Predict for new data.",
        discussion: """
            A run reads the kind of data on which it was trained: a table with the columns of its inputs in any order (.csv; for a series every window of its rows), \
            pictures (.png, .jpg, a folder), lines of text or a running text (.txt, --text), an array (.npy, IDX). Everything is prepared with what was fitted when the run \
            began, so that its own data need not exist any more.

            Without --output, or with -, a table is printed: the row's own columns, the prediction, and the probability of every class. --output FILE.csv writes the same, \
            FILE.npy the outputs as an array. A recipe with --weights reads an npy file unchanged, and writes one.
            """)

    @Argument(help: "A run's folder, or a recipe with --weights.")
    var subject: String

    @Option(help: ArgumentHelp("Use the weights of a safetensors file instead of the run's own.", valueName: "file"))
    var weights: String?

    @Option(help: ArgumentHelp("The new data: a file or a folder; - for standard input.", valueName: "file"))
    var input: String?

    @Option(help: "A text instead of --input.")
    var text: String?

    @Option(help: ArgumentHelp("The file for the predictions: .csv, .tsv or .npy; - for standard output.", valueName: "file"))
    var output = "-"

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    func validate() throws {
        guard (input == nil) != (text == nil) else { throw ValidationError("Give either --input FILE or --text \"…\".") }
        let endings = [".csv", ".tsv", ".npy"]
        guard output == "-" || endings.contains(where: output.lowercased().hasSuffix) else {
            throw ValidationError("--output: expected a name that ends in \(endings.joined(separator: ", ")), or - for standard output, got \(output.prefix(200)).")
        }
        _ = try ThreadCount.checked(threads)
    }

    func run() throws {
        let threads = try ThreadCount.checked(threads)
        switch try Subject(subject) {
        case .run(let run):
            let file = try outputFile(protected: run.protectedFiles)
            let prediction = try run.predict(newInput(), weights: weights, threads: threads)
            for note in prediction.notes { Output.error(note) }
            try write(prediction.outputs, table: prediction.table, to: file)
        case .recipe(let recipe, let folder):
            guard let weights else { throw ValidationError("A recipe has no weights of its own. Add --weights FILE.safetensors, or give a run's folder.") }
            guard let input, input != "-" else { throw ValidationError("A recipe takes an npy file. Give --input FILE.npy.") }
            guard isArray else { throw ValidationError("A recipe gives outputs without names. Give --output FILE.npy.") }
            let file = try outputFile(protected: [])
            let outputs = try Inference.predict(recipe, relativeTo: folder, weights: weights, inputs: NpyFile(path: input).tensor, threads: threads)
            try write(outputs, table: { "" }, to: file)
        }
    }

    private var isArray: Bool { output.lowercased().hasSuffix(".npy") }

    /// The new data; standard input is read to its end.
    private func newInput() throws -> NewInput {
        if let text { return .text(text) }
        guard let input, input != "-" else { return .standardInput(try FileHandle.standardInput.readToEnd() ?? Data()) }
        return .path(input)
    }

    /// The file for the predictions, checked before anything that takes time; `nil` for standard output.
    private func outputFile(protected: [(path: String, what: String)]) throws -> OutputFile? {
        guard output != "-" else { return nil }
        let given = [(input, "--input"), (weights, "--weights")].compactMap { path, what in path.map { (path: $0, what: what) } }
        return try OutputFile(output, protected: given + protected)
    }

    private func write(_ outputs: Tensor, table: () throws -> String, to file: OutputFile?) throws {
        guard let file else { return Output.text(try table()) }
        try file.write(isArray ? NpyFile.data(outputs) : Data(table().utf8))
    }
}
