import Kernels
import Tensors

/// What runs of a layer: its arithmetic with every shape fixed, and nothing else. The network owns all memory and hands it in, so a layer
/// is a value and a step allocates nothing.
protocol Layer: Sendable {
    /// Numbers of one sample's output.
    var outputCount: Int { get }
    /// What it needs beyond input, output and variables, for batches of at most `batch` samples.
    func needs(batch: Int) -> LayerNeeds
    /// Whether its first variable follows its gradient in the backward pass itself, where nothing else is to be done with that gradient.
    var updatesFirstVariable: Bool { get }
    /// Numbers of the state that one sample's sequence ends in: a recurrent layer's h, and c.
    var finalStateCount: Int { get }
    /// Once for each of its sources, in their order.
    func forward(_ pass: ForwardPass)
    /// Writes the gradients of its variables, and of the source where it is wanted; once for each of its sources, from the last to the first.
    func backward(_ pass: BackwardPass)
}

extension Layer {
    var updatesFirstVariable: Bool { false }
    var finalStateCount: Int { 0 }
    func needs(batch: Int) -> LayerNeeds { LayerNeeds() }
}

/// A description that runs.
protocol RunnableLayer: LayerDescription {
    func layer(at site: LayerSite) -> any Layer
}

/// Where in a stack a layer runs.
struct LayerSite {
    /// What it reads, then what its references give.
    let inputs: [LayerInput]
    let output: Shape
    /// The largest number of samples.
    let batch: Int

    var input: Shape { inputs[0].shape }
    var isMasked: Bool { inputs[0].isMasked }
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
    /// Numbers that are carried from batch to batch: a stateful layer's.
    var state = 0
}

/// What a forward pass is given.
struct ForwardPass {
    /// Which of the layer's sources is passed: 0 for what it reads.
    var source = 0
    /// (count, the source) and (count, the layer's output).
    var x: UnsafePointer<Float>
    var y: UnsafeMutablePointer<Float>
    var count: Int
    /// In the order of the layer's variables.
    var parameters: ArraySlice<Parameter>
    var memory: UnsafeMutablePointer<Float>
    var marks: UnsafeMutablePointer<UInt8>
    var workspace: UnsafeMutablePointer<Float>
    var scratch: UnsafeMutablePointer<Float>
    var state: UnsafeMutablePointer<Float>
    /// (states, capacity, units), h, then c: what other layers give a recurrent one to begin with, and where it leaves what it ends in for others; `nil` where there are none.
    var initialState: UnsafePointer<Float>?
    var finalState: UnsafeMutablePointer<Float>?
    /// (count, steps), 1 for a step that counts and 0 for one that does not; `nil` where all count.
    var mask: UnsafePointer<Float>?
    /// Where a layer that makes a mask writes it.
    var madeMask: UnsafeMutablePointer<Float>?
    let pool: WorkerPool
    var mode: Mode
    /// The loss applies this last layer's activation itself: y takes the sums before it.
    var leavesSums = false

    enum Mode {
        case inference
        case training(Randomness)
    }

    subscript(_ variable: Int) -> Parameter { parameters[parameters.startIndex + variable] }

    /// A variable's numbers; `nil` where the layer has not so many.
    func value(_ variable: Int) -> UnsafePointer<Float>? { variable < parameters.count ? UnsafePointer(self[variable].value.pointer) : nil }
}

/// Which random numbers a training pass draws: the same for the same seed, epoch, sample and layer.
struct Randomness {
    let generator: RandomGenerator
    let layer: Int
    let epoch: Int
    /// The number of each of the batch's samples in the data set; by their place in the batch where `nil`.
    let samples: UnsafePointer<Int32>?
    /// Rows of a pass that are one sample: the time steps of a layer that is applied to each.
    var rowsPerSample = 1
    /// Which of several layers in one, or of several draws of one, the numbers are for: below 16.
    var part = 0

    /// A stream for each layer, epoch and sample, 12, 20 and 32 bits of it (the lower 8 of the layer's bits come first); in it a place for each part and time step.
    func place(_ row: Int) -> NoiseKernels.Place {
        let index = row / rowsPerSample, sample = samples.map { Int($0[index]) } ?? index
        let stream =
            UInt64(truncatingIfNeeded: layer & 0xFF) << 56 | UInt64(truncatingIfNeeded: layer >> 8 & 0xF) << 52
            | UInt64(truncatingIfNeeded: epoch & 0xF_FFFF) << 32 | UInt64(truncatingIfNeeded: sample & 0xFFFF_FFFF)
        return (stream, UInt64(truncatingIfNeeded: part) << 60 | UInt64(truncatingIfNeeded: row % rowsPerSample) << 36)
    }
}

/// What a backward pass is given beside the forward pass it undoes.
struct BackwardPass {
    var forward: ForwardPass
    /// The gradient by the output; the layer may overwrite it.
    var dy: UnsafeMutablePointer<Float>
    /// Where the gradient by the source goes; `nil` where nothing that is learnt lies before it.
    var dx: UnsafeMutablePointer<Float>?
    /// The gradients by the state that others began with, and, where it is wanted, by the one that was given.
    var finalStateGradient: UnsafePointer<Float>?
    var initialStateGradient: UnsafeMutablePointer<Float>?
    /// The loss gave the gradient by the sums before this last layer's activation, which the forward pass left.
    var isBySums: Bool
    /// How the first variable of a layer that updates it itself follows its gradient; `nil` to store the gradient instead.
    var rule: UpdateRule?

    /// Where a variable's gradient goes; `nil` where the layer has not so many.
    func gradient(_ variable: Int) -> UnsafeMutablePointer<Float>? { variable < forward.parameters.count ? forward[variable].gradient.pointer : nil }
}
