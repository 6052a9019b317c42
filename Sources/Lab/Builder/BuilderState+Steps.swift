import Networks
import Recipes

extension BuilderState {
    /// Undoes or redoes: the recipe goes from one list of steps to the other.
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
        let place = selection
        change { $0.model.swapAt(place, target) }
        selection = target
    }

    /// Applies a repair of the first problem, or of the first note that has one.
    mutating func repair(_ number: Int) {
        guard let note = repairable else { return }
        if note.edits.indices.contains(number - note.repairs.count) { return change { $0.apply(note.edits[number - note.repairs.count]) } }
        guard note.repairs.indices.contains(number), let layer = note.layer else { return }
        let repair = note.repairs[number]
        change { recipe in
            switch repair {
            case .insertBefore(let spec): recipe.model.insert(spec, at: min(layer, recipe.model.count))
            case .insertAfter(let spec): recipe.model.insert(spec, at: min(layer + 1, recipe.model.count))
            case .replace(let spec): if recipe.model.indices.contains(layer) { recipe.model[layer] = spec }
            case .remove: if recipe.model.indices.contains(layer) { recipe.model.remove(at: layer) }
            }
        }
        // The next layer is added after what was put in.
        if case .insertAfter = repair { selection = layer + 1 } else { selection = layer }
        clamp()
    }

    /// The note whose repairs the keys apply.
    public var repairable: RecipeCheck.Note? {
        check?.notes.filter { !$0.repairTitles.isEmpty }.min { $0.level == .wrong && $1.level != .wrong }
    }
}

extension RecipeCheck.Note {
    /// What the repairs do, in the order of the keys that apply them.
    public var repairTitles: [String] { repairs.map(\.title) + edits.map(\.title) }
}

extension LayerProblem.Repair {
    /// What the repair does, for the key that applies it: `insert Flatten`.
    public var title: String {
        switch self {
        case .insertBefore(let spec): "insert \(spec.kerasName) before it"
        case .insertAfter(let spec): "insert \(spec.kerasName) after it"
        case .replace(let spec):
            "make it \(spec.kerasName) " + spec.arguments.filter { $0.isRequired || !$0.isDefault }.map { "\($0.value)" }.joined(separator: " ")
        case .remove: "remove the layer"
        }
    }
}
