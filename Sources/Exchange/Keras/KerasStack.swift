import Networks

/// A model as Keras' `Sequential`, and the assignment of its weights.
struct KerasStack {
    /// The lines that create the layers, each ending in a comma.
    private(set) var lines: [KerasProgram.Line] = []
    /// For each of Keras' layers that has weights: its index in the network, and its tensors in Keras' order.
    private(set) var weights: [(layer: Int, tensors: [String])] = []

    init(_ layers: KerasLayers) {
        for index in layers.model.indices {
            let calls = layers.calls(index), tensors = layers.tensors(index)
            for (position, call) in calls.enumerated() { lines.append(.init(call + "," + (position == calls.count - 1 ? layers.note(index) : ""), layer: index)) }
            if !tensors.isEmpty { weights.append((lines.count - 1, tensors)) }
        }
    }
}
