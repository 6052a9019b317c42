import ArgumentParser
import Datasets
import Foundation
import Recipes
import Tensors
import Training

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
<<<<<<< HEAD
        commandName: "predict", abstract: "Compute the outputs of a network for the inputs in an npy file.",
        discussion:
            "The examples lie along the first axis. A run prepares them like its own inputs: bytes (uint8) become 0 to 1, and they are standardised if its inputs were. A recipe with --weights uses them unchanged."
    )
=======
        commandName: "predict", abstract: "What a run predicts for new data.",
        discussion: """
            A run reads what it was trained on: a table with the columns of its inputs in any order (.csv, of a series every window of its rows), pictures (.png, .jpg, a folder), \
            lines of text or a running text (.txt, --text), an array (.npy, IDX). All is prepared with what the run keeps: its own data need not be there any more.

            Without --output, or with -, a table goes to standard output: the row's own columns, what is predicted, and the probability of every class. --output FILE.csv writes \
            the same, FILE.npy the outputs as an array. A recipe with --weights takes an npy file as it is, and writes one.
            """)
>>>>>>> 369d15a (A run predicts new tables, series, pictures and texts by what it keeps, with class names and the rows' own columns; the dialect of its table is kept)

    @Argument(help: "A run's folder, or a recipe with --weights.")
    var subject: String

    @Option(help: ArgumentHelp("Use the weights of a safetensors file instead of the run's own.", valueName: "file"))
    var weights: String?

    @Option(help: ArgumentHelp("The new data: a file or a folder; - for standard input.", valueName: "file"))
    var input: String?

<<<<<<< HEAD
    @Option(help: ArgumentHelp("The file for the outputs: an npy file.", valueName: "file"))
    var output: String
=======
    @Option(help: "A text, instead of --input.")
    var text: String?

    @Option(help: ArgumentHelp("Where the predictions go: a file .csv, .tsv or .npy; - for standard output.", valueName: "file"))
    var output = "-"
>>>>>>> 369d15a (A run predicts new tables, series, pictures and texts by what it keeps, with class names and the rows' own columns; the dialect of its table is kept)

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    func validate() throws {
        guard (input == nil) != (text == nil) else { throw ValidationError("Give --input FILE or --text \"…\"; one of them.") }
        let endings = [".csv", ".tsv", ".npy"]
        guard output == "-" || endings.contains(where: output.lowercased().hasSuffix) else {
            throw ValidationError("--output: expected a name that ends in \(endings.joined(separator: ", ")), or - for standard output, got \(output.prefix(200)).")
        }
        _ = try ThreadCount.checked(threads)
    }

    func run() throws {
        let threads = try ThreadCount.checked(threads)
<<<<<<< HEAD
        guard URL(fileURLWithPath: input).resolvingSymlinksInPath() != URL(fileURLWithPath: output).resolvingSymlinksInPath() else {
            throw ValidationError("--output is the same file as --input: the inputs would be lost. Give another file.")
        }
        let file = try NpyFile(path: input)
        let outputs: Tensor
=======
>>>>>>> 369d15a (A run predicts new tables, series, pictures and texts by what it keeps, with class names and the rows' own columns; the dialect of its table is kept)
        switch try Subject(subject) {
        case .run(let run):
            let file = try outputFile(protected: run.protectedFiles())
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

    /// What is to be read; standard input is read to its end.
    private func newInput() throws -> NewInput {
        if let text { return .text(text) }
        guard let input, input != "-" else { return .standardInput(try FileHandle.standardInput.readToEnd() ?? Data()) }
        return .path(input)
    }

    /// Before anything that takes time: where the predictions go; `nil` for standard output.
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
