import Datasets
import Documents
import Networks
import Tensors

extension Recipe {
    /// Reads a recipe from a file.
    ///
    /// - Throws: a `DocumentError` with file, line, what was expected, what was found and the nearest valid name.
    public init(path: String) throws(DocumentError) {
        try self.init(YamlNode.document(path: path, expected: Self.expected))
    }

    /// Reads a recipe from a text; `file` is the name that errors give. Throws as `init(path:)`.
    public init(yaml: String, file: String) throws(DocumentError) {
        try self.init(YamlNode.document(yaml, file: file, expected: Self.expected))
    }

    private static let expected = "a recipe with name, data and model"

    private init(_ document: YamlNode) throws(DocumentError) {
        let keys = try document.keys("a recipe", known: ["name", "description", "shows", "data", "model", "compile", "fit"])
        func required(_ key: String) throws(DocumentError) -> YamlNode {
            guard let node = keys[key] else { throw document.error("has no \(key). Add \(key):") }
            return node
        }
        let data = try DataSpec(required("data"))
        var model: [LayerSpec] = []
        for item in try required("model").items("model") { model.append(try LayerSpec(item)) }
        self.init(
            name: try required("name").text("name"), description: try keys["description"]?.text("description") ?? "", shows: try keys["shows"]?.text("shows") ?? "",
            data: data, model: model, compile: try keys["compile"].map { node throws(DocumentError) in try CompileSpec(node) },
            fit: try keys["fit"].map { node throws(DocumentError) in try FitSpec(node) } ?? FitSpec())
    }
}

extension LayerSpec {
    /// Reads a layer: `Flatten`, or `Conv2D: {filters: 16, …}`. A layer inside another layer has neither `name` nor `from`.
    init(_ node: YamlNode, isInside: Bool = false) throws(DocumentError) {
        let nameNode: YamlNode, arguments: YamlNode?
        switch node.kind {
        case .scalar:
            guard !node.isNull else { throw node.error("expected a layer such as Dense: {units: 10}, got nothing. Write one after the dash, or remove the dash.") }
            (nameNode, arguments) = (node, nil)
        case .mapping:
            guard node.entries.count == 1, let (key, value) = node.entries.first else {
                throw node.error("expected one layer with its arguments, such as Dense: {units: 10}, got \(node.entries.count) keys. Give each layer its own dash.")
            }
            (nameNode, arguments) = (key, value)
        case .sequence, .alias: throw node.error("expected a layer such as Dense: {units: 10}, got \(node.got).")
        }
        let name = try nameNode.text("layer")
        guard var layer = LayerSpec(kerasName: name) else {
            throw nameNode.error("expected a layer, got \(name.prefix(40)).\(NearestName.hint(name, in: LayerSpec.all.map(\.kerasName)))")
        }
        let states = isInside ? layer.arguments.filter { !$0.isReference } : layer.arguments + layer.linkArguments
        var given: [String: YamlNode] = [:]
        if let arguments, !arguments.isNull {
            given = try arguments.keys(name, known: states.map(\.name))
        }
        for state in states {
            guard let value = given[state.name] else {
                if state.isRequired { throw node.error("\(name) needs \(state.name): \(state.help). Add \(state.name):") }
                continue
            }
            guard layer.set(state.name, to: try value.value(of: state, what: "\(name) \(state.name)")) else {
                throw value.unexpected(state.domain, "\(name) \(state.name)")
            }
        }
        self = layer
    }
}

extension CompileSpec {
    init(_ node: YamlNode) throws(DocumentError) {
        let keys = try node.keys("compile", known: ["optimizer", "loss", "metrics"])
        self.init()
        if let optimizer = keys["optimizer"] { (self.optimizer, schedule) = try OptimizerSpec.read(optimizer) }
        guard let loss = keys["loss"] else { throw node.error("compile has no loss. Add loss: categorical_crossentropy") }
        self.loss = try loss.form("loss")
        metrics = []
        for item in try keys["metrics"]?.items("metrics") ?? [] { metrics.append(try item.form("metrics")) }
    }
}

extension OptimizerSpec {
    /// Reads an optimizer: `adam`, or `adam: {learning_rate: 0.01}`, where the rate may be a schedule: `{CosineDecay: {decay_steps: 1000}}`.
    static func read(_ node: YamlNode) throws(DocumentError) -> (OptimizerSpec, Schedule?) {
        let nameNode: YamlNode, arguments: YamlNode?
        if node.entries.count == 1, let (key, value) = node.entries.first {
            (nameNode, arguments) = (key, value)
        } else {
            (nameNode, arguments) = (node, nil)
        }
        let name = try nameNode.text("optimizer")
        guard var optimizer = OptimizerSpec(kerasName: name) ?? OptimizerSpec.all.first(where: { $0.kerasClass == name }) else {
            throw nameNode.error("optimizer: expected an optimizer, got \(name.prefix(40)).\(NearestName.hint(name, in: OptimizerSpec.all.map(\.kerasName)))")
        }
        let states = optimizer.arguments
        var schedule: Schedule?
        if let arguments, !arguments.isNull {
            for (argument, value) in try arguments.keys(name, known: states.map(\.name)).sorted(by: { $0.key < $1.key }) {
                if argument == "learning_rate", value.kind == .mapping {
                    let read: Schedule = try value.form("learning_rate")
                    if let problem = read.problem { throw value.error(problem) }
                    schedule = read
                    continue
                }
                guard let state = states.first(where: { $0.name == argument }), optimizer.set(argument, to: try value.value(of: state, what: "\(name) \(argument)"))
                else { throw value.error("\(name) \(argument): expected \(states.first { $0.name == argument }?.domain.expectation ?? "another value"), got \(value.got).") }
            }
        }
        if let problem = optimizer.limits.problem { throw node.error("\(name): \(problem)") }
        return (optimizer, schedule)
    }
}

extension FitSpec {
    /// The numbers of epochs that a recipe may ask for.
    public static let epochsRange = 1...1_000_000
    /// The batch sizes that a recipe may ask for.
    public static let batchRange = 1...65_536
    /// The numbers of training samples that a recipe may be held to.
    public static let trainingSamplesRange = 1...1_000_000_000
    /// The seeds that a recipe may give.
    public static let seedRange = SplitSpec.seedRange

    init(_ node: YamlNode) throws(DocumentError) {
        let keys = try node.keys("fit", known: ["epochs", "batch_size", "validation_split", "training_samples", "shuffle", "seed", "callbacks"])
        self.init()
        if let value = keys["epochs"] { epochs = try value.integer("epochs", in: Self.epochsRange) }
        if let value = keys["batch_size"] { batchSize = try value.integer("batch_size", in: Self.batchRange) }
        if let value = keys["validation_split"] {
            validationSplit = try value.share("validation_split")
        }
        if let value = keys["training_samples"] { trainingSamples = try value.integer("training_samples", in: Self.trainingSamplesRange) }
        if let value = keys["shuffle"] { shuffle = try value.flag("shuffle") }
        for item in try keys["callbacks"]?.items("callbacks") ?? [] { callbacks.append(try item.form("callbacks")) }
        if let value = keys["seed"] { seed = try value.integer("seed", in: Self.seedRange) }
    }
}
