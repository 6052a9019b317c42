/// The kind of model that a run trains. It is decided once, from the recipe and the targets of its data; code that differs by family asks for the
/// family, never for the loss.
///
/// A family is a file in this folder. Where it differs from a classifier it has one conformance each in Training, Lab and Screens.
public enum Family: String, CaseIterable, Hashable, Sendable {
    // In the order in which they are asked whether they include a recipe.
    case boltzmannMachine, autoencoder, sequenceLabelling, regression, classifier

    /// The family's checks and defaults.
    public var description: any FamilyDescription {
        switch self {
        case .boltzmannMachine: BoltzmannMachineFamily()
        case .autoencoder: AutoencoderFamily()
        case .sequenceLabelling: SequenceLabellingFamily()
        case .regression: RegressionFamily()
        case .classifier: ClassifierFamily()
        }
    }

    /// The family of a recipe. `targets`: what is known of the data's targets, `nil` before the data is read.
    public init(_ recipe: Recipe, _ targets: TargetFacts? = nil) {
        self = Family.allCases.first { $0.description.includes(recipe, targets) } ?? .classifier
    }
}
