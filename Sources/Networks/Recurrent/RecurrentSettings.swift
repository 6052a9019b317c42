import Kernels
import Tensors

/// The arguments that all recurrent layers share, with Keras' names and defaults.
public struct RecurrentSettings: Hashable, Sendable {
    /// How many units there are: the length of the state.
    public var units = 32
    /// The function applied to the new state.
    public var activation = Activation.tanh
    /// The function applied to the gates; a SimpleRNN has no gates.
    public var recurrentActivation = Activation.sigmoid
    /// Whether a learnt bias is added.
    public var usesBias = true
    /// Initializer, regularizer and constraint of the kernel, which multiplies the input.
    public var kernel = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the recurrent kernel, which multiplies the state.
    public var recurrent = WeightOptions(.orthogonal)
    /// Initializer, regularizer and constraint of the bias.
    public var bias = WeightOptions(.zeros)
    /// The share of the inputs that is set to zero while training, the same features at all steps of a sequence (Gal and Ghahramani 2016).
    public var dropout = 0.0
    /// The share of the state that is set to zero while training, the same units at all steps of a sequence.
    public var recurrentDropout = 0.0
    /// Whether the output is the state of every step, or of the last step only.
    public var returnsSequences = false
    /// Whether the sequence is read from the last step to the first.
    public var goesBackwards = false
    /// Whether a batch starts with the final state of the batch before it; an epoch starts with zeros.
    public var isStateful = false
    /// The state that each sequence starts with.
    public var initialState = InitialState.zeros

    init(units: Int = 32) {
        self.units = units
    }
}

/// A layer that reads a sequence step by step and keeps a state.
protocol RecurrentDescription: RunnableLayer {
    var settings: RecurrentSettings { get set }
    var cell: RecurrentKernels.Cell { get }
    /// How many columns the kernel has for each unit.
    static var gates: Int { get }
    var biasShape: Shape { get }
    /// Which elements of the bias start with 1.
    var biasOnes: Range<Int>? { get }
    var anatomy: CellAnatomy { get }
}

extension RecurrentDescription {
    var references: [LayerReference] { settings.initialState.references }

    var biasShape: Shape { [Self.gates * settings.units] }
    var biasOnes: Range<Int>? { nil }
    var maskRole: MaskRole { .uses(passesOn: settings.returnsSequences) }
    var cellReading: CellReading? { CellReading(anatomy: anatomy, directions: [.init(mark: "", goesBackwards: settings.goesBackwards)]) }

    static func cellArguments(gateActivation: Bool, _ field: Argument<Self>.Field<RecurrentSettings>, own: [Argument<Self>] = []) -> [Argument<Self>] {
        typealias Settings = RecurrentSettings
        var arguments: [Argument<Self>] = [
            .within(field, .integer("units", \Settings.units, 1...65_536, isRequired: true, help: "length of its state")),
            .within(field, .choice("activation", \Settings.activation, help: "function applied to the new state")),
        ]
        if gateActivation { arguments.append(.within(field, .choice("recurrent_activation", \Settings.recurrentActivation, help: "function applied to the gates"))) }
        arguments.append(.within(field, .flag("use_bias", \Settings.usesBias, help: "add a bias")))
        arguments += own
        arguments += [
            .within(field, .flag("return_sequences", \Settings.returnsSequences, help: "return the state of every step, not only of the last")),
            .within(field, .real("dropout", \Settings.dropout, 0...1, includesUpper: false, help: "share of the inputs set to zero while training")),
            .within(field, .real("recurrent_dropout", \Settings.recurrentDropout, 0...1, includesUpper: false, help: "share of the state set to zero while training")),
            .within(field, .flag("go_backwards", \Settings.goesBackwards, help: "read from the last step to the first")),
            .within(field, .flag("stateful", \Settings.isStateful, help: "start each batch with the final state of the last one")),
            .within(field, .initialState("initial_state", \Settings.initialState, help: "the state that each sequence starts with")),
        ]
        arguments += (Argument.weight("kernel", \Settings.kernel) + Argument.weight("recurrent", \Settings.recurrent) + Argument.weight("bias", \Settings.bias))
            .map { .within(field, $0) }
        return arguments
    }

    func plan(inputs: [LayerInput], sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let figures = try plan(input: inputs[0].shape, sizes: sizes)
        try checkInitialState(inputs.dropFirst())
        return figures
    }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        if input.rank == 3 {
            // One image row per step, as is usual for digits.
            let row = Operations.product(input[1], input[2])
            throw LayerProblem(
                "expects sequences (steps, features), got images \(input.tuple). Reshape them: one image row per step.",
                repairs: [.insertBefore(.reshape(Reshape([input[0], row])))])
        }
        guard input.rank == 2 else {
            throw LayerProblem(
                "expects sequences (steps, features), got \(input.tuple). Reshape it to one number per step; put an Embedding before it where the numbers are indices of symbols.",
                repairs: [.insertBefore(.reshape(Reshape([input.count, 1])))] + (input.rank == 1 ? [.insertBefore(.embedding(Embedding()))] : []))
        }
        for (name, activation) in [("activation", settings.activation), ("recurrent_activation", settings.recurrentActivation)] where !activation.suitsCells {
            let known = Activation.allCases.filter(\.suitsCells).map(\.rawValue)
            throw LayerProblem("\(name): expected \(known.listed("or")), got \(activation.rawValue). Choose one of them.")
        }
        let units = settings.units, columns = Operations.product(Self.gates, units), steps = input[0]
        var variables = [
            LayerFigures.Variable("kernel", [input[1], columns], settings.kernel), .init("recurrent_kernel", [units, columns], settings.recurrent),
        ]
        if settings.usesBias { variables.append(.init("bias", biasShape, settings.bias, ones: biasOnes)) }
        let perStep = Operations.sum([Operations.product(2, Operations.sum([input[1], units]), columns), Operations.product(8, units)])
        return LayerFigures(
            output: settings.returnsSequences ? [steps, units] : [units], variables: variables, flops: Operations.product(steps, perStep))
    }

    func layer(at site: LayerSite) -> any Layer { recurrentLayer(at: site, zeroesMaskedOutput: false) }

    func recurrentLayer(at site: LayerSite, zeroesMaskedOutput: Bool) -> RecurrentLayer {
        RecurrentLayer(
            kernels: RecurrentKernels(
                cell: cell, activation: settings.activation.element ?? .linear, recurrentActivation: settings.recurrentActivation.element ?? .linear,
                batch: site.batch, steps: site.input[0], inputs: site.input[1], units: settings.units, goesBackwards: settings.goesBackwards,
                zeroesMaskedOutput: zeroesMaskedOutput),
            returnsSequences: settings.returnsSequences, isStateful: settings.isStateful, dropout: Float(settings.dropout),
            recurrentDropout: Float(settings.recurrentDropout), bands: anatomy.bands)
    }
}

extension Activation {
    /// Whether a recurrent cell can use it: its derivative must follow from its output.
    var suitsCells: Bool { element?.isKnownByOutput ?? false }
}

extension Argument {
    /// An argument of a part of the spec, as an argument of the spec.
    static func within<Part>(_ field: Field<Part>, _ argument: Argument<Part>) -> Argument {
        Argument(argument.name, argument.domain, isRequired: argument.isRequired, help: argument.help, get: { argument.get($0[keyPath: field]) }) { spec, value in
            argument.set(&spec[keyPath: field], value)
        }
    }
}
