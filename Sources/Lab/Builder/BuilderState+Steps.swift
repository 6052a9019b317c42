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

    /// Applies a repair of `repairable`, by its index.
    mutating func repair(_ number: Int) {
        guard let note = repairable else { return }
        if note.edits.indices.contains(number - note.repairs.count) { return change { $0.apply(note.edits[number - note.repairs.count]) } }
        guard note.repairs.indices.contains(number), let layer = note.layer else { return }
        let repair = note.repairs[number]
        var next = layer
        change { next = $0.model.apply(repair, at: layer) }
        selection = next
        clamp()
    }

    /// The note whose repairs the keys apply: the first wrong one, or else the first, that has repairs.
    public var repairable: RecipeCheck.Note? {
        check?.notes.filter { !$0.repairTitles.isEmpty }.min { $0.level == .wrong && $1.level != .wrong }
    }
}

extension RecipeCheck.Note {
    /// The labels of the repairs, in the order of the keys that apply them.
    public var repairTitles: [String] { repairs.map(\.title) + edits.map(\.title) }
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
