import Networks

/// A stack as Keras' `Sequential`, and where its weights go.
struct KerasStack {
    /// The layers' lines, each ending in a comma, with the layer of the model that it makes.
    private(set) var lines: [KerasProgram.Line] = []
    /// For each of Keras' layers that has weights: its place in the network, and its tensors in the order in which Keras keeps them.
    private(set) var weights: [(layer: Int, tensors: [String])] = []

    init(_ layers: KerasLayers) {
        for index in layers.model.indices {
            let calls = layers.calls(index), tensors = layers.tensors(index)
            for (place, call) in calls.enumerated() { lines.append(.init(call + "," + (place == calls.count - 1 ? layers.note(index) : ""), layer: index)) }
            if !tensors.isEmpty { weights.append((lines.count - 1, tensors)) }
        }
    }
}
