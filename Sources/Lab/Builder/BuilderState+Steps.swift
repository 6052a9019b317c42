import Networks
import Recipes

extension BuilderState {
    /// Undoes or redoes: takes a recipe from one list and puts the current one into the other.
    mutating func step(from source: WritableKeyPath<Self, [Recipe]>, to target: WritableKeyPath<Self, [Recipe]>) -> [Effect] {
        guard let recipe = self[keyPath: source].popLast() else { return [] }
        self[keyPath: target].append(self.recipe)
        asksForTarget = false
        let hasOtherData = recipe.readsOtherwise(than: self.recipe)
        if hasOtherData { dataProblem = nil }
        self.recipe = recipe
        clamp()
        return hasOtherData && currentFacts == nil ? [question] : []
    }

    mutating func moveLayer(by step: Int) {
        let target = selection + step
        guard recipe.model.indices.contains(selection), recipe.model.indices.contains(target) else { return }
        let index = selection
        change { $0.model.swapAt(index, target) }
        selection = target
    }

    /// Applies one of `repairs`, by its index.
    mutating func repair(_ number: Int) {
        let repairs = repairs
        guard repairs.indices.contains(number) else { return }
        var next: Int?
        change { next = $0.apply(repairs[number]) }
        if let next { selection = next }
        clamp()
    }
}

extension BuilderState {
    /// Why a repair can't be applied now; `nil` where it can.
    func unavailableRepair(_ number: Int) -> String? {
        let repairs = repairs
        guard let first = repairs.first else {
            guard let problem = check?.problem?.sentence ?? dataProblem else { return "There is nothing to repair." }
            return "No key can repair that: \(problem)"
        }
        return repairs.indices.contains(number) ? nil : "There is no other repair than \(title(of: first, layer: nil))."
    }

    /// What a repair does, for the key that applies it: `insert Flatten before it`, `units: num_classes`; of a layer other than `layer` with its number.
    public func title(of repair: Repair, layer: Int?) -> String {
        switch repair {
        case .edit(let edit): return edit.title
        case .layer(..<0, .insertAfter(let spec)): return "insert \(spec.kerasName)"
        case .layer(let index, let change):
            let place = index == layer ? "" : "layer \(index + 1): "
            guard case .replace(let spec) = change, recipe.model.indices.contains(index), recipe.model[index].kerasName == spec.kerasName else { return place + change.title }
            let former = Dictionary(recipe.model[index].arguments.map { ($0.name, $0.value) }) { first, _ in first }
            return place + spec.arguments.filter { former[$0.name] != $0.value }.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        }
    }
}

extension LayerProblem.Repair {
    /// What the repair does, as the label of its key: `insert Flatten after it`.
    public var title: String {
        switch self {
        case .insertBefore(let spec): "insert \(spec.kerasName) before it"
        case .insertAfter(let spec): "insert \(spec.kerasName) after it"
        case .replace(let spec):
            "make it \(spec.kerasName) " + spec.arguments.filter { $0.isRequired || !$0.isDefault }.map { "\($0.value)" }.joined(separator: " ")
        case .remove: "remove the layer"
        case .refer(_, let old?, let other): "read layer \(other.layer + 1) instead of \(old)"
        case .refer(_, nil, let other): "join layer \(other.layer + 1) to it"
        case .leaveOut("from", _): "read the layer above"
        case .leaveOut("name", _): "remove its name"
        case .leaveOut(_, let name): "leave \(name) out"
        case .moveBelow(let layer): "move it below layer \(layer + 1)"
        }
    }
}
