import Networks
import Recipes
import Tensors

/// A Keras program that predicts what Strata predicts: `model.py`, and its weights beside it.
public struct KerasExporter: Exporter {
    public static let id = "keras"
    public static let summary = "a Keras program, model.py, and its weights, weights.safetensors"

    public init() {}

    public func files(of network: ExportedNetwork, options: ExportOptions) throws(ExportError) -> [ExportedFile] {
        let name = network.recipe.name
        if let machine = Family(network.recipe).description.machine {
            guard options.asFeatures else {
                throw ExportError("\(name) is \(machine.name), and Keras has neither \(machine.lack). Export \(machine.features) with --features.")
            }
        } else if options.asFeatures {
            throw ExportError("--features is for what is no network, such as a Boltzmann machine; \(name) is a network. Leave it out.")
        }
        if let problem = KerasLayers.problem(network.recipe.model) { throw ExportError("\(name) can't be a Keras program: \(problem). Put other layers in its place.") }
        let weights = SafetensorsFile(tensors: network.weights, metadata: ["format": "strata 1", "recipe": network.recipe.yaml])
        return [ExportedFile("model.py", KerasModule(network).text.utf8), ExportedFile("weights.safetensors", weights.bytes)]
    }
}
