import Networks

/// How far a recipe is from running on its data: counts of what is left to repair, compared from the first on. A repair is offered only where it makes this smaller, and there is no
/// endless descent of such counts: that is why repairs never lead round in a circle.
struct RepairMeasure: Comparable {
    private let counts: [Int]

    init(_ recipe: Recipe, _ facts: DataFacts) {
        let check = RecipeCheck(recipe, facts, findsRepairs: false), plan = check.plan, isIllegal = plan.layers.count < recipe.model.count
        func notes(_ level: RecipeCheck.Note.Level) -> Int { check.notes.filter { $0.level == level }.count }
        counts = [
            recipe.openChoices, recipe.lossRank,
            // The layers from the first illegal one on; where a layer is only unused, every one may become the next.
            isIllegal ? recipe.model.count - plan.layers.count : 0, plan.problem == nil || isIllegal ? 0 : recipe.model.count,
            recipe.model.isEmpty ? 1 : 0, SymbolCheck(recipe, facts, plan).unread.count, check.distance, notes(.wrong), notes(.attention),
        ]
    }

    static func < (one: RepairMeasure, other: RepairMeasure) -> Bool { one.counts.lexicographicallyPrecedes(other.counts) }
}

extension Recipe {
    /// How many settings of the data are not yet where a repair would put them; what they change is known only when the data is read again.
    fileprivate var openChoices: Int {
        [data.scaling != .normalise, data.targetScaling != .normalise, data.targets != .classes, data.source.table?.missing == .refuse].filter { $0 }.count
    }

    /// Repairs choose losses in one direction: from those that ask most of the targets to the squared error, which measures any.
    fileprivate var lossRank: Int {
        guard let loss = compile?.loss else { return 0 }
        let order: [LossSpec] = [.meanSquaredError, .binaryCrossentropy, .categoricalCrossentropy, .sparseCategoricalCrossentropy, .contrastiveDivergence]
        return order.firstIndex { $0.kind == loss.kind } ?? 1
    }
}
