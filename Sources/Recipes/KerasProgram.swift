import Datasets
import Networks
import Tensors

/// The same experiment as a Keras program: what a student reads beside the stack.
public struct KerasProgram: Hashable, Sendable {
    public let lines: [Line]

    public struct Line: Hashable, Sendable {
        public let text: String
        /// The layer of the model that the line makes.
        public let layer: Int?
    }

    public var text: String { lines.map(\.text).joined(separator: "\n") + "\n" }

    public init(_ recipe: Recipe, input: Shape?, classes: Int?) {
        var lines: [Line] = []
        func add(_ text: String, layer: Int? = nil) { lines.append(Line(text: text, layer: layer)) }
        add("import keras")
        add("from keras import layers")
        add("")
        add("keras.utils.set_random_seed(\(recipe.fit.seed))")
        if recipe.usesNumberOfClasses { add("num_classes = \(classes.map(String.init) ?? "...")") }
        add("model = keras.Sequential([")
        add("    keras.Input(shape=\(input?.tuple ?? "...")),")
        for (index, layer) in recipe.model.enumerated() {
            let positional = layer.arguments.filter(\.isRequired).map { Self.python($0.value) }
            let named = layer.arguments.filter { !$0.isRequired && !$0.isDefault }.map { "\($0.name)=\(Self.python($0.value))" }
            add("    layers.\(layer.kerasName)(\((positional + named).joined(separator: ", "))),", layer: index)
        }
        add("])")
        if let compile = recipe.compile {
            let named = compile.optimizer.arguments.filter { !$0.isDefault }.map { "\($0.name)=\(Self.python($0.value))" }
            let optimizer = named.isEmpty ? "\"\(compile.optimizer.kerasName)\"" : "keras.optimizers.\(compile.optimizer.kerasClass)(\(named.joined(separator: ", ")))"
            let metrics = compile.metrics.isEmpty ? "" : ", metrics=[\(compile.metrics.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]"
            add("model.compile(optimizer=\(optimizer), loss=\"\(compile.loss.rawValue)\"\(metrics))")
            let fit = recipe.fit
            var arguments = "epochs=\(fit.epochs), batch_size=\(fit.batchSize)"
            if fit.validationSplit > 0 { arguments += ", validation_split=\(fit.validationSplit)" }
            if !fit.shuffle { arguments += ", shuffle=False" }
            add("model.fit(x_train, y_train, \(arguments))")
        }
        self.lines = lines
    }

    private static func python(_ value: ArgumentValue) -> String {
        switch value {
        case .pair(let rows, let columns): "(\(rows), \(columns))"
        case .flag(let flag): flag ? "True" : "False"
        case .choice(let word): "\"\(word)\""
        case .none: "None"
        case .integer, .real, .numberOfClasses: "\(value)"
        }
    }
}

extension Recipe {
    /// Whether a layer's size follows the data: the stack can't be known without it.
    public var usesNumberOfClasses: Bool { model.contains { $0.arguments.contains { $0.value == .numberOfClasses } } }
}

extension OptimizerSpec {
    /// Keras' class: `RMSprop`.
    var kerasClass: String {
        switch self {
        case .sgd: "SGD"
        case .rmsprop: "RMSprop"
        case .adam: "Adam"
        }
    }
}
