import ArgumentParser
import Exchange
import Training

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a trained network for another program.",
        discussion: """
            --as keras writes a folder with model.py and weights.safetensors. With Keras 3 and numpy it predicts what Strata predicts:

                python model.py x.npy y.npy        the outputs for the examples of x.npy
                from model import model, predict   in your own program

            model.py says the shape of an example, the names of the classes, and in prepare() how examples were scaled for this network. Of a recipe \
            with --weights examples are taken as they are, as strata predict does. The folder is written whole or not at all, and never over another.
            """)

    @Argument(help: "A run's folder, or a recipe with --weights.")
    var subject: String

    @Option(name: .customLong("as"), help: ArgumentHelp("What to write: \(Exporters.all.map { "\($0.id), \($0.summary)" }.joined(separator: "; ")).", valueName: "format"))
    var format: String

    @Option(help: ArgumentHelp("A folder that is not there yet, or is empty.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("Weights of a safetensors file, instead of the run's own.", valueName: "file"))
    var weights: String?

    @Flag(help: "Of a Boltzmann machine: its hidden units as a Dense layer.")
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
