import Networks
import Recipes
import Tensors

/// A stack as Keras' `Sequential`, and where its weights go.
struct KerasStack {
    /// The layers' lines, each ending in a comma, with the layer of the model that it makes.
    private(set) var lines: [KerasProgram.Line] = []
    /// For each of Keras' layers that has weights: its place in the network, and its tensors in the order in which Keras keeps them.
    private(set) var weights: [(layer: Int, tensors: [String])] = []

    /// `variables`: those of the stack; none where only the program is wanted.
    init(_ model: [LayerSpec], variables: [StackPlan.Weight] = []) {
        var count = 0
        for (index, layer) in model.enumerated() {
            let names = variables.filter { $0.layer == index }.map(\.name)
            if case .rbm(let rbm) = layer {
                // Within a network it gives the means of its hidden units.
                lines.append(.init("layers.Flatten(),", layer: index))
                lines.append(.init("layers.Dense(\(rbm.hiddenUnits), activation=\"sigmoid\"),  # the hidden units of an RBM, which Keras does not have", layer: index))
                count += 1
                put(names.filter { !$0.hasSuffix(".visible_bias") }, at: count)
            } else {
                lines.append(.init(KerasText.python(layer) + ",", layer: index))
                put(names, at: count)
            }
            count += 1
        }
    }

    private mutating func put(_ tensors: [String], at place: Int) { if !tensors.isEmpty { weights.append((place, tensors)) } }

    /// `keras.Input` for examples of this shape; `batch` where layers carry a state on, which need to know how many samples there are.
    static func input(_ shape: Shape?, batch: String?) -> String { "keras.Input(shape=\(shape?.tuple ?? "...")\(batch.map { ", batch_size=\($0)" } ?? ""))" }
}
