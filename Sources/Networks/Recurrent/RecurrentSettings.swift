import Kernels
import Tensors

/// What all recurrent layers are told alike, with Keras' names and defaults.
public struct RecurrentSettings: Hashable, Sendable {
    public var units = 32
    public var activation = Activation.tanh
    /// Of the gates; a SimpleRNN has none.
    public var recurrentActivation = Activation.sigmoid
    public var usesBias = true
    public var kernel = WeightOptions(.glorotUniform)
    public var recurrent = WeightOptions(.orthogonal)
    public var bias = WeightOptions(.zeros)
    /// Shares of the inputs and of the state that are silenced while training, the same ones at all steps of a sequence (Gal and Ghahramani 2016).
    public var dropout = 0.0
    public var recurrentDropout = 0.0
    public var returnsSequences = false
    public var goesBackwards = false
    /// A batch begins with the state that the batch before it ended in; an epoch begins with zeros.
    public var isStateful = false
    public var initialState = InitialState.zeros

    init(units: Int = 32) {
        self.units = units
    }
}

/// A layer that reads a sequence step by step and keeps a state.
protocol RecurrentDescription: RunnableLayer {
    var settings: RecurrentSettings { get set }
    var cell: RecurrentKernels.Cell { get }
    /// The kernel's columns for each unit.
    static var gates: Int { get }
    var biasShape: Shape { get }
    /// What of the bias begins with 1.
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
            .within(field, .integer("units", \Settings.units, 1...65_536, isRequired: true, help: "numbers of its state")),
            .within(field, .choice("activation", \Settings.activation, help: "what bends the state")),
        ]
        if gateActivation { arguments.append(.within(field, .choice("recurrent_activation", \Settings.recurrentActivation, help: "what bends the gates"))) }
        arguments.append(.within(field, .flag("use_bias", \Settings.usesBias, help: "add a bias")))
        arguments += own
        arguments += [
            .within(field, .flag("return_sequences", \Settings.returnsSequences, help: "give the state of every step, not only of the last")),
            .within(field, .real("dropout", \Settings.dropout, 0...1, includesUpper: false, help: "share of the inputs to silence while training")),
            .within(field, .real("recurrent_dropout", \Settings.recurrentDropout, 0...1, includesUpper: false, help: "share of the state to silence while training")),
            .within(field, .flag("go_backwards", \Settings.goesBackwards, help: "read from the last step to the first")),
            .within(field, .flag("stateful", \Settings.isStateful, help: "begin with the state that the last batch ended in")),
            .within(field, .initialState("initial_state", \Settings.initialState, help: "the state that each sequence begins with")),
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
            // A row of the image a step, as courses read digits.
            let row = Operations.product(input[1], input[2])
            throw LayerProblem(
                "expects sequences (steps, features), got images \(input.tuple). Reshape them: a row of the image a step.",
                repairs: [.insertBefore(.reshape(Reshape([input[0], row])))])
        }
        guard input.rank == 2 else {
            throw LayerProblem(
                "expects sequences (steps, features), got \(input.tuple). Reshape it: a number a step; symbols that are whole numbers go through an Embedding first.",
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
    /// Whether a recurrent cell can take it: its derivative follows from what it gave.
    var suitsCells: Bool { element?.isKnownByOutput ?? false }
}

extension Argument {
    /// An argument of a part of the spec as one of the spec's own.
    static func within<Part>(_ field: Field<Part>, _ argument: Argument<Part>) -> Argument {
        Argument(argument.name, argument.domain, isRequired: argument.isRequired, help: argument.help, get: { argument.get($0[keyPath: field]) }) { spec, value in
            argument.set(&spec[keyPath: field], value)
        }
    }
}
