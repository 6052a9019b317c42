import Kernels
import Tensors

/// What a loss is: its names, what it wants of outputs and targets, and what works it out. A loss is one file and one line in `LossKind.allCases`.
protocol LossDescription: FormDescription {
    /// In one line of plain text, with outputs y and targets t: `mean (y − t)²`.
    static var formula: String { get }
    /// What the outputs stand for.
    static var outputMeaning: OutputMeaning { get }
    /// The last activation that is computed as one with this loss: loss and gradient are then by the sums before it, exact where an output saturates.
    static var jointActivation: Activation? { get }
    /// What a target is.
    static var targetForm: TargetForm { get }
    /// The numbers that a target may hold.
    static var targetDomain: TargetDomain { get }

    /// The loss with the parameters that a recipe gives.
    init(_ spec: LossSpec)

    /// The shape of a sample's outputs that this loss needs for targets of a kind; `nil` where it needs none.
    func outputs(for target: TargetKind) -> Shape?
    /// The shape of a sample's target that goes with outputs of this shape. `isIndexed`: a class number stands for each row of outputs.
    func target(of outputs: Shape, isIndexed: Bool) -> Shape
    /// What the kernels work out, where `isJoined` as one with `jointActivation`; `nil` for a loss that is no function of outputs and targets.
    func kernel(isJoined: Bool) -> LossKernels.Form?
    /// What a person should know of outputs that end with this activation; `nil` where there is nothing to say.
    func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark?
}

/// What a loss takes its outputs for.
public enum OutputMeaning: Hashable, Sendable {
    /// A row of outputs weighs classes against each other: one of them is right.
    case classes
    /// Each output is a yes or no of its own.
    case decisions
    /// Each output is a number.
    case numbers
}

/// What a loss wants as a sample's target.
public enum TargetForm: Hashable, Sendable {
    /// A class number for each row of outputs.
    case classNumbers
    /// A number for each output; of classes a row with a one, which a class number may stand for.
    case numbers
    /// None: a Boltzmann machine learns from its inputs alone.
    case nothing
}

/// What a loss says of the outputs that it would be given, one sentence.
public struct LossRemark: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String
    /// The last activation that repairs it.
    public let repair: Activation?

    init(_ level: Level, _ sentence: String, repair: Activation? = nil) {
        self.level = level
        self.sentence = sentence
        self.repair = repair
    }
}

extension LossDescription {
    static var kerasPath: String? { "losses.\(Self.self)" }
    /// The formula; a loss says also what it is for, where that is not plain.
    static var help: String { formula }
    static var outputMeaning: OutputMeaning { .numbers }
    static var jointActivation: Activation? { nil }
    static var targetForm: TargetForm { .numbers }
    static var targetDomain: TargetDomain { .finite }

    /// As many as there are targets: an output for each class at each position, one for two classes where outputs are decisions or numbers.
    func outputs(for target: TargetKind) -> Shape? {
        switch target {
        case .classes(let count, let perSample):
            let columns = count == 2 && Self.outputMeaning != .classes ? 1 : count
            return perSample == 1 ? [columns] : [perSample, columns]
        case .values(let shape), .inputs(let shape): return shape
        }
    }

    func target(of outputs: Shape, isIndexed: Bool) -> Shape { isIndexed ? Shape(outputs.dimensions.dropLast()) : outputs }

    func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark? { nil }
}

extension LossDescription where Self: PlainForm {
    init(_ spec: LossSpec) { self.init() }
}
