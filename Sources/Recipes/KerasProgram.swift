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
        for (index, layer) in recipe.model.enumerated() { add("    \(Self.python(layer)),", layer: index) }
        add("])")
        if let compile = recipe.compile { Self.training(compile, recipe.fit).forEach { add($0) } }
        self.lines = lines
    }

    private static func training(_ compile: CompileSpec, _ fit: FitSpec) -> [String] {
        var named = compile.optimizer.arguments.filter { !$0.isDefault && (compile.schedule == nil || $0.name != "learning_rate") }.map { "\($0.name)=\(python($0))" }
        if let schedule = compile.schedule { named.insert("learning_rate=\(call(schedule.text, schedule.kind.kerasPath))", at: 0) }
        let optimizer = named.isEmpty ? "\"\(compile.optimizer.kerasName)\"" : "keras.optimizers.\(compile.optimizer.kerasClass)(\(named.joined(separator: ", ")))"
        let loss = python(compile.loss.text, compile.loss.kind.kerasPath)
        let metrics = compile.metrics.filter { !$0.kind.isOfMachines }.map { python($0.text, $0.kind.kerasPath) }
        var lines = ["model.compile(optimizer=\(optimizer), loss=\(loss)\(metrics.isEmpty ? "" : ", metrics=[\(metrics.joined(separator: ", "))]"))"]
        var arguments = "epochs=\(fit.epochs), batch_size=\(fit.batchSize)"
        if fit.validationSplit > 0 { arguments += ", validation_split=\(fit.validationSplit)" }
        if !fit.shuffle { arguments += ", shuffle=False" }
        if !fit.callbacks.isEmpty {
            lines.append("callbacks = [")
            lines += fit.callbacks.map { "    \(call($0.text, $0.kind.kerasPath))," }
            lines.append("]")
            arguments += ", callbacks=callbacks"
        }
        return lines + ["model.fit(x_train, y_train, \(arguments))"]
    }

    /// `layers.Conv2D(16, (3, 3), activation="relu")`
    private static func python(_ layer: LayerSpec) -> String {
        let positional = layer.arguments.filter(\.isRequired).map { python($0) }
        let named = layer.arguments.filter { !$0.isRequired && !$0.isDefault }.map { "\($0.name)=\(python($0))" }
        return "layers.\(layer.kerasName)(\((positional + named).joined(separator: ", ")))"
    }

    private static func python(_ argument: ArgumentState) -> String {
        switch argument.value {
        case .pair(let rows, let columns): return "(\(rows), \(columns))"
        case .flag(let flag): return flag ? "True" : "False"
        case .choice(let word): return "\"\(word)\""
        case .none: return "None"
        case .integers(let numbers): return "(\(numbers.map(String.init).joined(separator: ", "))\(numbers.count == 1 ? "," : ""))"
        case .edges(let edges): return "((\(edges.top), \(edges.bottom)), (\(edges.left), \(edges.right)))"
        case .layer(let layer): return python(layer)
        case .form(let form):
            let shapes: [FormShape] =
                switch argument.domain {
                case .form(let shapes), .optionalForm(let shapes): shapes
                default: []
                }
            return python(form, shapes.first { $0.name == form.name }?.kerasPath ?? form.name)
        case .integer, .real, .numberOfClasses: return "\(argument.value)"
        }
    }

    /// A form by its name where it has nothing of its own, otherwise as a call of its class.
    private static func python(_ form: FormText, _ path: String) -> String { form.values.isEmpty ? "\"\(form.name)\"" : call(form, path) }

    private static func call(_ form: FormText, _ path: String) -> String {
        let arguments = form.values.sorted { $0.key < $1.key }.map { name, value -> String in
            switch value {
            case .word(let word): "\(name)=\(word == "true" ? "True" : word == "false" ? "False" : "\"\(word)\"")"
            case .number(let number): "\(name)=\(number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)")"
            case .numbers: "\(name)=\(value)"
            }
        }
        return "keras.\(path)(\(arguments.joined(separator: ", ")))"
    }
}

extension Recipe {
    /// Whether a layer's size follows the data: the stack can't be known without it.
    public var usesNumberOfClasses: Bool { model.contains(where: \.usesNumberOfClasses) }
}

extension LayerSpec {
    fileprivate var usesNumberOfClasses: Bool {
        arguments.contains { state in
            if case .layer(let inner) = state.value { return inner.usesNumberOfClasses }
            return state.value == .numberOfClasses
        }
    }
}
