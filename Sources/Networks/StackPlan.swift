import Tensors

/// What follows from a stack before anything is allocated: shapes, parameters, operations and bytes of each layer, front to back, up
/// to the first layer that can't be. The builder's ledger and `strata show` print it; the network is made from it.
public struct StackPlan: Hashable, Sendable {
    public let input: Shape
    public let sizes: DataSizes
    /// The layers that are legal; all of them when `problem` is nil.
    public let layers: [PlannedLayer]
    public let problem: StackProblem?

    public struct PlannedLayer: Hashable, Sendable {
        public let spec: LayerSpec
        public let input: Shape
        public let figures: LayerFigures
        /// Whether a mask comes with the input, and goes on with the output.
        public let isMasked: Bool
        public let passesMask: Bool
        public var output: Shape { figures.output }
        /// Trainable and not.
        public var parameters: Int { figures.variables.reduce(0) { $0 + $1.shape.count } }
        public var trainableParameters: Int { figures.variables.reduce(0) { $0 + ($1.isTrainable ? $1.shape.count : 0) } }
        public var flops: Int { figures.flops }
        /// Bytes of one sample's output as 32-bit floats.
        public var outputBytes: Int { 4 * output.count }
    }

    /// The same for data that says no more than its classes.
    public init(model: [LayerSpec], input: Shape, classes: Int?) { self.init(model: model, input: input, sizes: DataSizes(classes: classes)) }

    /// Plans `model` for samples of shape `input`.
    public init(model: [LayerSpec], input: Shape, sizes: DataSizes) {
        self.input = input
        self.sizes = sizes
        var planned: [PlannedLayer] = []
        var problem: StackProblem?
        if let first = model.first, !input.dimensions.allSatisfy({ $0 > 0 }) || (input.checkedCount ?? .max) >= 1 << 40 {
            problem = StackProblem(layer: 0, name: first.kerasName, problem: LayerProblem("gets inputs of shape \(input.tuple), which hold no numbers or too many. Give other data."))
        }
        for (index, spec) in model.enumerated() where problem == nil {
            let shape = planned.last?.output ?? input
            do throws(LayerProblem) {
                let figures = try spec.description.plan(input: shape, sizes: sizes)
                guard Self.fits(figures) else {
                    throw LayerProblem("would need more numbers than can be counted. Make it smaller.", repairs: [.remove])
                }
                for variable in figures.variables {
                    if let problem = variable.problem { throw LayerProblem(problem) }
                }
                let isMasked = planned.last?.passesMask ?? false
                planned.append(PlannedLayer(
                    spec: spec, input: shape, figures: figures, isMasked: isMasked, passesMask: try Self.passesMask(spec, isMasked: isMasked, planned)))
            } catch {
                problem = StackProblem(layer: index, name: spec.kerasName, problem: error)
            }
        }
        layers = planned
        self.problem = problem
    }

    private static func passesMask(_ spec: LayerSpec, isMasked: Bool, _ before: [PlannedLayer]) throws(LayerProblem) -> Bool {
        switch spec.description.maskRole {
        case .makes: return true
        case .passes, .uses(passesOn: true): return isMasked
        case .uses(passesOn: false): return false
        case .refuses:
            guard isMasked, let maker = before.lastIndex(where: { $0.spec.description.maskRole == .makes }) else { return false }
            throw LayerProblem(
                "can't leave out the masked steps that layer \(maker + 1) (\(before[maker].spec.kerasName)) marks. Put a recurrent layer or GlobalAveragePooling1D before it, or drop the mask.")
        }
    }

    public var output: Shape { layers.last?.output ?? input }
    public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
    public var trainableParameters: Int { layers.reduce(0) { $0 + $1.trainableParameters } }
    public var flops: Int { Operations.sum(layers.map(\.flops)) }

    private static func fits(_ figures: LayerFigures) -> Bool {
        (figures.output.checkedCount ?? .max) < 1 << 31 && figures.variables.allSatisfy { ($0.shape.checkedCount ?? .max) < 1 << 40 } && figures.flops < Operations.limit
    }
}

/// Why a stack is illegal: which layer, one sentence, and repairs that a key applies.
public struct StackProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Index in the model, from 0.
    public let layer: Int
    public let name: String
    public let problem: LayerProblem

    public init(layer: Int, name: String, problem: LayerProblem) {
        self.layer = layer
        self.name = name
        self.problem = problem
    }

    /// "Layer 3 (Dense): expects a flat input, got (31, 31, 32). Put a Flatten before it." Layers count from 1, as on the screen.
    public var description: String { "Layer \(layer + 1) (\(name)): \(problem.sentence)" }
}
