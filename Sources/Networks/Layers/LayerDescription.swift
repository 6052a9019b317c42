import Tensors

/// The groups of layers in the builder's palette.
public enum LayerFamily: String, CaseIterable, Sendable {
    case dense, convolve, pool, shape, recur, steady, branch, energy

    /// What the layers of the family do, in one line.
    public var summary: String {
        switch self {
        case .dense: "weighted sums of all inputs, and activations"
        case .convolve: "slides small kernels over images and sequences"
        case .pool: "keeps the largest or the mean of windows"
        case .shape: "rearranges the same values"
        case .recur: "reads a sequence step by step and remembers"
        case .steady: "normalizes values and reduces overfitting"
        case .branch: "combines the outputs of several layers"
        case .energy: "learns the distribution of its data, without targets"
        }
    }
}

/// What a layer does with a mask, which marks for each time step whether it counts.
public enum MaskRole: Hashable, Sendable {
    /// Works step by step: its output has the same mask as its input.
    case passes
    /// Makes a new mask for its output.
    case makes
    /// Leaves masked steps out. `passesOn`: whether its output still has the steps, and with them the mask.
    case uses(passesOn: Bool)
    /// Mixes steps without regard to a mask, so that a masked input is an error.
    case refuses
    /// Combines the masks of its inputs; `LayerFigures.joinsMasks` says whether its output has one.
    case joins
}

/// Whether a layer computes anything, or only moves or reshapes its inputs.
public enum Arrangement: Hashable, Sendable {
    /// It computes new values.
    case none
    /// Its outputs are its inputs, reordered, repeated or left out.
    case moves
    /// Its outputs are its inputs in the same order, in another shape.
    case reshapes
}

/// The description of a layer: its arguments as plain values with Keras' names and defaults, and what follows from them before anything runs.
protocol LayerDescription: Hashable, Sendable {
    /// Keras' name of the layer: `Conv2D`.
    static var kerasName: String { get }
    /// Keras' class below `keras`: `layers.Conv2D`; `nil` for a layer that Keras does not have.
    static var kerasPath: String? { get }
    /// Its group in the builder's palette.
    static var family: LayerFamily { get }
    /// What the layer does, in one line.
    static var summary: String { get }
    /// The formula, in one line of plain text: `y = activation(x · kernel + bias)`.
    static var formula: String { get }
    /// The table of arguments, in Keras' order; the defaults are those of `init()`.
    static var arguments: [Argument<Self>] { get }

    /// Whether TimeDistributed can apply it to each step: its output for a sample must depend on that sample only, and it must not make a mask or hold another layer.
    static var worksStepByStep: Bool { get }
    /// Whether it takes images only: inputs of shape (height, width, channels).
    static var readsImages: Bool { get }
    /// Whether its inputs are indices of symbols, and its variable has a row for each symbol.
    static var readsSymbols: Bool { get }
    /// Whether it computes anything, or only moves or reshapes its inputs.
    static var arrangement: Arrangement { get }
    /// The arguments that a Keras program must always give: Keras has no default for them, but a recipe has.
    static var saidInKeras: Set<String> { get }

    /// Keras' defaults; a small number for arguments that have none in Keras, such as `units`.
    init()

    /// Its name in the stack, and the layer that it reads.
    var links: LayerLinks { get set }
    /// The other layers that it reads, in order.
    var references: [LayerReference] { get }

    /// Output shape, variables and operations for an input of this shape. Throws the reason why the layer can't take it, with repairs.
    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures
    /// The same for all its inputs: the layer that it reads, then its references.
    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures
    /// What it does with the mask of its input.
    var maskRole: MaskRole { get }
    /// The activation that the layer ends with; `nil` for a layer without one.
    var lastActivation: Activation? { get }
    /// The penalty on the layer's outputs that is added to the loss; `nil` where there is none.
    var activityRegularizer: Regularizer? { get }
    /// How a recurrent layer reads a sequence; `nil` for other layers.
    var cellReading: CellReading? { get }
    /// For a layer that Keras does not have, Keras' layers that compute the same; `nil` for a layer that Keras has, or for which there are none.
    var kerasEquivalent: KerasEquivalent? { get }
    /// The layer as a case of `LayerSpec`.
    var spec: LayerSpec { get }
}

extension LayerDescription {
    var references: [LayerReference] { [] }
    var maskRole: MaskRole { .refuses }
    var lastActivation: Activation? { nil }
    var activityRegularizer: Regularizer? { nil }
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

/// Layers of Keras that together compute what a layer that Keras does not have computes.
public struct KerasEquivalent: Hashable, Sendable {
    /// The layers, one after the other.
    public let layers: [LayerSpec]
    /// The names of the layer's variables that become those of the last of them, in its order.
    public let variables: [String]
    /// A comment for the program.
    public let note: String
}

/// What is known of a layer before it runs, for one sample: shapes without the batch.
public struct LayerFigures: Hashable, Sendable {
    /// The shape of the output.
    public var output: Shape
    /// The layer's variables, in Keras' order.
    public var variables: [Variable]
    /// Floating-point operations of one sample's forward pass, a multiply and an add counted as two.
    public var flops: Int
    /// Whether the layer combines the masks of its inputs into one for its output.
    var joinsMasks = false

    /// A variable of a layer: weights that are learnt, or statistics that are not.
    public struct Variable: Hashable, Sendable {
        /// Keras' name: `kernel`. The variables of a wrapped layer carry its path: `forward.LSTM.kernel`.
        public let name: String
        /// The extents, as Keras stores them.
        public let shape: Shape
        /// Whether the optimizer updates it.
        public let isTrainable: Bool
        let options: WeightOptions
        /// Indices that start with 1 whatever the initializer says: the bias of an LSTM's forget gate.
        let ones: Range<Int>?

        init(_ name: String, _ shape: Shape, _ options: WeightOptions = WeightOptions(.zeros), isTrainable: Bool = true, ones: Range<Int>? = nil) {
            self.name = name
            self.shape = shape
            self.options = options
            self.isTrainable = isTrainable
            self.ones = ones
        }

        /// Why its initializer can't fill it, in one sentence; `nil` where it can.
        var problem: String? {
            switch options.initializer.kind {
            case .identity where shape.rank != 2: "\(name)_initializer: identity needs a matrix, but the \(name) is \(shape.tuple). Choose another."
            case .orthogonal where shape.rank < 2: "\(name)_initializer: orthogonal needs two axes or more, but the \(name) is \(shape.tuple). Choose another."
            default: nil
            }
        }

        /// The same variable as a part of another layer.
        func within(_ prefix: String) -> Variable { Variable("\(prefix).\(name)", shape, options, isTrainable: isTrainable, ones: ones) }
    }

    init(output: Shape, variables: [Variable] = [], flops: Int = 0) {
        self.output = output
        self.variables = variables
        self.flops = flops
    }
}

/// Why a layer can't take its input: one sentence with what was expected, what came and the repair; and the repairs as edits that the builder applies.
public struct LayerProblem: Error, Hashable, Sendable {
    /// "expects a flat input, got (31, 31, 32). Put a Flatten before it." `StackProblem` puts the layer in front: "Layer 3 (Dense): …".
    public let sentence: String
    /// Edits that remove the problem, the best first.
    public let repairs: [Repair]

    /// An edit of the stack, relative to the layer with the problem.
    public enum Repair: Hashable, Sendable {
        case insertBefore(LayerSpec)
        case insertAfter(LayerSpec)
        case replace(LayerSpec)
        case remove
        /// Lets the argument refer to another layer, in place of the name `insteadOf` or, where that is `nil`, in addition to the others. A layer without a name gets one.
        case refer(argument: String, insteadOf: String?, to: LinkCandidate)
        /// Removes a name from the argument; for the argument `name`, the layer's own name.
        case leaveOut(argument: String, name: String)
        /// Moves the layer below the one at this index.
        case moveBelow(Int)
    }

    /// `sentence` begins in lower case, as it follows the layer's name.
    public init(_ sentence: String, repairs: [Repair] = []) {
        self.sentence = sentence
        self.repairs = repairs
    }
}

extension RunnableLayer {
    /// The repair that sets an argument; none where the value is not in its domain.
    func replacing(_ argument: String, with value: ArgumentValue) -> [LayerProblem.Repair] {
        var changed = spec
        return changed.set(argument, to: value) ? [.replace(changed)] : []
    }

    /// The repair that leaves out what gives the input at `index`; without any reference left there is nothing to combine.
    func leavingOut(_ index: Int) -> [LayerProblem.Repair] {
        guard references.count > 1, references.indices.contains(index - 1) else { return [.remove] }
        return [.leaveOut(argument: references[index - 1].argument, name: references[index - 1].name)]
    }
}
