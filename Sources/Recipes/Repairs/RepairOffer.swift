/// The finding whose repairs the keys apply, and those of them that bring the recipe nearer to running.
public struct RepairOffer: Hashable, Sendable {
    /// The first finding that keeps the recipe from running; where none does, the first that can be repaired.
    public let note: RecipeCheck.Note
    /// The best first.
    public let repairs: [Repair]

    /// `nil` where nothing is left to repair. A recipe that can't run and has no repair gets an offer without any.
    public init?(_ recipe: Recipe, _ facts: DataFacts) {
        let check = RecipeCheck(recipe, facts)
        // Worked out only where a note has a repair: the builder asks with every key.
        lazy var measure = RepairMeasure(recipe, facts)
        func helpful(_ note: RecipeCheck.Note) -> [Repair] { note.repairs.filter { RepairMeasure(recipe.applying($0), facts) < measure } }
        let wrong = check.notes.filter { $0.level == .wrong }, others = check.notes.filter { $0.level == .attention }
        for note in wrong.isEmpty ? others : wrong {
            let repairs = helpful(note)
            guard !repairs.isEmpty else { continue }
            (self.note, self.repairs) = (note, repairs)
            return
        }
        guard let first = wrong.first else { return nil }
        (note, repairs) = (first, [])
    }
}
