import Datasets
import Networks

/// A family's identity, checks and defaults. The defaults of this protocol are those of a network.
public protocol FamilyDescription: Sendable {
    /// Whether a recipe is of this family; `targets`: what its data has, `nil` where the data is not known.
    func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool
    /// What it is where it is no network of layers, which is trained by the gradient of a loss of the outputs; `nil` for a network.
    var machine: MachineWords? { get }
    /// Whether what it gives is its inputs again.
    var reconstructs: Bool { get }
    /// What speaks for and against the legal stack `stack` on its data.
    func notes(_ stack: StackFacts) -> [RecipeCheck.Note]
    /// Why it can't learn from these numbers, one sentence; `nil` where it can.
    func problem(ofInputs values: some Sequence<Float>) -> String?
    /// Whether what compile says can measure what the family learns of such data.
    func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool
    /// What compile and fit say of a new stack of the family on such data.
    func defaults(_ data: DataSpec) -> FamilyDefaults
}

extension FamilyDescription {
    public var machine: MachineWords? { nil }
    public var isNetwork: Bool { machine == nil }
    public var reconstructs: Bool { false }
    public func notes(_ stack: StackFacts) -> [RecipeCheck.Note] { OutputCheck(stack)?.notes ?? [] }
    public func problem(ofInputs values: some Sequence<Float>) -> String? { nil }
    public func suits(_ compile: CompileSpec, _ data: DataSpec) -> Bool { true }
    public func defaults(_ data: DataSpec) -> FamilyDefaults { FamilyDefaults() }
}

/// What a family that is no network is called, to whom it is handed on.
public struct MachineWords: Hashable, Sendable {
    /// "a Boltzmann machine"
    public let name: String
    /// What no library of networks has, to follow "neither": "restricted Boltzmann machines nor contrastive divergence"
    public let lack: String
    /// What of it is a network: "its hidden units as a Dense layer"
    public let features: String
}

/// What is known of the targets that a stack learns from.
public struct TargetFacts: Hashable, Sendable {
    public let kind: TargetKind
    /// How many classes there are; `nil` where the targets stand for none.
    public let classes: Int?

    public init(kind: TargetKind, classes: Int?) {
        self.kind = kind
        self.classes = classes
    }
}

/// A legal stack, what it is trained with, and the targets of its data.
public struct StackFacts: Sendable {
    public let plan: StackPlan
    public let compile: CompileSpec
    public let targets: TargetFacts
}

/// What a new stack of a family is trained with.
public struct FamilyDefaults: Hashable, Sendable {
    public var compile = CompileSpec()
    /// `nil` where the family wants no other number than any.
    public var epochs: Int?
    public var batchSize: Int?
}
