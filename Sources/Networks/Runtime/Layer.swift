import Kernels
import Tensors

/// A layer that runs: its arithmetic with every shape fixed, and nothing else. The network owns all memory and passes it in, so a layer is a value and a step allocates
/// nothing.
protocol Layer: Sendable {
    /// How many values one sample's output has.
    var outputCount: Int { get }
    /// The memory that it needs in addition to input, output and variables, for batches of at most `batch` samples.
    func needs(batch: Int) -> LayerNeeds
    /// Whether it can update its first variable within the backward pass, where nothing else needs that variable's gradient.
    var updatesFirstVariable: Bool { get }
    /// How many values the final state of one sample has: a recurrent layer's h, and an LSTM's c.
    var finalStateCount: Int { get }
    /// Writes the output. Called once for each source, in order.
    func forward(_ pass: ForwardPass)
    /// Writes the gradients with respect to its variables and, where wanted, to the source. Called once for each source, from the last to the first.
    func backward(_ pass: BackwardPass)
}

extension Layer {
    var updatesFirstVariable: Bool { false }
    var finalStateCount: Int { 0 }
    func needs(batch: Int) -> LayerNeeds { LayerNeeds() }
}

/// A description that can make the layer that runs.
protocol RunnableLayer: LayerDescription {
    /// The layer for these shapes, which `plan` has accepted.
    func layer(at site: LayerSite) -> any Layer
}

/// The shapes that a layer runs with.
struct LayerSite {
    /// The source that it reads, then its references.
    let inputs: [LayerInput]
    let output: Shape
    /// The largest number of samples in a batch.
    let batch: Int

    var input: Shape { inputs[0].shape }
    var isMasked: Bool { inputs[0].isMasked }
}

/// The memory that a layer needs in addition to its input, output and variables, in 32-bit values.
struct LayerNeeds {
    /// Values that are kept from the forward to the backward pass.
    var memory = 0
    /// Bytes that are kept from the forward to the backward pass: which element of its window a maximum came from.
    var marks = 0
    /// Values that are needed during a pass only, shared by all threads.
    var workspace = 0
    /// Values that each thread needs during a pass only.
    var scratch = 0
    /// Values that are kept from batch to batch: a stateful layer's.
    var state = 0
}

/// The input of a forward pass, and the memory that it may use.
struct ForwardPass {
    /// The index of the source that is passed: 0 for the one that the layer reads.
    var source = 0
    /// (count, the source's output)
    var x: UnsafePointer<Float>
    /// (count, the layer's output)
    var y: UnsafeMutablePointer<Float>
    /// The number of samples.
    var count: Int
    /// The layer's variables, in order.
    var parameters: ArraySlice<Parameter>
    var memory: UnsafeMutablePointer<Float>
    var marks: UnsafeMutablePointer<UInt8>
    var workspace: UnsafeMutablePointer<Float>
    var scratch: UnsafeMutablePointer<Float>
    var state: UnsafeMutablePointer<Float>
    /// (states, capacity, units), h, then c: the state that other layers provide, and where to write the final state for others; `nil` where there are none.
    var initialState: UnsafePointer<Float>?
    var finalState: UnsafeMutablePointer<Float>?
    /// (count, steps): 1 for a step that counts, 0 for a masked one; `nil` where all count.
    var mask: UnsafePointer<Float>?
    /// Where a layer that makes a mask writes it, (count, steps).
    var madeMask: UnsafeMutablePointer<Float>?
    let pool: WorkerPool
    var mode: Mode
    /// Whether y takes the sums before this last layer's activation, which is computed together with the loss.
    var leavesSums = false

    /// Whether dropout, noise and batch statistics are those of training.
    enum Mode {
        case inference
        case training(Randomness)
    }

    subscript(_ variable: Int) -> Parameter { parameters[parameters.startIndex + variable] }

    /// The values of a variable by index; `nil` where the layer has no such variable, as without a bias.
    func value(_ variable: Int) -> UnsafePointer<Float>? { variable < parameters.count ? UnsafePointer(self[variable].value.pointer) : nil }
}

/// Which random numbers a training pass uses: the same for the same seed, epoch, sample and layer.
struct Randomness {
    let generator: RandomGenerator
    let layer: Int
    let epoch: Int
    /// The index of each sample in the data set; `nil` to use its index in the batch.
    let samples: UnsafePointer<Int32>?
    /// How many rows of a pass belong to one sample: the time steps of a layer that is applied to each step.
    var rowsPerSample = 1
    /// Tells apart several layers within one, or several draws of one layer; below 16.
    var part = 0

    /// The random numbers of a row: a stream for each layer, epoch and sample (12, 20 and 32 bits; the lower 8 of the layer's bits come first), and in it a first index for each
    /// part and time step.
    func place(_ row: Int) -> NoiseKernels.Place {
        let index = row / rowsPerSample, sample = samples.map { Int($0[index]) } ?? index
        let stream =
            UInt64(truncatingIfNeeded: layer & 0xFF) << 56 | UInt64(truncatingIfNeeded: layer >> 8 & 0xF) << 52
            | UInt64(truncatingIfNeeded: epoch & 0xF_FFFF) << 32 | UInt64(truncatingIfNeeded: sample & 0xFFFF_FFFF)
        return (stream, UInt64(truncatingIfNeeded: part) << 60 | UInt64(truncatingIfNeeded: row % rowsPerSample) << 36)
    }
}

/// The input of a backward pass, and where its results go.
struct BackwardPass {
    /// The forward pass whose gradients are computed.
    var forward: ForwardPass
    /// The gradient with respect to the output; the layer may overwrite it.
    var dy: UnsafeMutablePointer<Float>
    /// Where the gradient with respect to the source goes; `nil` where no layer before it learns.
    var dx: UnsafeMutablePointer<Float>?
    /// The gradient with respect to the final state, from the layers that started with it; `nil` where there are none.
    var finalStateGradient: UnsafePointer<Float>?
    /// Where the gradient with respect to the initial state goes; `nil` where it is not wanted.
    var initialStateGradient: UnsafeMutablePointer<Float>?
    /// Whether dy is the gradient with respect to the sums before this last layer's activation, which is computed together with the loss.
    var isBySums: Bool
    /// The update rule for the first variable of a layer that updates it within the pass; `nil` to store the gradient instead.
    var rule: UpdateRule?

    /// Where the gradient of a variable goes, by index; `nil` where the layer has no such variable.
    func gradient(_ variable: Int) -> UnsafeMutablePointer<Float>? { variable < forward.parameters.count ? forward[variable].gradient.pointer : nil }
}
