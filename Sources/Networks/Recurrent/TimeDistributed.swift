import Kernels
import Tensors

/// Applies a layer to each step of a sequence, with the same weights.
///
/// y[t] = layer(x[t])
///
/// Shapes: x (steps, …), y (steps, the layer's output).
public struct TimeDistributed: RunnableLayer {
    /// The layer that is applied to each step.
    public var layer = LayerSpec.dense(Dense())
    var links = LayerLinks()

    /// A Dense layer of 64 units.
    public init() {}

    /// Any layer whose output for a step depends on that step only.
    public init(_ layer: LayerSpec) {
        self.layer = layer
    }

    static let kerasName = "TimeDistributed"
    static let family = LayerFamily.recur
    static let summary = "applies a layer to each step"
    static let formula = "y[t] = layer(x[t])"
    static let arguments: [Argument<TimeDistributed>] = [
        .layer("layer", \.layer, of: { wrapped }, help: "the layer that is applied to each step")
    ]

    private static let wrapped = LayerSpec.all.filter { type(of: $0.runnable).worksStepByStep }.map(\.kerasName)

    static let worksStepByStep = false
    var spec: LayerSpec { .timeDistributed(self) }
    var maskRole: MaskRole { .passes }
    var lastActivation: Activation? { layer.runnable.lastActivation }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank >= 2 else {
            throw LayerProblem("expects a sequence (steps, …), got \(input.tuple). Use \(layer.kerasName) itself here.", repairs: [.replace(layer)])
        }
        if layer.runnable.activityRegularizer != nil {
            var plain = self
            _ = plain.layer.set("activity_regularizer", to: .none)
            throw LayerProblem(
                "layer: activity_regularizer: expected none, as Keras ignores it within TimeDistributed. Put an ActivityRegularization after it.", repairs: [.replace(plain.spec)])
        }
        let own: LayerFigures
        do { own = try layer.runnable.plan(input: Shape(Array(input.dimensions.dropFirst())), sizes: sizes.perStep) } catch {
            throw LayerProblem("its \(layer.kerasName) \(error.sentence)", repairs: error.repairs.compactMap(perStep))
        }
        return LayerFigures(
            output: Shape([input[0]] + own.output.dimensions), variables: own.variables.map { $0.within(layer.kerasName) }, flops: Operations.product(input[0], own.flops))
    }

    /// A repair of the layer inside as one of the stack; `nil` where none does the same step by step.
    private func perStep(_ repair: LayerProblem.Repair) -> LayerProblem.Repair? {
        switch repair {
        case .insertBefore(let spec) where type(of: spec.runnable).worksStepByStep: .insertBefore(.timeDistributed(TimeDistributed(spec)))
        case .replace(let spec) where type(of: spec.runnable).worksStepByStep: .replace(.timeDistributed(TimeDistributed(spec)))
        case .remove: .remove
        default: nil
        }
    }

    func layer(at site: LayerSite) -> any Layer {
        let steps = site.input[0]
        return TimeDistributedLayer(
            layer: layer.runnable.layer(
                at: LayerSite(
                    inputs: [LayerInput(Shape(Array(site.input.dimensions.dropFirst())))], output: Shape(Array(site.output.dimensions.dropFirst())), batch: site.batch * steps)),
            steps: steps)
    }
}

/// A layer that runs over all steps of all samples at once: each step is a sample for it.
struct TimeDistributedLayer: Layer {
    let layer: any Layer
    let steps: Int

    var outputCount: Int { steps * layer.outputCount }
    var updatesFirstVariable: Bool { layer.updatesFirstVariable }

    func needs(batch: Int) -> LayerNeeds { layer.needs(batch: batch * steps) }

    private func spread(_ pass: ForwardPass) -> ForwardPass {
        var pass = pass
        pass.count *= steps
        pass.mask = nil
        if case .training(var randomness) = pass.mode {
            randomness.rowsPerSample = steps
            pass.mode = .training(randomness)
        }
        return pass
    }

    func forward(_ pass: ForwardPass) {
        layer.forward(spread(pass))
    }

    func backward(_ pass: BackwardPass) {
        var pass = pass
        pass.forward = spread(pass.forward)
        layer.backward(pass)
    }
}
