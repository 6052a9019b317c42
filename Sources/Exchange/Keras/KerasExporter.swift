import Networks
import Recipes
import Tensors

/// Exports a Keras program with the same predictions: `model.py`, and its weights in `weights.safetensors`.
public struct KerasExporter: Exporter {
    /// `keras`.
    public static let id = "keras"
    /// One line of help.
    public static let summary = "a Keras program, model.py, and its weights, weights.safetensors"

    /// The exporter.
    public init() {}

    /// `model.py` and `weights.safetensors`.
    public func files(of network: ExportedNetwork, options: ExportOptions) throws(ExportError) -> [ExportedFile] {
        let name = network.recipe.name
        if let machine = Family(network.recipe).description.machine {
            guard options.asFeatures else {
                throw ExportError("\(name) is \(machine.name), and Keras has neither \(machine.lack). Export \(machine.features) with --features.")
            }
        } else if options.asFeatures {
            throw ExportError("--features: expected a model that is no network, such as a Boltzmann machine, got \(name), which is one. Leave it out.")
        }
        if let problem = KerasLayers.problem(network.recipe.model) { throw ExportError("\(name) can't be a Keras program: \(problem). Replace it by other layers.") }
        let weights = SafetensorsFile(tensors: network.weights, metadata: ["format": "strata 1", "recipe": network.recipe.yaml])
        return [ExportedFile("model.py", KerasModule(network).text.utf8), ExportedFile("weights.safetensors", weights.bytes)]
    }
}
