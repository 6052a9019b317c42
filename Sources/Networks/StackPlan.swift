import Tensors

/// What follows from a stack before anything is allocated: the sources, shapes, parameters, operations and bytes of each layer, from the first to the last or to the first one that
/// is not possible. The builder's ledger and `strata show` print it, and the network is made from it.
public struct StackPlan: Hashable, Sendable {
    /// The shape of one sample's input.
    public let input: Shape
    /// The sizes that the data determines.
    public let sizes: DataSizes
    /// The layers up to the first problem; all of them when `problem` is nil.
    public let layers: [PlannedLayer]
    /// The first problem; `nil` for a stack that can run.
    public let problem: StackProblem?

    /// Where an input of a layer comes from.
    public enum Source: Hashable, Sendable {
        /// The data set's inputs.
        case data
        /// The output of the layer with this index, which is above.
        case layer(Int)
    }

    /// A layer of the plan.
    public struct PlannedLayer: Hashable, Sendable {
        /// The layer and its arguments.
        public let spec: LayerSpec
        /// The source that it reads, then its references.
        public let sources: [Source]
        /// What it receives from each source.
        public let inputs: [LayerInput]
        /// Output shape, variables and operations.
        public let figures: LayerFigures
        /// The index of the layer that made the mask of each source, and that of the output's mask; `nil` where there is none.
        let masks: [Int?]
        let outputMask: Int?
        /// The shape of its first input.
        public var input: Shape { inputs[0].shape }
        /// Whether its first input has a mask.
        public var isMasked: Bool { inputs[0].isMasked }
        /// Whether its output has a mask.
        public var passesMask: Bool { outputMask != nil }
        /// The shape of one sample's output.
        public var output: Shape { figures.output }
        /// How many weights it has, trainable or not.
        public var parameters: Int { figures.variables.reduce(0) { $0 + $1.shape.count } }
        /// How many weights the optimizer updates.
        public var trainableParameters: Int { figures.variables.reduce(0) { $0 + ($1.isTrainable ? $1.shape.count : 0) } }
        /// Floating-point operations of one sample's forward pass.
        public var flops: Int { figures.flops }
        /// The bytes of one sample's output, in 32-bit floats.
        public var outputBytes: Int { 4 * output.count }
    }

    /// Plans `model` for samples of shape `input`, for data of which only the number of classes is known.
    public init(model: [LayerSpec], input: Shape, classes: Int?) { self.init(model: model, input: input, sizes: DataSizes(classes: classes)) }

    /// Plans `model` for samples of shape `input`, without the batch.
    public init(model: [LayerSpec], input: Shape, sizes: DataSizes) {
        self.input = input
        self.sizes = sizes
        var planned: [PlannedLayer] = []
        var problem: StackProblem?
        if let first = model.first, !input.dimensions.allSatisfy({ $0 > 0 }) || (input.checkedCount ?? .max) >= 1 << 40 {
            problem = StackProblem(
                layer: 0, name: first.kerasName, problem: LayerProblem("gets inputs of shape \(input.tuple), which hold no values or too many. Give other data."))
        }
        let links = StackLinks(model)
        for (index, spec) in model.enumerated() where problem == nil {
            do throws(LayerProblem) {
                let sources = try links.sources(of: index) { argument in
                    StackPlan(layers: planned, input: input, sizes: sizes).suitable(for: argument, at: index, links, spec)
                }
                planned.append(try Self.plan(spec, sources, after: planned, input: input, sizes: sizes))
            } catch {
                let joined = StackPlan(layers: planned, input: input, sizes: sizes).joining(index, links, spec)
                let own = error.repairs.isEmpty ? Self.resets(spec, links, index, after: planned, input: input, sizes: sizes) : error.repairs
                problem = StackProblem(layer: index, name: spec.kerasName, problem: LayerProblem(error.sentence, repairs: joined + own))
            }
        }
        layers = planned
        self.problem = problem ?? Self.unused(planned)
    }

    /// The upper part of a stack.
    private init(layers: [PlannedLayer], input: Shape, sizes: DataSizes) {
        (self.input, self.sizes, self.layers, problem) = (input, sizes, layers, nil)
    }

    static func plan(_ spec: LayerSpec, _ sources: [Source], after planned: [PlannedLayer], input: Shape, sizes: DataSizes) throws(LayerProblem) -> PlannedLayer {
        let inputs = sources.map { source -> LayerInput in
            guard case .layer(let index) = source else { return LayerInput(input) }
            let layer = planned[index]
            return LayerInput(layer.output, isMasked: layer.passesMask, origin: "layer \(index + 1) (\(layer.spec.kerasName))", spec: layer.spec)
        }
        let figures = try spec.runnable.plan(inputs: inputs, sizes: sizes)
        guard fits(figures) else { throw LayerProblem("would need more memory than can be addressed. Make it smaller.", repairs: [.remove]) }
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

    /// The layer with one argument at its default, the first with which it is possible.
    private static func resets(_ spec: LayerSpec, _ links: StackLinks, _ index: Int, after planned: [PlannedLayer], input: Shape, sizes: DataSizes) -> [LayerProblem.Repair] {
        guard let sources = try? links.sources(of: index, suitable: { _ in nil }), let standard = LayerSpec(kerasName: spec.kerasName) else { return [] }
        let resets = standard.arguments.lazy.compactMap { argument -> LayerSpec? in
            var reset = spec
            return reset.set(argument.name, to: argument.value) && reset != spec ? reset : nil
        }
        return resets.first { (try? plan($0, sources, after: planned, input: input, sizes: sizes)) != nil }.map { [.replace($0)] } ?? []
    }

    private static func refusal(of maker: PlannedLayer, _ index: Int) -> LayerProblem {
        LayerProblem(
            "can't skip the masked steps that layer \(index + 1) (\(maker.spec.kerasName)) marks. Put a recurrent layer or GlobalAveragePooling1D before it, or drop the mask.",
            repairs: maker.output.rank == 2 ? [.insertBefore(.globalAveragePooling1D(GlobalAveragePooling1D()))] : [])
    }

    /// The problem of a layer that no other reads although it is not the last.
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
                "is not used, since layer \(index + 2) (\(next.kerasName)) reads \(reads). Give it a name and refer to it below, for example in with of an Add, or remove it.",
                repairs: [.remove]))
    }

    /// The shape of one sample's output.
    public var output: Shape { layers.last?.output ?? input }
    /// How many weights there are, trainable or not.
    public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }
    /// How many weights the optimizer updates.
    public var trainableParameters: Int { layers.reduce(0) { $0 + $1.trainableParameters } }
    /// Floating-point operations of one sample's forward pass.
    public var flops: Int { Operations.sum(layers.map(\.flops)) }

    private static func fits(_ figures: LayerFigures) -> Bool {
        (figures.output.checkedCount ?? .max) < 1 << 31 && figures.variables.allSatisfy { ($0.shape.checkedCount ?? .max) < 1 << 40 } && figures.flops < Operations.limit
    }
}

/// Why a stack can't run: the layer, one sentence, and repairs that the builder applies.
public struct StackProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The index of the layer in the stack, from 0.
    public let layer: Int
    /// Keras' name of the layer.
    public let name: String
    /// The sentence and its repairs.
    public let problem: LayerProblem

    init(layer: Int, name: String, problem: LayerProblem) {
        self.layer = layer
        self.name = name
        self.problem = problem
    }

    /// "Layer 3 (Dense): expects a flat input, got (31, 31, 32). Put a Flatten before it." Layers count from 1, as on the screen.
    public var description: String { "Layer \(layer + 1) (\(name)): \(problem.sentence)" }
}
