import Kernels
import Tensors

/// A restricted Boltzmann machine as a layer: the means of its hidden units given the visible ones (Smolensky 1986, Hinton 2002).
///
/// y = σ(v · kernel + hidden_bias). It learns by contrastive divergence: k steps of Gibbs sampling that start from the data, or from persistent particles (Tieleman 2008):
/// Δkernel = rate · (⟨v h⟩ data − ⟨v h⟩ model).
///
/// Shapes: v (visible) with values from 0 to 1, kernel (visible, hidden), visible_bias (visible), hidden_bias (hidden), y (hidden).
public struct RBM: RunnableLayer {
    /// How many hidden units there are.
    public var hiddenUnits = 64
    /// How many Gibbs steps each learning step takes, the k of CD-k.
    public var steps = 1
    /// Whether the chains continue from learning step to learning step (persistent contrastive divergence).
    public var isPersistent = false
    /// Initializer and constraint of the kernel: normal with standard deviation 0.01 (Hinton 2012).
    public var kernel: WeightOptions = {
        var options = WeightOptions(.randomNormal)
        options.initializer = Initializer(.randomNormal, ["stddev": .number(0.01)])
        return options
    }()
    var links = LayerLinks()

    /// 64 hidden units, one Gibbs step from the data.
    public init() {}

    /// One Gibbs step from the data where nothing else is given.
    public init(hiddenUnits: Int, steps: Int = 1, isPersistent: Bool = false) {
        self.hiddenUnits = hiddenUnits
        self.steps = steps
        self.isPersistent = isPersistent
    }

    static let kerasName = "RBM"
    static let kerasPath: String? = nil
    static let family = LayerFamily.energy
    static let summary = "learns the distribution of its data, without targets"
    static let formula = "p(h | v) = σ(v · kernel + hidden_bias), p(v | h) = σ(h · kernelᵀ + visible_bias)"
    static let arguments: [Argument<RBM>] = Argument.joined(
        [
            .integer("hidden_units", \.hiddenUnits, 1...65_536, isRequired: true, help: "how many hidden units"),
            .integer("k", \.steps, 1...1_000, help: "Gibbs steps per learning step"),
            .flag("persistent", \.isPersistent, help: "continue the chains from step to step"),
        ], Argument.weight("kernel", \.kernel).filter { !$0.name.hasSuffix("regularizer") })  // the optimizer's weight_decay takes the place of a regularizer

    static let worksStepByStep = false
    var spec: LayerSpec { .rbm(self) }

    /// The means of its hidden units.
    var kerasEquivalent: KerasEquivalent? {
        KerasEquivalent(
            layers: [.flatten(Flatten()), .dense(Dense(units: .count(hiddenUnits), activation: .sigmoid))], variables: ["kernel", "hidden_bias"],
            note: "the hidden units of an RBM, which Keras does not have")
    }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let visible = input.count
        return LayerFigures(
            output: [hiddenUnits],
            variables: [.init("kernel", [visible, hiddenUnits], kernel), .init("visible_bias", [visible]), .init("hidden_bias", [hiddenUnits])],
            flops: Operations.product(Operations.sum([Operations.product(2, visible), 1]), hiddenUnits))
    }

    func layer(at site: LayerSite) -> any Layer {
        RBMLayer(kernels: DenseKernels(batch: site.batch, inputs: site.input.count, outputs: hiddenUnits))
    }
}

/// The machine's hidden means as a layer of a network. The visible bias is not used here.
struct RBMLayer: Layer {
    let kernels: DenseKernels

    var outputCount: Int { kernels.outputs }

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(workspace: kernels.sharedWorkspace, scratch: kernels.workspacePerWorker) }

    func forward(_ pass: ForwardPass) {
        kernels.forward(
            x: pass.x, w: pass[0].value.pointer, bias: pass.value(2), activation: .sigmoid, y: pass.y, rows: pass.count,
            workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        forward[1].gradient.pointer.update(repeating: 0, count: forward[1].shape.count)
        kernels.backward(
            x: forward.x, w: forward[0].value.pointer, y: UnsafePointer(forward.y), activation: .sigmoid, dy: pass.dy, dx: pass.dx, use: .store(forward[0].gradient.pointer),
            dbias: pass.gradient(2), rows: forward.count, workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
    }
}
