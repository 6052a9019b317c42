import Kernels
import Tensors

/// The description of a loss: its names, what it expects of outputs and targets, and the kernel that computes it. A loss is one file and one line in `LossKind.allCases`.
protocol LossDescription: FormDescription {
    /// The formula in one line of plain text, with outputs y and targets t: `mean (y − t)²`.
    static var formula: String { get }
    /// How the loss interprets the outputs.
    static var outputMeaning: OutputMeaning { get }
    /// The last activation that is computed together with this loss, from the sums before it, so that both stay exact where the activation saturates; `nil` for none.
    static var jointActivation: Activation? { get }
    /// What a target is.
    static var targetForm: TargetForm { get }
    /// The numbers that a target may hold.
    static var targetDomain: TargetDomain { get }

    /// The loss with the parameters that a recipe gives.
    init(_ spec: LossSpec)

    /// The shape of one sample's outputs that this loss needs for these targets; `nil` where it needs none.
    func outputs(for target: TargetKind) -> Shape?
    /// The shape of one sample's target for outputs of this shape; with `isIndexed`, a class number stands for each row of outputs.
    func target(of outputs: Shape, isIndexed: Bool) -> Shape
    /// The form for the loss kernels, computed together with `jointActivation` where `isJoined`; `nil` for a loss that is no function of outputs and targets.
    func kernel(isJoined: Bool) -> LossKernels.Form?
    /// What to tell a person about outputs of this shape that end with this activation; `nil` where there is nothing to say.
    func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark?
}

/// How a loss interprets the outputs of a network.
public enum OutputMeaning: Hashable, Sendable {
    /// A row of outputs scores classes, one of which is right.
    case classes
    /// Each output is a separate yes or no.
    case decisions
    /// Each output is a number.
    case numbers
}

/// What a loss expects as a sample's target.
public enum TargetForm: Hashable, Sendable {
    /// A class number for each row of outputs.
    case classNumbers
    /// A number for each output. For classes this is a row with a 1, and a class number may stand for the row.
    case numbers
    /// No target: a Boltzmann machine learns from its inputs alone.
    case nothing
}

/// What a loss says about the outputs that it would get, in one sentence.
public struct LossRemark: Hashable, Sendable {
    /// Whether outputs and loss fit, deserve a look, or can't work together.
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    /// How serious it is.
    public let level: Level
    /// The remark, with the repair where there is one.
    public let sentence: String
    /// The last activation that repairs it; `nil` where none does.
    public let repair: Activation?
    /// The loss to choose instead; `nil` where that is no repair.
    public let loss: LossSpec?

    init(_ level: Level, _ sentence: String, repair: Activation? = nil, loss: LossSpec? = nil) {
        self.loss = loss
        self.level = level
        self.sentence = sentence
        self.repair = repair
    }
}

extension LossDescription {
    static var kerasPath: String? { "losses.\(Self.self)" }
    /// The formula; a loss whose purpose is not plain from it adds that.
    static var help: String { formula }
    static var outputMeaning: OutputMeaning { .numbers }
    static var jointActivation: Activation? { nil }
    static var targetForm: TargetForm { .numbers }
    static var targetDomain: TargetDomain { .finite }

    /// As many outputs as targets: one for each class at each position, but a single one for two classes where outputs are decisions or numbers.
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
