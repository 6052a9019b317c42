import Networks
import Recipes
import Tensors

/// `model.py`: a module, and a script, that creates the network, loads its weights, prepares examples and predicts.
struct KerasModule {
    private let network: ExportedNetwork
    private let sizes: KerasSizes
    private let stack: KerasStack
    /// Used instead of `stack` where layers read others than the one before them.
    private let graph: KerasGraph?
    private let isStateful: Bool
    private let entry: String

    init(_ network: ExportedNetwork) {
        self.network = network
        sizes = KerasSizes(network.recipe, network.plan)
        let isGraph = KerasGraph.suits(sizes.model), layers = KerasLayers(sizes.model, variables: network.plan.weights, namesWeights: isGraph)
        let isStateful = network.recipe.model.contains(where: \.isStateful)
        let entry = layers.input(network.plan.input, batch: isStateful ? "BATCH_SIZE" : nil)
        stack = KerasStack(layers)
        graph = isGraph ? KerasGraph(layers, entry: entry) : nil
        self.isStateful = isStateful
        self.entry = entry
    }

    var text: String {
        let preparation = KerasPreparation(network)
        let blocks = [
            header, imports, preparation.constants + classes, build, assignment, Self.reading, loading, preparation.encoding, preparation.function, predicting,
            preparation.restoring,
            training, main,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n\n") + "\n"
    }

    private var header: [String] {
        let recipe = network.recipe
        let words = [recipe.name, recipe.description].flatMap { $0.split(whereSeparator: \.isNewline) }.map { "# " + $0.filter { !$0.isNewline } }
        return words + [
            "#", "# A network trained by Strata, as a Keras program. It needs Keras 3 (tested with 3.15 on JAX) and numpy.", "#",
            "#     python model.py x.npy y.npy        predicts for the examples in x.npy and writes the outputs to y.npy",
            "#     from model import model, predict   the network with its weights; predict(x) prepares examples and predicts",
        ]
    }

    private var imports: [String] { ["import json", "import pathlib", "import sys", "", "import keras", "import numpy as np", "from keras import layers"] }

    private var classes: [String] {
        var lines = ["OUTPUT_SHAPE = \(network.plan.output.tuple)"]
        if !network.classNames.isEmpty { lines.append("CLASS_NAMES = \(KerasText.list(network.classNames))  # in the order of the outputs") }
        lines += sizes.lines
        if isStateful { lines.append("BATCH_SIZE = \(Self.batchSize)  # layers that carry their state from batch to batch have one for each example of a batch") }
        return lines
    }

    /// The batch size of `predict`.
    private static let batchSize = 64

    private var build: [String] {
        let start = ["def build():", "    \"\"\"The network, before its weights are loaded.\"\"\""]
        if let graph { return start + graph.lines.map { $0.indented(4).text } + ["    return model"] }
        return start + ["    return keras.Sequential([", "        \(entry),"] + stack.lines.map { $0.indented(8).text } + ["    ])"]
    }

    private var assignment: [String] {
        var lines = [
            "# The layers that have weights, by their \(graph == nil ? "index" : "name") in the network, with the names of their tensors in Keras' order.",
            "WEIGHTS = {",
        ]
        lines += stack.weights.map { "    \($0.layer): \(KerasText.list($0.tensors))," }.filter { _ in graph == nil }
        lines += (graph?.weights ?? []).map { "    \(KerasText.quoted($0.layer)): \(KerasText.list($0.tensors))," }
        return lines + ["}"]
    }

    private static let reading = [
        "def read_tensors(path):",
        "    \"\"\"The tensors of a safetensors file by name: a length of 8 bytes, a header in JSON, and the numbers.\"\"\"",
        "    data = pathlib.Path(path).read_bytes()",
        "    start = 8 + int.from_bytes(data[:8], \"little\")",
        "    header = json.loads(data[8:start])",
        "    header.pop(\"__metadata__\", None)",
        "    return {",
        "        name: np.frombuffer(data[start + entry[\"data_offsets\"][0]:start + entry[\"data_offsets\"][1]], \"<f4\").reshape(entry[\"shape\"])",
        "        for name, entry in header.items()",
        "    }",
    ]

    private var loading: [String] {
        let (key, layer) = graph == nil ? ("index", "layers[index]") : ("name", "get_layer(name)")
        return [
            "def load(path=pathlib.Path(__file__).with_name(\"weights.safetensors\")):",
            "    \"\"\"The network with the weights of a file.\"\"\"",
            "    network, tensors = build(), read_tensors(path)",
            "    for \(key), names in WEIGHTS.items():",
            "        network.\(layer).set_weights([tensors[\(graph == nil ? "name" : "tensor")] for \(graph == nil ? "name" : "tensor") in names])",
            "    return network", "",
            "model = load()",
        ]
    }

    private var predicting: [String] {
        let start = ["def predict(x):", "    \"\"\"The outputs, (count,) + OUTPUT_SHAPE, for stored examples, (count,) + INPUT_SHAPE.\"\"\""]
        guard isStateful else { return start + ["    return model.predict(prepare(x), batch_size=\(Self.batchSize), verbose=0)"] }
        return start + [
            "    x = prepare(x)",
            "    padding = np.zeros((-len(x) % BATCH_SIZE,) + x.shape[1:], x.dtype)  # the states need full batches",
            "    for layer in model.layers:",
            "        if getattr(layer, \"stateful\", False):",
            "            layer.reset_state()",
            "    batches = np.split(np.concatenate([x, padding]), range(BATCH_SIZE, len(x), BATCH_SIZE))",
            "    # The model is called directly: on JAX model.predict does not carry the states from batch to batch.",
            "    return np.concatenate([keras.ops.convert_to_numpy(model(batch, training=False)) for batch in batches])[:len(x)]",
        ]
    }

    /// A function that continues the training in Keras as the recipe says.
    private var training: [String] {
        guard let training = KerasTraining(network.recipe) else { return [] }
        return [
            "def train(\(training.arguments.joined(separator: ", "))):",
            "    \"\"\"Continues the training as the recipe says, on examples from prepare() with targets as the loss needs them.\"\"\"",
        ] + training.lines.map { "    " + $0 }
    }

    private var main: [String] {
        [
            "if __name__ == \"__main__\":",
            "    if len(sys.argv) != 3:",
            "        sys.exit(\"Usage: python model.py x.npy y.npy\")",
            "    np.save(sys.argv[2], predict(np.load(sys.argv[1])))",
        ]
    }
}
