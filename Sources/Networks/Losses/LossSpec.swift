/// What a stack minimises, with its parameters, as a recipe writes it.
public typealias LossSpec = Form<LossKind>

/// One of the losses that there are: a closed list, so that no file can name code.
public struct LossKind: FormKind {
    public let type: any LossDescription.Type

    init(_ type: any LossDescription.Type) {
        self.type = type
    }

    /// Every loss, in the order of the builder's menu.
    public static let allCases: [LossKind] = [
        .categoricalCrossentropy,
        .sparseCategoricalCrossentropy,
        .binaryCrossentropy,
        .meanSquaredError,
        .meanAbsoluteError,
        .meanSquaredLogarithmicError,
        .huber,
        .logCosh,
        .klDivergence,
        .poisson,
        .hinge,
        .squaredHinge,
        .cosineSimilarity,
        .contrastiveDivergence,
    ]

    public init?(rawValue name: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = found
    }

    public var rawValue: String { type.kerasName }
    public var shortNames: [String] { type.shortNames }
    public var parameters: [FormParameter] { type.parameters }
    public var help: String { type.help }
    public var kerasPath: String { type.kerasPath ?? type.kerasName }

    public static func == (left: LossKind, right: LossKind) -> Bool { left.type == right.type }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

extension LossSpec {
    public static let categoricalCrossentropy = LossSpec(.categoricalCrossentropy)
    public static let sparseCategoricalCrossentropy = LossSpec(.sparseCategoricalCrossentropy)
    public static let binaryCrossentropy = LossSpec(.binaryCrossentropy)
    public static let meanSquaredError = LossSpec(.meanSquaredError)
    public static let contrastiveDivergence = LossSpec(.contrastiveDivergence)

    /// The loss's own description, with these parameters.
    public var description: any LossDescription { kind.type.init(self) }

    /// Whether the loss weighs one class against others: it takes class numbers as they are.
    public var isCategorical: Bool { kind.type.outputMeaning == .classes }
    /// Whether a Boltzmann machine works it out itself: it is no function of outputs and targets.
    public var isOfMachines: Bool { kind.type.targetForm == .nothing }
}
