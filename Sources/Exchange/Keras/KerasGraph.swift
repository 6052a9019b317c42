import Networks

/// A stack whose layers read others than the one above them, in Keras' functional API: a line a layer, which calls it with what it reads. A named layer's output
/// has a variable of its name.
struct KerasGraph {
    private(set) var lines: [KerasProgram.Line] = []
    /// For each of Keras' layers that has weights: its name in the network, and its tensors in the order in which Keras keeps them.
    private(set) var weights: [(layer: String, tensors: [String])] = []

    /// `entry` makes the input.
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
            for (place, call) in calls.enumerated() {
                let isLast = place == calls.count - 1, source = place == 0 ? Self.sources(of: layer, read, names) : above
                let state = isLast ? names.state(layer.links.name).map { ", *\($0)" } ?? "" : ""
                lines.append(.init("\(above)\(state) = \(call)(\(source))\(isLast ? layers.note(index) : "")", layer: index))
            }
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
