import Networks
import Recipes
import Tensors

/// A Keras program that predicts what Strata predicts: `model.py`, and its weights beside it.
public struct KerasExporter: Exporter {
    public static let id = "keras"
    public static let summary = "a Keras program, model.py, and its weights, weights.safetensors"

    public init() {}

    public func files(of network: ExportedNetwork, options: ExportOptions) throws(ExportError) -> [ExportedFile] {
        if network.recipe.isMachine, !options.asFeatures {
            throw ExportError(
                "\(network.recipe.name) is a Boltzmann machine, and Keras has neither such machines nor contrastive divergence. Export its hidden units as a Dense layer with --features."
            )
        }
        if !network.recipe.isMachine, options.asFeatures {
            throw ExportError("--features is for Boltzmann machines, whose hidden units become a Dense layer; \(network.recipe.name) is a network. Leave it out.")
        }
        let weights = SafetensorsFile(tensors: network.weights, metadata: ["format": "strata 1", "recipe": network.recipe.yaml])
        return [ExportedFile("model.py", KerasModule(network).text.utf8), ExportedFile("weights.safetensors", weights.bytes)]
    }
}
