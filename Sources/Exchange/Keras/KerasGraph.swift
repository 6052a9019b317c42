import Networks

/// A stack whose layers read others than the one above them, in Keras' functional API: a line a layer, which calls it with what it reads. A named layer's output
/// has a variable of its name.
struct KerasGraph {
    private(set) var lines: [KerasProgram.Line] = []
    /// For each of Keras' layers that has weights: its name in the network, and its tensors in the order in which Keras keeps them.
    private(set) var weights: [(layer: String, tensors: [String])] = []

    /// `entry` makes the input; `variables` are those of the stack, none where only the program is wanted.
    init(_ model: [LayerSpec], entry: String, variables: [StackPlan.Weight] = []) {
        lines.append(.init("inputs = \(entry)"))
        var above = "inputs"
        // Layers whose final state others begin with give it beside their output.
        let givers = Set(model.flatMap(\.references).filter { $0.role == .finalState }.map(\.name))
        for (index, layer) in model.enumerated() {
            let read = layer.links.from.map(Self.variable) ?? above, target = layer.links.name.map(Self.variable) ?? "x"
            above = target
            if case .input = layer {
                above = layer.links.name.map(Self.variable) ?? "inputs"
                if above != "inputs" { lines.append(.init("\(above) = inputs", layer: index)) }
                continue
            }
            let tensors = variables.filter { $0.layer == index }.map(\.name).filter { !$0.hasSuffix(".visible_bias") }
            // A name with a dot is none that a person gave.
            var more: [String] = []
            if !tensors.isEmpty {
                weights.append((layer.links.name ?? "\(index).\(layer.kerasName)", tensors))
                if layer.links.name == nil { more.append("name=\"\(index).\(layer.kerasName)\"") }
            }
            if case .rbm(let rbm) = layer {
                let name = layer.links.name.map { ["name=\"\($0)\""] } ?? more
                lines.append(.init("\(target) = layers.Flatten()(\(read))", layer: index))
                let call = (["\(rbm.hiddenUnits)", "activation=\"sigmoid\""] + name).joined(separator: ", ")
                lines.append(.init("\(target) = layers.Dense(\(call))(\(target))  # the hidden units of an RBM, which Keras does not have", layer: index))
                continue
            }
            let givesState = layer.links.name.map(givers.contains) ?? false
            if givesState { more.append("return_state=True") }
            lines.append(.init("\(target)\(givesState ? ", *\(target)_state" : "") = \(KerasText.python(layer, more))(\(Self.sources(of: layer, read)))", layer: index))
        }
        lines.append(.init("model = keras.Model(inputs, \(above))"))
    }

    /// Whether a model asks for it.
    static func suits(_ model: [LayerSpec]) -> Bool {
        model.contains { layer in
            if case .input = layer { return true }
            return layer.links.from != nil || !layer.references.isEmpty
        }
    }

    private static func sources(of layer: LayerSpec, _ read: String) -> String {
        let names = layer.references.map { $0.role == .finalState ? variable($0.name) + "_state" : variable($0.name) }
        return switch layer.references.first?.role {
        case nil: read
        case .input: "[\(([read] + names).joined(separator: ", "))]"
        case .finalState: "\(read), initial_state=\(names[0])"
        case .initialState: "\(read), initial_state=[\(names.joined(separator: ", "))]"
        }
    }

    /// A layer's name as a variable that is neither one of the program's nor a word of Python.
    private static func variable(_ name: String) -> String {
        let word = name.replacing("-", with: "_")
        return taken.contains(word) ? word + "_" : word
    }

    private static let taken: Set<String> = [
        "x", "inputs", "model", "layers", "keras", "num_classes", "num_outputs", "vocabulary", "callbacks", "x_train", "y_train", "x_noisy",
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "False", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "True", "try", "while", "with", "yield",
    ]
}
