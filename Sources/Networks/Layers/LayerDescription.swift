import Tensors

/// How the builder's palette groups layers, as a course does.
public enum LayerFamily: String, CaseIterable, Sendable {
    case dense, convolve, pool, shape, recur, steady, branch, energy

    /// What the family is for, one line.
    public var summary: String {
        switch self {
        case .dense: "weighs every input, bends the sums"
        case .convolve: "slides small kernels over images and sequences"
        case .pool: "keeps the largest or the mean of windows"
        case .shape: "arranges the same numbers in another shape"
        case .recur: "reads a sequence step by step and remembers"
        case .steady: "keeps values in bounds and nets from learning by heart"
        case .branch: "joins what several layers give"
        case .energy: "learns what its data is like, without targets"
        }
    }
}

/// What a layer does with a mask, which says of each time step whether it counts.
public enum MaskRole: Hashable, Sendable {
    /// Works step by step: its output has the mask of its input.
    case passes
    /// Its output gets a mask of its own.
    case makes
    /// Leaves masked steps out; its output has the mask still where it has the steps still.
    case uses(passesOn: Bool)
    /// Mixes steps without asking which count.
    case refuses
    /// Its output has a mask where its figures say so, joined from those of its inputs.
    case joins
}

/// Whether a layer works anything out, or only puts the same numbers elsewhere.
public enum Arrangement: Hashable, Sendable {
    /// It works numbers out.
    case none
    /// Its outputs are inputs, in another order, repeated or left out.
    case moves
    /// Its outputs are its inputs in the same order, in another shape.
    case reshapes
}

/// What a person writes of a layer: plain values with Keras' names and defaults, and what follows from them before anything runs.
protocol LayerDescription: Hashable, Sendable {
    /// Keras' name of the layer: `Conv2D`.
    static var kerasName: String { get }
    /// Its class in Keras, `layers.Conv2D`; `nil` for a layer that Keras does not have.
    static var kerasPath: String? { get }
    static var family: LayerFamily { get }
    /// One line: what the layer does.
    static var summary: String { get }
    /// The formula, in one line of plain text: `y = activation(x · kernel + bias)`.
    static var formula: String { get }
    /// In Keras' order; the defaults are those of `init()`.
    static var arguments: [Argument<Self>] { get }

    /// Whether TimeDistributed can apply it to each step: it knows nothing of other samples, makes no mask and holds no layer itself.
    static var worksStepByStep: Bool { get }
    /// Whether it takes images alone: (height, width, channels).
    static var readsImages: Bool { get }
    /// Whether its inputs are the numbers of symbols, and its variable has a row for each of them.
    static var readsSymbols: Bool { get }
    static var arrangement: Arrangement { get }
    /// The arguments that a Keras program always says, for Keras has no default for them, as a recipe has.
    static var saidInKeras: Set<String> { get }

    /// Keras' defaults (and a sensible small number where Keras has none, such as `units`).
    init()

    /// Its name and what it reads.
    var links: LayerLinks { get set }
    /// The layers that it reads beside that one, in their order.
    var references: [LayerReference] { get }

    /// What the layer makes of an input of this shape; throws the reason why it can't, and repairs.
    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures
    /// The same of all its inputs: what it reads, then what its references give.
    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures
    var maskRole: MaskRole { get }
    /// The activation that the layer ends with, where it has one.
    var lastActivation: Activation? { get }
    /// How it reads a sequence, where it is recurrent.
    var cellReading: CellReading? { get }
    /// What stands for a layer in a Keras program that Keras does not have; `nil` where it has it, and where nothing gives the same.
    var kerasEquivalent: KerasEquivalent? { get }
    /// The layer as one of the list.
    var spec: LayerSpec { get }
}

extension LayerDescription {
    var references: [LayerReference] { [] }
    var maskRole: MaskRole { .refuses }
    var lastActivation: Activation? { nil }
    var cellReading: CellReading? { nil }
    static var worksStepByStep: Bool { true }
    static var readsImages: Bool { false }
    static var readsSymbols: Bool { false }
    static var arrangement: Arrangement { .none }
    static var kerasPath: String? { "layers.\(kerasName)" }
    static var saidInKeras: Set<String> { [] }
    var kerasEquivalent: KerasEquivalent? { nil }

    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try plan(input: inputs[0].shape, sizes: sizes) }
}

/// Layers of Keras that together give what a layer gives that Keras does not have.
public struct KerasEquivalent: Hashable, Sendable {
    /// One after another.
    public let layers: [LayerSpec]
    /// The layer's variables that the last of them holds, in its order.
    public let variables: [String]
    /// What the program says of it in a comment.
    public let note: String
}

/// What is known of a layer before it runs, for one sample.
public struct LayerFigures: Hashable, Sendable {
    public var output: Shape
    /// The layer's variables in Keras' order: name and shape.
    public var variables: [Variable]
    /// Floating-point operations of one sample's forward pass, a multiply and an add counted as two.
    public var flops: Int
    /// Whether the layer joins its inputs' masks to one of its own.
    var joinsMasks = false

    public struct Variable: Hashable, Sendable {
        /// `kernel`; of a wrapped layer with its part: `forward.LSTM.kernel`.
        public let name: String
        public let shape: Shape
        public let isTrainable: Bool
        let options: WeightOptions
        /// Places that begin with 1 whatever the initializer says: an LSTM's forget gate.
        let ones: Range<Int>?

        init(_ name: String, _ shape: Shape, _ options: WeightOptions = WeightOptions(.zeros), isTrainable: Bool = true, ones: Range<Int>? = nil) {
            self.name = name
            self.shape = shape
            self.options = options
            self.isTrainable = isTrainable
            self.ones = ones
        }

        /// Why its initializer can't fill it, one sentence; `nil` where it can.
        var problem: String? {
            switch options.initializer.kind {
            case .identity where shape.rank != 2: "\(name)_initializer: identity needs a matrix, but the \(name) is \(shape.tuple). Choose another."
            case .orthogonal where shape.rank < 2: "\(name)_initializer: orthogonal needs two axes or more, but the \(name) is \(shape.tuple). Choose another."
            default: nil
            }
        }

        /// The same as a part of another layer.
        func within(_ prefix: String) -> Variable { Variable("\(prefix).\(name)", shape, options, isTrainable: isTrainable, ones: ones) }
    }

    init(output: Shape, variables: [Variable] = [], flops: Int = 0) {
        self.output = output
        self.variables = variables
        self.flops = flops
    }
}

/// Why a layer can't take its input: one sentence with expected, got and the repair, and the repairs as edits that one key applies.
public struct LayerProblem: Error, Hashable, Sendable {
    /// "expects a flat input, got (31, 31, 32). Put a Flatten before it." (the stack's planner adds where: "Layer 3 (Dense): …")
    public let sentence: String
    public let repairs: [Repair]

    /// An edit of the stack, relative to the layer that has the problem.
    public enum Repair: Hashable, Sendable {
        case insertBefore(LayerSpec)
        case insertAfter(LayerSpec)
        case replace(LayerSpec)
        case remove
    }

    public init(_ sentence: String, repairs: [Repair] = []) {
        self.sentence = sentence
        self.repairs = repairs
    }
}
