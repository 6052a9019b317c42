import ArgumentParser
import Exchange
import Training

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a trained network for another program.",
        discussion: """
            --as keras writes a folder with model.py and weights.safetensors. With Keras 3 and numpy it gives the same predictions:

                python model.py x.npy y.npy        the outputs for the examples of x.npy
                from model import model, predict   in your own program

            model.py has the shape of an example, the names of the classes, and in prepare() the scaling of examples for this network. For a recipe \
            with --weights examples are used unchanged, as in strata predict. The folder is written completely or not at all, and nothing is overwritten.
            """)

    @Argument(help: "A run's folder, or a recipe with --weights.")
    var subject: String

    @Option(name: .customLong("as"), help: ArgumentHelp("The format: \(Exporters.all.map { "\($0.id), \($0.summary)" }.joined(separator: "; ")).", valueName: "format"))
    var format: String

    @Option(help: ArgumentHelp("A folder that does not exist yet, or is empty.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("Use the weights of a safetensors file instead of the run's own.", valueName: "file"))
    var weights: String?

    @Flag(help: "Export the hidden units of a Boltzmann machine as a Dense layer.")
    var features = false

    func run() throws {
        let exporter = try Exporters.named(format), folder = ExportFolder(out)
        // Before anything that takes time.
        try folder.check()
        var options = ExportOptions()
        options.asFeatures = features
        let files = try exporter.files(of: network(), options: options)
        try folder.write(files)
        Output.line("Saved \(files.map(\.name).joined(separator: " and ")) in \(out)")
    }

    private func network() throws -> ExportedNetwork {
        switch try Subject(subject) {
        case .run(let run): return try ExportedNetwork(run, weights: weights)
        case .recipe(let recipe, let folder):
            guard let weights else { throw ValidationError("A recipe has no weights of its own. Add --weights FILE.safetensors, or give a run's folder.") }
            return try ExportedNetwork(recipe, relativeTo: folder, weights: weights)
        }
    }
}
