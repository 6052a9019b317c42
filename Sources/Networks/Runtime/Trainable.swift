import Kernels
import Tensors

/// What a trainer can train: a network or a Boltzmann machine.
public protocol Trainable: AnyObject {
    /// The largest number of samples in a batch.
    var capacity: Int { get }
    /// How many values one sample's input has.
    var inputCount: Int { get }
    /// How many values one sample's target has.
    var targetCount: Int { get }
    /// Whether the loss includes penalties on weights or outputs.
    var isPenalised: Bool { get }
    /// Whether a target is a class number for each row of outputs, instead of a row with a 1.
    var takesClassNumbers: Bool { get }
    /// The factor of the next steps.
    var learningRate: Double { get set }
    /// Optimizer steps taken since the start of the run.
    var stepsTaken: Int { get set }
    /// The variables, in the order of the stack.
    var parameters: [Parameter] { get }
    /// What is kept from batch to batch in addition to the variables: the states of stateful layers, the particles of a persistent chain.
    var carried: [Carried] { get }
    /// Keras' names of the values that the optimizer keeps for each weight.
    var slotNames: [String] { get }
    /// The outputs of the last pass, (count, output).
    var output: UnsafePointer<Float> { get }
    /// The shape of one sample's output.
    var outputShape: Shape { get }
    /// One optimizer step. Throws, with the weights unchanged, where the loss is not finite.
    func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult
    /// The loss and metrics of a batch, without learning.
    func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult
    /// The outputs for `count` inputs, at most `capacity`; they stay valid until the next pass.
    func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float>
    /// Starts an epoch, or a pass over other data: resets what is kept from batch to batch.
    func resetStates()
}

extension Trainable {
    public var isPenalised: Bool { false }
}

/// Values that are kept from batch to batch, which a checkpoint stores by name.
public struct Carried: Sendable {
    /// The name in a checkpoint: `0.LSTM.states`.
    public let name: String
    /// The extents of `numbers`.
    public let shape: Shape
    /// The values, shared with their owner.
    public let numbers: FloatBuffer

    /// `numbers` must have as many values as the shape.
    public init(name: String, shape: Shape, numbers: FloatBuffer) {
        self.name = name
        self.shape = shape
        self.numbers = numbers
    }
}

/// Some samples, in memory that the caller owns.
public struct Batch {
    /// (count, input)
    public let inputs: UnsafePointer<Float>
    /// (count, target); a class is a row with a 1, or an index where the trainable takes class numbers.
    public let targets: UnsafePointer<Float>
    /// The number of samples.
    public let count: Int
    /// The epoch, from 1; together with `samples` it selects the random numbers of dropout and noise.
    public let epoch: Int
    /// (count): each sample's index in the data set; `nil` to use its index in the batch.
    public let samples: UnsafePointer<Int32>?
    /// (count): the weight of each sample's loss; `nil` for 1.
    public let weights: UnsafePointer<Float>?

    /// The memory must stay valid for as long as the batch is used.
    public init(
        inputs: UnsafePointer<Float>, targets: UnsafePointer<Float>, count: Int, epoch: Int = 0, samples: UnsafePointer<Int32>? = nil,
        weights: UnsafePointer<Float>? = nil
    ) {
        self.inputs = inputs
        self.targets = targets
        self.count = count
        self.epoch = epoch
        self.samples = samples
        self.weights = weights
    }
}

/// The result of a batch as sums over its samples, so that a smaller last batch has its proper weight in an epoch's mean, as in Keras.
public struct BatchResult: Hashable, Sendable {
    /// The sum of the samples' losses, including the penalties on weights and outputs.
    public var lossSum: Double
    /// The number of samples.
    public var count: Int
    /// The part of `lossSum` that is penalties.
    public var penaltySum: Double

    /// Sums over `count` samples.
    public init(lossSum: Double, count: Int, penaltySum: Double = 0) {
        self.lossSum = lossSum
        self.count = count
        self.penaltySum = penaltySum
    }
}
