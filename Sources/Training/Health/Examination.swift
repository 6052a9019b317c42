import Datasets
import Kernels
import Networks
import Recipes

/// What is seen inside after an epoch, on examples that are always the same; of what is no network only its weights.
struct Examination {
    /// A layer that can give exact zeros.
    struct Activity: Hashable {
        /// Index in the model.
        let layer: Int
        let units: Int
        /// Units that gave 0 for every example.
        let dead: Int
    }

    /// The root mean square of all weights.
    var weightScale = 0.0
    /// The norm of the loss's gradient by each layer's variables, `nil` for a layer without any; one entry a layer of the model.
    var gradientNorms: [Float?] = []
    var activities: [Activity] = []
    /// Examples that the activities were judged on: the whole validation part.
    var examples = 0
    /// All numbers that the stack gave for them.
    var outputs = Moments()
    /// The share of outputs that are 0 or 1 to within a millionth.
    var saturatedShare = 0.0

    init() {}

    init(weightsOf trainable: any Trainable) {
        let squares = trainable.parameters.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.value.pointer, count: $1.shape.count) }
        weightScale = (squares / Double(max(1, trainable.parameters.reduce(0) { $0 + $1.shape.count }))).squareRoot()
    }
}

/// Looks inside while the validation part is evaluated, then at the gradients of the first training examples.
struct Examiner {
    private let plan: StackPlan
    /// For each layer that can give exact zeros, which of its units gave something else.
    private var alive: [Int: [Bool]] = [:]
    private var result = Examination()
    private var saturated = 0

    /// Epochs after which it looks: often at first, then every eighth, and after the last. They don't depend on the clock, so that every run of a recipe is told the same.
    static func looks(after epoch: Int, of epochs: Int) -> Bool { epoch & (epoch - 1) == 0 || epoch % 8 == 0 || epoch == epochs }

    init(_ plan: StackPlan) {
        self.plan = plan
        for (index, layer) in plan.layers.enumerated() where [.relu, .relu6].contains(layer.spec.lastActivation) {
            alive[index] = [Bool](repeating: false, count: layer.output.dimensions.last ?? 1)
        }
    }

    /// The network has just run `count` examples of the validation part.
    mutating func look(_ network: Network, count: Int) {
        result.examples += count
        for (index, units) in alive where units.contains(false) {
            // Where a convolution runs as one with the pooling after it, a map is all 0 where its pooled one is.
            let isJoined = network.activation(ofLayer: index) == nil && index + 1 < plan.layers.count
            let shown = isJoined ? index + 1 : index
            guard let values = network.activation(ofLayer: shown) else { continue }
            alive[index] = Self.alive(units, values, count: count * plan.layers[shown].output.count)
        }
        let outputs = count * plan.output.count
        for place in 0..<outputs {
            let value = network.output[place]
            result.outputs.add(Double(value))
            if abs(value) < 1e-6 || abs(value - 1) < 1e-6 { saturated += 1 }
        }
    }

    private static func alive(_ units: [Bool], _ values: UnsafePointer<Float>, count: Int) -> [Bool] {
        var units = units, unit = 0
        for place in 0..<count {
            if values[place] != 0 { units[unit] = true }
            unit = unit + 1 == units.count ? 0 : unit + 1
        }
        return units
    }

    /// What was seen; `network` holds the gradients of the examples that they are judged on.
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
