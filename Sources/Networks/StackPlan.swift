import Tensors

/// What follows from a stack before anything is allocated: where each layer's inputs come from, shapes, parameters, operations and bytes of each layer, front to
/// back, up to the first layer that can't be. The builder's ledger and `strata show` print it; the network is made from it.
public struct StackPlan: Hashable, Sendable {
    public let input: Shape
    public let sizes: DataSizes
    /// The layers that are legal; all of them when `problem` is nil.
    public let layers: [PlannedLayer]
    public let problem: StackProblem?

    /// Where what comes into a layer was made.
    public enum Source: Hashable, Sendable {
        case data
        /// The index of a layer further up.
        case layer(Int)
    }

    public struct PlannedLayer: Hashable, Sendable {
        public let spec: LayerSpec
        /// What it reads, then the layers that it names beside that, with the shape of each.
        public let sources: [Source]
        public let inputs: [LayerInput]
        public let figures: LayerFigures
        /// The layer that made the mask that comes with each source, and the one that goes on with the output; `nil` where there is none.
        let masks: [Int?]
        let outputMask: Int?
        /// The shape of what it reads.
        public var input: Shape { inputs[0].shape }
        /// Whether a mask comes with what it reads, and goes on with the output.
        public var isMasked: Bool { inputs[0].isMasked }
        public var passesMask: Bool { outputMask != nil }
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
            problem = StackProblem(
                layer: 0, name: first.kerasName, problem: LayerProblem("gets inputs of shape \(input.tuple), which hold no numbers or too many. Give other data."))
        }
        let links = StackLinks(model)
        for (index, spec) in model.enumerated() where problem == nil {
            do throws(LayerProblem) {
                planned.append(try Self.plan(spec, links.sources(of: index), after: planned, input: input, sizes: sizes))
            } catch {
                problem = StackProblem(layer: index, name: spec.kerasName, problem: error)
            }
        }
        layers = planned
        self.problem = problem ?? Self.unused(planned)
    }

    private static func plan(_ spec: LayerSpec, _ sources: [Source], after planned: [PlannedLayer], input: Shape, sizes: DataSizes) throws(LayerProblem) -> PlannedLayer {
        let inputs = sources.map { source -> LayerInput in
            guard case .layer(let index) = source else { return LayerInput(input) }
            let layer = planned[index]
            return LayerInput(layer.output, isMasked: layer.passesMask, origin: "layer \(index + 1) (\(layer.spec.kerasName))", spec: layer.spec)
        }
        let figures = try spec.runnable.plan(inputs: inputs, sizes: sizes)
        guard fits(figures) else { throw LayerProblem("would need more numbers than can be counted. Make it smaller.", repairs: [.remove]) }
        for variable in figures.variables {
            if let problem = variable.problem { throw LayerProblem(problem) }
        }
        let masks = sources.map { source -> Int? in if case .layer(let index) = source { planned[index].outputMask } else { nil } }
        let outputMask: Int? =
            switch spec.runnable.maskRole {
            case .makes: planned.count
            case .joins: figures.joinsMasks ? planned.count : nil
            case .passes, .uses(passesOn: true): masks[0]
            case .uses(passesOn: false): nil
            case .refuses:
                if let maker = masks[0] { throw refusal(of: planned[maker], maker) } else { nil }
            }
        return PlannedLayer(spec: spec, sources: sources, inputs: inputs, figures: figures, masks: masks, outputMask: outputMask)
    }

    private static func refusal(of maker: PlannedLayer, _ index: Int) -> LayerProblem {
        LayerProblem(
            "can't leave out the masked steps that layer \(index + 1) (\(maker.spec.kerasName)) marks. Put a recurrent layer or GlobalAveragePooling1D before it, or drop the mask."
        )
    }

    /// A layer that no other reads, though it is not the last.
    private static func unused(_ planned: [PlannedLayer]) -> StackProblem? {
        var isUsed = [Bool](repeating: false, count: planned.count)
        for layer in planned {
            for case .layer(let index) in layer.sources { isUsed[index] = true }
        }
        guard let index = isUsed.dropLast().firstIndex(of: false) else { return nil }
        let next = planned[index + 1].spec, reads = next.links.from ?? "the data"
        return StackProblem(
            layer: index, name: planned[index].spec.kerasName,
            problem: LayerProblem(
                "is used by nothing, since layer \(index + 2) (\(next.kerasName)) reads \(reads). Give it a name that a layer below takes, in with of an Add for instance, or remove it.",
                repairs: [.remove]))
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
