import Datasets
import Kernels
import Networks
import Recipes

/// Measurements inside a network after an epoch, on examples that are always the same; for other models only the weights.
struct Examination {
    /// How many units of a layer are dead; measured for layers whose activation can be exactly 0.
    struct Activity: Hashable {
        /// The layer's index in the model.
        let layer: Int
        let units: Int
        /// The units that were 0 for every example.
        let dead: Int
    }

    /// The root mean square of all weights.
    var weightScale = 0.0
    /// For each layer of the model the norm of the loss's gradient by its variables; `nil` for a layer without any.
    var gradientNorms: [Float?] = []
    var activities: [Activity] = []
    /// The number of examples over which the activities were measured: the whole validation part.
    var examples = 0
    /// The moments of all outputs for them.
    var outputs = Moments()
    /// The share of outputs that are 0 or 1 to within a millionth.
    var saturatedShare = 0.0

    init() {}

    init(weightsOf trainable: any Trainable) {
        let squares = trainable.parameters.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.value.pointer, count: $1.shape.count) }
        weightScale = (squares / Double(max(1, trainable.parameters.reduce(0) { $0 + $1.shape.count }))).squareRoot()
    }
}

/// Measures activations while the validation part is evaluated, then the gradients of the first training examples.
struct Examiner {
    private let plan: StackPlan
    /// For each layer whose activation can be exactly 0, which of its units were not 0 for some example.
    private var alive: [Int: [Bool]] = [:]
    private var result = Examination()
    private var saturated = 0

    /// Whether a network is examined after an epoch: after epochs that are powers of 2, every eighth, and the last. This doesn't depend on the clock, so that runs of the same
    /// recipe get the same notes.
    static func looks(after epoch: Int, of epochs: Int) -> Bool { epoch & (epoch - 1) == 0 || epoch % 8 == 0 || epoch == epochs }

    init(_ plan: StackPlan) {
        self.plan = plan
        for (index, layer) in plan.layers.enumerated() where [.relu, .relu6].contains(layer.spec.lastActivation) {
            alive[index] = [Bool](repeating: false, count: layer.output.dimensions.last ?? 1)
        }
    }

    /// Measures the activations after the network has run `count` examples of the validation part.
    mutating func look(_ network: Network, count: Int) {
        result.examples += count
        for (index, units) in alive where units.contains(false) {
            // Where a convolution is fused with the pooling after it, a map is all 0 exactly where the pooled map is.
            let isJoined = network.activation(ofLayer: index) == nil && index + 1 < plan.layers.count
            let shown = isJoined ? index + 1 : index
            guard let values = network.activation(ofLayer: shown) else { continue }
            alive[index] = Self.alive(units, values, count: count * plan.layers[shown].output.count)
        }
        let outputs = count * plan.output.count
        for index in 0..<outputs {
            let value = network.output[index]
            result.outputs.add(Double(value))
            if abs(value) < 1e-6 || abs(value - 1) < 1e-6 { saturated += 1 }
        }
    }

    private static func alive(_ units: [Bool], _ values: UnsafePointer<Float>, count: Int) -> [Bool] {
        var units = units, unit = 0
        for index in 0..<count {
            if values[index] != 0 { units[unit] = true }
            unit = unit + 1 == units.count ? 0 : unit + 1
        }
        return units
    }

    /// The measurements; `network` has the gradients for the examples on which they are judged.
    func examination(_ network: Network) -> Examination {
        var result = result
        result.weightScale = Examination(weightsOf: network).weightScale
        result.gradientNorms = network.gradientNorms
        result.activities = alive.sorted { $0.key < $1.key }.map { layer, units in
            Examination.Activity(layer: layer, units: units.count, dead: result.examples > 0 ? units.filter { !$0 }.count : 0)
        }
        result.saturatedShare = result.outputs.count > 0 ? Double(saturated) / Double(result.outputs.count) : 0
        return result
    }
}
