import Tensors

/// A loss with its parameters: what training minimises.
public typealias LossSpec = Form<LossKind>

/// The losses.
public struct LossKind: DescribedKind {
    let type: any LossDescription.Type
    var form: any FormDescription.Type { type }

    /// Every loss, in the order of the builder's menu.
    public static let allCases: [LossKind] = [
        CategoricalCrossentropy.self,
        SparseCategoricalCrossentropy.self,
        BinaryCrossentropy.self,
        MeanSquaredError.self,
        MeanAbsoluteError.self,
        MeanSquaredLogarithmicError.self,
        Huber.self,
        LogCosh.self,
        KLDivergence.self,
        Poisson.self,
        Hinge.self,
        SquaredHinge.self,
        CosineSimilarity.self,
        ContrastiveDivergence.self,
    ].map(LossKind.init)

    /// The formula in one line of plain text, with outputs y and targets t: `mean (y − t)²`.
    public var formula: String { type.formula }
    /// How the loss interprets the outputs: as classes, decisions or numbers.
    public var outputMeaning: OutputMeaning { type.outputMeaning }
    /// The last activation that is computed together with this loss, from the sums before it, so that both stay exact where the activation saturates; `nil` for none.
    public var jointActivation: Activation? { type.jointActivation }
    /// What one target is: a class number, a number for each output, or nothing.
    public var targetForm: TargetForm { type.targetForm }
    /// The numbers that a target may hold.
    public var targetDomain: TargetDomain { type.targetDomain }
}

extension LossSpec {
    /// −Σ t ln p, without label smoothing.
    public static let categoricalCrossentropy = LossSpec(LossKind(type: CategoricalCrossentropy.self))
    /// −ln p of the right class, whose index is the target.
    public static let sparseCategoricalCrossentropy = LossSpec(LossKind(type: SparseCategoricalCrossentropy.self))
    /// −mean(t ln y + (1 − t) ln (1 − y)), without label smoothing.
    public static let binaryCrossentropy = LossSpec(LossKind(type: BinaryCrossentropy.self))
    /// mean (y − t)².
    public static let meanSquaredError = LossSpec(LossKind(type: MeanSquaredError.self))
    /// What a Boltzmann machine learns by.
    public static let contrastiveDivergence = LossSpec(LossKind(type: ContrastiveDivergence.self))

    /// The loss's own description, with these parameters.
    var description: any LossDescription { kind.type.init(self) }

    /// The shape of one sample's outputs that the loss needs for these targets; `nil` where it needs none.
    public func outputs(for target: TargetKind) -> Shape? { description.outputs(for: target) }

    /// The shape of one sample's target for outputs of this shape; with `isIndexed`, a class number stands for each row of outputs.
    public func target(of outputs: Shape, isIndexed: Bool) -> Shape { description.target(of: outputs, isIndexed: isIndexed) }

    /// What to tell a person about a network whose outputs have this shape and end with this activation; `nil` where there is nothing to say.
    public func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark? { description.remark(on: outputs, ending: ending, target: target) }

    /// Whether the loss scores classes against each other; it then also takes class numbers as targets.
    public var isCategorical: Bool { kind.type.outputMeaning == .classes }
    /// Whether a Boltzmann machine computes it itself: it is no function of outputs and targets.
    public var isOfMachines: Bool { kind.type.targetForm == .nothing }
}
