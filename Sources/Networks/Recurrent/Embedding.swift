import Kernels
import Tensors

/// A learnt vector for each symbol.
///
/// y[t] = embeddings[x[t]]; with mask_zero, steps whose symbol is 0 are masked.
///
/// Shapes: x (steps) of whole numbers below input_dim, embeddings (input_dim, output_dim), y (steps, output_dim).
public struct Embedding: RunnableLayer {
    /// How many symbols there are: a number, or `vocabulary`, which the data gives.
    public var inputDim = Units.count(1_000)
    /// The length of each vector.
    public var outputDim = 32
    /// Whether symbol 0 is padding, whose steps are masked.
    public var masksZero = false
    /// Initializer, regularizer and constraint of the vectors.
    public var embeddings = WeightOptions(.randomUniform)
    var links = LayerLinks()

    /// 1,000 symbols, vectors of length 32, no mask.
    public init() {}

    /// Arguments that are left out have Keras' defaults.
    public init(inputDim: Int, outputDim: Int, masksZero: Bool = false) {
        self.inputDim = .count(inputDim)
        self.outputDim = outputDim
        self.masksZero = masksZero
    }

    private static let mostSymbols = 1 << 24

    static let kerasName = "Embedding"
    static let family = LayerFamily.recur
    static let summary = "gives each symbol a learnt vector"
    static let formula = "y[t] = embeddings[x[t]]"
    static let arguments: [Argument<Embedding>] = Argument.joined(
        [
            .units("input_dim", \.inputDim, or: [.vocabulary], 1...mostSymbols, help: "how many symbols there are"),
            .integer("output_dim", \.outputDim, 1...65_536, isRequired: true, help: "length of each vector"),
            .flag("mask_zero", \.masksZero, help: "symbol 0 is padding: mask such steps"),
        ], Argument.weight("embeddings", \.embeddings))

    static let worksStepByStep = false
    static let readsSymbols = true
    var spec: LayerSpec { .embedding(self) }
    var maskRole: MaskRole { masksZero ? .makes : .refuses }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 1 else {
            throw LayerProblem(
                "expects a sequence of whole numbers (steps), got \(input.tuple). Remove it, or give it data of symbols, such as a text with one_hot off, and put it first.",
                repairs: [.remove])
        }
        let symbols = try inputDim.number(sizes, on: input, argument: "input_dim", atMost: Self.mostSymbols) { written in
            var embedding = self
            embedding.inputDim = written
            return embedding.spec
        }
        return LayerFigures(output: [input[0], outputDim], variables: [.init("embeddings", [symbols, outputDim], embeddings)])
    }

    func layer(at site: LayerSite) -> any Layer { EmbeddingLayer(steps: site.input[0], columns: outputDim) }
}

/// An embedding that runs.
struct EmbeddingLayer: Layer {
    let steps: Int, columns: Int

    var outputCount: Int { steps * columns }

    func forward(_ pass: ForwardPass) {
        let count = pass.count * steps
        EmbeddingKernels.forward(x: pass.x, table: pass[0].value.pointer, y: pass.y, count: count, rows: pass[0].shape[0], columns: columns, pool: pass.pool)
        if let mask = pass.madeMask {
            for place in 0..<count { mask[place] = pass.x[place] == 0 ? 0 : 1 }
        }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        EmbeddingKernels.backward(
            x: forward.x, dy: pass.dy, dtable: forward[0].gradient.pointer, count: forward.count * steps, rows: forward[0].shape[0], columns: columns,
            pool: forward.pool)
        pass.dx?.update(repeating: 0, count: forward.count * steps)
    }
}
