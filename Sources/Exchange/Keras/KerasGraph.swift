import Networks

/// A model whose layers read others than the one before them, in Keras' functional API: one line for each layer, which calls it with its inputs. The output of a named
/// layer has a variable of that name.
struct KerasGraph {
    private(set) var lines: [KerasProgram.Line] = []
    /// For each layer of Keras that has weights its name in the network, and its tensors in Keras' order.
    private(set) var weights: [(layer: String, tensors: [String])] = []

    /// `entry`: the expression that creates the input.
    init(_ layers: KerasLayers, entry: String) {
        let names = layers.names
        lines.append(.init("inputs = \(entry)"))
        var above = "inputs"
        for (index, layer) in layers.model.enumerated() {
            let read = layer.links.from.map(names.variable) ?? above, own = layer.links.name.map(names.variable)
            if case .input = layer {
                above = own ?? "inputs"
                if above != "inputs" { lines.append(.init("\(above) = inputs", layer: index)) }
                continue
            }
            let calls = layers.calls(index), tensors = layers.tensors(index)
            above = own ?? "x"
            if !tensors.isEmpty { weights.append((layers.name(index), tensors)) }
            for (position, call) in calls.enumerated() {
                let isLast = position == calls.count - 1, source = position == 0 ? Self.sources(of: layer, read, names) : above
                let state = isLast ? names.state(layer.links.name).map { ", *\($0)" } ?? "" : ""
                lines.append(.init("\(above)\(state) = \(call)(\(source))\(isLast ? layers.note(index) : "")", layer: index))
            }
        }
        lines.append(.init("model = keras.Model(inputs, \(above))"))
    }

    /// Whether a model needs the functional API.
    static func suits(_ model: [LayerSpec]) -> Bool {
        model.contains { layer in
            if case .input = layer { return true }
            return layer.links.from != nil || !layer.references.isEmpty
        }
    }

    private static func sources(of layer: LayerSpec, _ read: String, _ names: KerasNames) -> String {
        let others = layer.references.map { $0.role == .finalState ? names.state($0.name) ?? "" : names.variable($0.name) }
        return switch layer.references.first?.role {
        case nil: read
        case .input: "[\(([read] + others).joined(separator: ", "))]"
        case .finalState: "\(read), initial_state=\(others[0])"
        case .initialState: "\(read), initial_state=[\(others.joined(separator: ", "))]"
        }
    }
}
