import Kernels
import Tensors

/// What a trainer trains: a network, or a Boltzmann machine.
public protocol Trainable: AnyObject {
    var capacity: Int { get }
    /// Numbers of one input and of one target.
    var inputCount: Int { get }
    var targetCount: Int { get }
    /// Class numbers as targets, one a row of outputs, instead of rows with a one.
    var takesClassNumbers: Bool { get }
    var learningRate: Double { get set }
    /// Optimizer steps taken since the start of the run.
    var stepsTaken: Int { get set }
    var parameters: [Parameter] { get }
    /// What is carried from batch to batch beside the variables: the states of stateful layers, the particles of a persistent chain.
    var carried: [Carried] { get }
    var slotNames: [String] { get }
    /// (count, outputs) of the last pass.
    var output: UnsafePointer<Float> { get }
    var outputShape: Shape { get }
    /// One optimizer step; throws before the update where the loss is not finite.
    func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult
    /// The loss, nothing learnt.
    func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult
    /// The outputs for `count` inputs, at most `capacity`; they stay in `output` until the next pass.
    func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float>
    /// A new epoch, or a pass over other data, begins: what is carried from batch to batch is as at the start.
    func resetStates()
}

/// Numbers that live from batch to batch, by name.
public struct Carried: Sendable {
    public let name: String
    public let shape: Shape
    public let numbers: FloatBuffer

    public init(name: String, shape: Shape, numbers: FloatBuffer) {
        self.name = name
        self.shape = shape
        self.numbers = numbers
    }
}

/// Some examples in memory that the caller owns.
public struct Batch {
    /// (count, input), and (count, target): a class is a row with a one, or a number.
    public let inputs: UnsafePointer<Float>
    public let targets: UnsafePointer<Float>
    public let count: Int
    /// From 1; with each sample's number in the data set it picks the random numbers of dropout.
    public let epoch: Int
    public let samples: UnsafePointer<Int32>?
    /// (count): what each sample's loss counts for; 1 where nil.
    public let weights: UnsafePointer<Float>?

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

/// What a batch came to: sums over its samples, so that an epoch's mean weighs a last, smaller batch as Keras does.
public struct BatchResult: Hashable, Sendable {
    public var lossSum: Double
    public var count: Int
    /// What of `lossSum` the penalties of the weights are.
    public var penaltySum: Double

    public init(lossSum: Double, count: Int, penaltySum: Double = 0) {
        self.lossSum = lossSum
        self.count = count
        self.penaltySum = penaltySum
    }
}
