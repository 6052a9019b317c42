import Networks
import Tensors

/// The layers of a model as layers of Keras: mostly the one of the same name; for a layer that Keras does not have, layers that give the same outputs.
struct KerasLayers {
    let model: [LayerSpec]
    let names: KerasNames
    /// The variables of the layers; empty where only the program is needed.
    private let variables: [StackPlan.Weight]
    /// Whether the weights are assigned to layers by name.
    private let namesWeights: Bool

    init(_ model: [LayerSpec], variables: [StackPlan.Weight], namesWeights: Bool) {
        self.model = model
        self.variables = variables
        self.namesWeights = namesWeights
        names = KerasNames(model)
    }

    /// Why there is no Keras program for a model; `nil` where there is one.
    static func problem(_ model: [LayerSpec], equivalent: (LayerSpec) -> KerasEquivalent? = \.kerasEquivalent) -> String? {
        model.firstIndex { $0.kerasPath == nil && equivalent($0) == nil }.map { "Keras has no \(model[$0].kerasName), which is layer \($0 + 1)" }
    }

    /// The expressions that create the layers of Keras for a layer, in order; the last one has its weights and its name.
    func calls(_ index: Int) -> [String] {
        let layer = model[index], parts = layer.kerasEquivalent?.layers ?? [layer]
        return parts.enumerated().map { position, part in
            let isLast = position == parts.count - 1
            var more: [String] = []
            if let name = isLast ? layer.links.name ?? automaticName(index, part) : names.mayEqualName(part.kerasName) ? "\(index).\(part.kerasName)" : nil {
                more.append("name=\(KerasText.quoted(name))")
            }
            if isLast, names.state(layer.links.name) != nil { more.append("return_state=True") }
            return KerasText.python(part, more)
        }
    }

    /// The comment after the last of these expressions.
    func note(_ index: Int) -> String { model[index].kerasEquivalent.map { "  # \($0.note)" } ?? "" }

    /// The name of the layer of Keras that has the weights. Automatic names have a dot, so that they can't be names that a person gave.
    func name(_ index: Int) -> String { model[index].links.name ?? "\(index).\(model[index].kerasName)" }

    private func automaticName(_ index: Int, _ part: LayerSpec) -> String? {
        namesWeights && !tensors(index).isEmpty || names.mayEqualName(part.kerasName) ? name(index) : nil
    }

    /// The names of the layer's tensors in Keras' order.
    func tensors(_ index: Int) -> [String] {
        let all = variables.filter { $0.layer == index }.map(\.name)
        guard let kept = model[index].kerasEquivalent?.variables else { return all }
        return kept.compactMap { name in all.first { $0.hasSuffix(".\(name)") } }
    }

    /// `keras.Input` for examples of this shape; `batch`: the batch size, which stateful layers need.
    func input(_ shape: Shape?, batch: String?) -> String {
        let name = names.mayEqualName("InputLayer") ? ", name=\"0.Input\"" : ""
        return "keras.Input(shape=\(shape?.tuple ?? "...")\(batch.map { ", batch_size=\($0)" } ?? "")\(name))"
    }
}
