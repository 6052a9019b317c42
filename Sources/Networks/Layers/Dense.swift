import Kernels
import Tensors

/// A fully connected layer: every output weighs every input.
///
/// y = activation(x · kernel + bias)
///
/// Shapes: x (in), kernel (in, units), bias (units), y (units).
public struct Dense: LayerDescription {
    public var units = Units.count(64)
    public var activation = Activation.linear
    public var usesBias = true

    public init() {}

    public init(units: Units, activation: Activation = .linear, usesBias: Bool = true) {
        self.units = units
        self.activation = activation
        self.usesBias = usesBias
    }

    public static let kerasName = "Dense"
    public static let family = LayerFamily.dense
    public static let summary = "every output weighs every input"
    public static let formula = "y = activation(x · kernel + bias)"
    public static let arguments: [Argument<Dense>] = [
        .units("units", \.units, help: "how many outputs"),
        .choice("activation", \.activation, help: "what bends the sum"),
        .flag("use_bias", \.usesBias, help: "add a bias to each output"),
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 1 else {
            throw LayerProblem("expects a flat input, got \(input.tuple). Put a Flatten before it.", repairs: [.insertBefore(.flatten(Flatten()))])
        }
        let units = try units.required(classes: classes, argument: "units")
        var variables = [LayerFigures.Variable("kernel", [input[0], units])]
        if usesBias { variables.append(.init("bias", [units])) }
        return LayerFigures(output: [units], variables: variables, flops: Operations.product(2 * input[0] + (usesBias ? 1 : 0), units))
    }
}

extension Units {
    /// The number, or the reason why there is none.
    func required(classes: Int?, argument: String) throws(LayerProblem) -> Int {
        guard let number = resolved(classes: classes) else {
            throw LayerProblem("\(argument): num_classes needs data with classes, and this data has none. Store class numbers as whole numbers (.astype('int32')), or write a number.")
        }
        return number
    }
}

/// A fully connected layer that runs.
struct DenseLayer: Layer {
    let kernels: DenseKernels
    let activation: Activation
    let usesBias: Bool

    init(_ spec: Dense, inputs: Int, outputs: Int, batch: Int) {
        kernels = DenseKernels(batch: batch, inputs: inputs, outputs: outputs)
        activation = spec.activation
        usesBias = spec.usesBias
    }

    var outputCount: Int { kernels.outputs }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(workspace: kernels.sharedWorkspace, scratch: kernels.workspacePerWorker)
    }

    func forward(_ pass: ForwardPass) {
        kernels.forward(
            x: pass.x, w: pass.parameters[0].value.pointer, bias: usesBias ? UnsafePointer(pass.parameters[1].value.pointer) : nil, y: pass.y,
            rows: pass.count, workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        activation.forward(pass.y, samples: pass.count, perSample: outputCount, lastAxis: outputCount, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, kernel = forward.parameters[0]
        if !pass.isBySums {
            activation.backward(forward.y, pass.dy, samples: forward.count, perSample: outputCount, lastAxis: outputCount, pool: forward.pool)
        }
        kernels.backward(
            x: forward.x, w: kernel.value.pointer, dy: pass.dy, dx: pass.dx,
            use: pass.rule.map { .update(kernel.value.pointer, $0, kernel.updateSlots) } ?? .store(kernel.gradient.pointer),
            dbias: usesBias ? forward.parameters[1].gradient.pointer : nil, rows: forward.count, workspace: forward.workspace, scratch: forward.scratch,
            pool: forward.pool)
        if let rule = pass.rule, usesBias { forward.parameters[1].update(rule, pool: forward.pool) }
    }
}
