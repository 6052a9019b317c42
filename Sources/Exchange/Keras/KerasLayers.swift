import Networks
import Tensors

/// The layers of a stack as layers of Keras: mostly the one of the same name; of a layer that Keras does not have those that give the same outputs.
struct KerasLayers {
    let model: [LayerSpec]
    let names: KerasNames
    /// Those of the stack; none where only the program is wanted.
    private let variables: [StackPlan.Weight]
    /// Whether the layers that have weights are found by their names.
    private let namesWeights: Bool

    init(_ model: [LayerSpec], variables: [StackPlan.Weight], namesWeights: Bool) {
        self.model = model
        self.variables = variables
        self.namesWeights = namesWeights
        names = KerasNames(model)
    }

    /// Why a stack has no program in Keras; `nil` where it has one.
    static func problem(_ model: [LayerSpec], equivalent: (LayerSpec) -> KerasEquivalent? = \.kerasEquivalent) -> String? {
        model.firstIndex { $0.kerasPath == nil && equivalent($0) == nil }.map { "Keras has no \(model[$0].kerasName), which is layer \($0 + 1)" }
    }

    /// What makes the layers of Keras that stand for a layer, one after another; the last holds its weights and has its name.
    func calls(_ index: Int) -> [String] {
        let layer = model[index], parts = layer.kerasEquivalent?.layers ?? [layer]
        return parts.enumerated().map { place, part in
            let isLast = place == parts.count - 1
            var more: [String] = []
            if let name = isLast ? layer.links.name ?? automaticName(index, part) : names.mayMeet(part.kerasName) ? "\(index).\(part.kerasName)" : nil {
                more.append("name=\(KerasText.quoted(name))")
            }
            if isLast, names.state(layer.links.name) != nil { more.append("return_state=True") }
            return KerasText.python(part, more)
        }
    }

    /// What the program says in a comment behind the last of them.
    func note(_ index: Int) -> String { model[index].kerasEquivalent.map { "  # \($0.note)" } ?? "" }

    /// The name of the layer of Keras that holds the weights, where it has one. A name with a dot is none that a person gave.
    func name(_ index: Int) -> String { model[index].links.name ?? "\(index).\(model[index].kerasName)" }

    private func automaticName(_ index: Int, _ part: LayerSpec) -> String? {
        namesWeights && !tensors(index).isEmpty || names.mayMeet(part.kerasName) ? name(index) : nil
    }

    /// The layer's tensors in the order in which Keras keeps them.
    func tensors(_ index: Int) -> [String] {
        let all = variables.filter { $0.layer == index }.map(\.name)
        guard let kept = model[index].kerasEquivalent?.variables else { return all }
        return kept.compactMap { name in all.first { $0.hasSuffix(".\(name)") } }
    }

    /// `keras.Input` for examples of this shape; `batch` where layers carry a state on, which need to know how many samples there are.
    func input(_ shape: Shape?, batch: String?) -> String {
        let name = names.mayMeet("InputLayer") ? ", name=\"0.Input\"" : ""
        return "keras.Input(shape=\(shape?.tuple ?? "...")\(batch.map { ", batch_size=\($0)" } ?? "")\(name))"
    }
}
