import Kernels
import Tensors

/// What runs of a layer: its arithmetic with every shape fixed, and nothing else. The network owns all memory and hands it in, so a layer
/// is a value and a step allocates nothing.
protocol Layer: Sendable {
    /// Numbers of one sample's output.
    var outputCount: Int { get }
    /// What it needs beyond input, output and variables, for batches of at most `batch` samples.
    func needs(batch: Int) -> LayerNeeds
    func forward(_ pass: ForwardPass)
    func backward(_ pass: BackwardPass)
}

/// Memory beyond a layer's input, output and variables.
struct LayerNeeds {
    /// Numbers that live from a layer's forward to its backward pass.
    var memory = 0
    /// The same, in bytes: which number of its window won.
    var marks = 0
    /// Numbers that are free again after each pass, for all threads together and for each.
    var workspace = 0
    var scratch = 0
}

/// What a forward pass is given.
struct ForwardPass {
    /// (count, the layer's input) and (count, the layer's output).
    let x: UnsafePointer<Float>
    let y: UnsafeMutablePointer<Float>
    let count: Int
    /// In the order of the layer's variables.
    let parameters: [Parameter]
    let memory: UnsafeMutablePointer<Float>
    let marks: UnsafeMutablePointer<UInt8>
    let workspace: UnsafeMutablePointer<Float>
    let scratch: UnsafeMutablePointer<Float>
    let pool: WorkerPool
    let mode: Mode

    enum Mode {
        case inference
        case training(Randomness)
    }
}

/// Which random numbers a training pass draws: the same for the same seed, epoch, sample and layer.
struct Randomness {
    let generator: RandomGenerator
    let layer: Int
    let epoch: Int
    /// The number of each of the batch's samples in the data set; by their place in the batch where `nil`.
    let samples: UnsafePointer<Int32>?

    /// A stream a layer, epoch and sample: 8, 24 and 32 bits of it.
    func stream(_ place: Int) -> UInt64 {
        let sample = samples.map { Int($0[place]) } ?? place
        return UInt64(truncatingIfNeeded: layer & 0xFF) << 56 | UInt64(truncatingIfNeeded: epoch & 0xFF_FFFF) << 32
            | UInt64(truncatingIfNeeded: sample & 0xFFFF_FFFF)
    }
}

/// What a backward pass is given beside the forward pass it undoes.
struct BackwardPass {
    let forward: ForwardPass
    /// The gradient by the output; the layer may overwrite it.
    let dy: UnsafeMutablePointer<Float>
    /// Where the gradient by the input goes; `nil` for the first layer.
    let dx: UnsafeMutablePointer<Float>?
    /// The loss gave the gradient by the sums before this last layer's activation.
    let isBySums: Bool
    /// How weights follow their gradient; `nil` to keep the gradients instead.
    let rule: UpdateRule?
}

/// A variable of a running layer: its value, its gradient and what the optimizer remembers of it.
public struct Parameter: Sendable {
    /// `0.Conv2D.kernel`: the layer's index in the model, Keras' name of the layer and of the variable.
    public let name: String
    /// Index of its layer in the model.
    public let layer: Int
    /// Keras' name of the variable.
    public let variable: String
    public let shape: Shape
    public let isTrainable: Bool
    public let value: FloatBuffer
    /// What a pass without a rule leaves, and what small variables pass through.
    public let gradient: FloatBuffer
    /// The optimizer's slots.
    public let slots: [FloatBuffer]
    /// The same as the kernels take them; made once, for a step allocates nothing.
    let updateSlots: UpdateRule.Slots

    init(name: String, layer: Int, variable: LayerFigures.Variable, slots count: Int) {
        self.name = name
        self.layer = layer
        self.variable = variable.name
        shape = variable.shape
        isTrainable = variable.isTrainable
        value = FloatBuffer(count: variable.shape.count)
        gradient = FloatBuffer(count: variable.shape.count)
        slots = (0..<count).map { _ in FloatBuffer(count: variable.shape.count) }
        updateSlots = UpdateRule.Slots(slots.map(\.pointer), otherwise: gradient.pointer)
    }

    /// Follows the gradient that is in `gradient`.
    func update(_ rule: UpdateRule, pool: WorkerPool) {
        rule.apply(weights: value.pointer, gradient: gradient.pointer, slots: updateSlots, count: shape.count, pool: pool)
    }
}
