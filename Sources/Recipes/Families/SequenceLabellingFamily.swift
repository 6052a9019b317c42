import Networks

/// A network that predicts a class at each step of a sequence.
struct SequenceLabellingFamily: FamilyDescription {
    /// Whether each sample has several targets that are classes.
    func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        switch targets?.kind {
        case .classes(_, let perSample): perSample > 1
        case .values(let shape): targets?.classes != nil && shape.rank > 1
        case .inputs, nil: false
        }
    }
}
