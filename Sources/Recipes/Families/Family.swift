/// What a run is: what its stack learns to give. It is found once, from the recipe and the targets of its data; whatever differs by family asks for the
/// family, never for the loss.
///
/// A family is a file in this folder, and where it differs from a network that gives classes one conformance each in Training, Lab and Screens.
public enum Family: String, CaseIterable, Hashable, Sendable {
    // In the order in which they are asked whether a recipe is theirs.
    case boltzmannMachine, autoencoder, sequenceLabelling, regression, classifier

    public var description: any FamilyDescription {
        switch self {
        case .boltzmannMachine: BoltzmannMachineFamily()
        case .autoencoder: AutoencoderFamily()
        case .sequenceLabelling: SequenceLabellingFamily()
        case .regression: RegressionFamily()
        case .classifier: ClassifierFamily()
        }
    }

    /// The family of a recipe; `targets`: what its data has, `nil` where the data is not known.
    public init(_ recipe: Recipe, _ targets: TargetFacts? = nil) {
        self = Family.allCases.first { $0.description.includes(recipe, targets) } ?? .classifier
    }
}
