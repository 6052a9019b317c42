import ArgumentParser
import Foundation
import Tensors
import Training

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Compute the outputs of a network for the inputs in an npy file.",
        discussion:
            "The examples lie along the first axis. A run prepares them like its own inputs: bytes (uint8) become 0 to 1, and they are standardised if its inputs were. A recipe with --weights uses them unchanged."
    )

    @Argument(help: "A run's folder, or a recipe with --weights.")
    var subject: String

    @Option(help: ArgumentHelp("Use the weights of a safetensors file instead of the run's own.", valueName: "file"))
    var weights: String?

    @Option(help: ArgumentHelp("The inputs: an npy file.", valueName: "file"))
    var input: String

    @Option(help: ArgumentHelp("The file for the outputs: an npy file.", valueName: "file"))
    var output: String

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    func run() throws {
        let threads = try ThreadCount.checked(threads)
        guard URL(fileURLWithPath: input).resolvingSymlinksInPath() != URL(fileURLWithPath: output).resolvingSymlinksInPath() else {
            throw ValidationError("--output is the same file as --input: the inputs would be lost. Give another file.")
        }
        let file = try NpyFile(path: input)
        let outputs: Tensor
        switch try Subject(subject) {
        case .run(let run):
            outputs = try run.predict(file, from: input, weights: weights, threads: threads)
        case .recipe(let recipe, let folder):
            guard let weights else { throw ValidationError("A recipe has no weights of its own. Add --weights FILE.safetensors, or give a run's folder.") }
            outputs = try Inference.predict(recipe, relativeTo: folder, weights: weights, inputs: file.tensor, threads: threads)
        }
        try NpyFile.write(outputs, to: output)
    }
}
