import Networks

/// A change of a recipe that a check proposes for what it has found, and that a key applies.
public enum Repair: Hashable, Sendable {
    /// A change of the layer at an index, or beside it.
    case layer(Int, LayerProblem.Repair)
    /// A change of anything else.
    case edit(RecipeEdit)
}

extension Recipe {
    /// Makes the change, and gives the index of the layer to look at next; `nil` where it concerns no layer.
    @discardableResult
    public mutating func apply(_ repair: Repair) -> Int? {
        switch repair {
        case .edit(let edit):
            apply(edit)
            return nil
        case .layer(_, .insertBefore(let spec)) where model.isEmpty, .layer(_, .insertAfter(let spec)) where model.isEmpty:
            model = [spec]
            return 0
        case .layer(let index, let repair): return model.apply(repair, at: index)
        }
    }

    func applying(_ repair: Repair) -> Recipe {
        var recipe = self
        recipe.apply(repair)
        return recipe
    }
}
