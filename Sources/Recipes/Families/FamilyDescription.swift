import Datasets
import Networks

/// How a family is recognised, its checks and its defaults. Requirements that a family doesn't implement behave as for a network.
public protocol FamilyDescription: Sendable {
    /// Whether a recipe belongs to this family. `targets`: what is known of the data's targets, `nil` before the data is read.
    func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool
    /// How messages call a family that is no network of layers trained by the gradient of a loss; `nil` for a network.
    var machine: MachineWords? { get }
    /// Whether its output is a reconstruction of the inputs.
    var reconstructs: Bool { get }
    /// What is right and wrong with a legal stack for its data, its loss and its metrics.
    func notes(_ stack: StackFacts) -> [RecipeCheck.Note]
    /// Layers that lead an empty or legal stack nearer to one that fits its targets, the best first.
    func repairs(_ stack: StackFacts) -> [Repair]
    /// How many such repairs a legal stack needs; 0 where it fits.
    func distance(_ stack: StackFacts) -> Int
    /// Why the family can't learn from inputs with these values, in one sentence; `nil` where it can.
    func problem(ofInputs values: some Sequence<Float>) -> String?
    /// Whether the recipe's loss can measure what the family learns from such data.
    func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool
    /// The loss, optimizer, metrics, epochs and batch size of a new stack of the family on such data.
    func defaults(_ data: DataSpec) -> FamilyDefaults
}

extension FamilyDescription {
    /// `nil`: most families are networks.
    public var machine: MachineWords? { nil }
    /// Whether its layers are trained as one network, by the gradient of a loss over the outputs.
    public var isNetwork: Bool { machine == nil }
    /// `false`: most families predict targets.
    public var reconstructs: Bool { false }
    /// The last layer against the loss, the metrics and the targets.
    public func notes(_ stack: StackFacts) -> [RecipeCheck.Note] { OutputCheck(stack)?.notes ?? [] }
    /// The layers that lead to as many outputs as the targets need.
    public func repairs(_ stack: StackFacts) -> [Repair] { OutputPath(stack).repairs }
    /// The number of layers on that path; more than any path has where none is known.
    public func distance(_ stack: StackFacts) -> Int { OutputPath(stack).steps?.count ?? OutputPath.mostSteps + 1 }
    /// `nil`: a network learns from any finite numbers.
    public func problem(ofInputs values: some Sequence<Float>) -> String? { nil }
    /// `true`: any loss.
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool { true }
    /// Keras' defaults with categorical cross-entropy and accuracy.
    public func defaults(_ data: DataSpec) -> FamilyDefaults { FamilyDefaults() }
}

/// The words that messages use for a family that is no network.
public struct MachineWords: Hashable, Sendable {
    /// Its name: "a Boltzmann machine".
    public let name: String
    /// What libraries of networks don't have, as words that follow "neither": "restricted Boltzmann machines nor contrastive divergence".
    public let lack: String
    /// The part of it that can be exported as a network: "its hidden units as a Dense layer".
    public let features: String
}

/// What is known of the targets that a model learns from.
public struct TargetFacts: Hashable, Sendable {
    /// Whether they are classes, numbers or the inputs, and their shape.
    public let kind: TargetKind
    /// The number of classes; `nil` where the targets are not classes.
    public let classes: Int?

    /// Targets of a kind and, where they are classes, their number.
    public init(kind: TargetKind, classes: Int?) {
        self.kind = kind
        self.classes = classes
    }
}

/// What a family checks: a legal stack, what it is compiled with, and the targets of its data.
public struct StackFacts: Sendable {
    /// The stack with its shapes.
    public let plan: StackPlan
    /// The recipe's optimizer, loss and metrics.
    public let compile: CompileSpec
    /// The targets of the data.
    public let targets: TargetFacts
    /// What the recipe says of its data.
    public let data: DataSpec
    /// Whether ways to outputs that fit are looked for.
    public let findsRepairs: Bool
}

/// What a new stack of a family is compiled and trained with.
public struct FamilyDefaults: Hashable, Sendable {
    /// Optimizer, loss and metrics.
    public var compile = CompileSpec()
    /// `nil` where the family needs no number of its own.
    public var epochs: Int?
    /// `nil` where the family needs no batch size of its own.
    public var batchSize: Int?
}
