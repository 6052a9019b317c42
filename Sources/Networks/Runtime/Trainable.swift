import Tensors

/// What a trainer trains: a network, and later a Boltzmann machine.
public protocol Trainable: AnyObject {
    var capacity: Int { get }
    /// Numbers of one input and of one target.
    var inputCount: Int { get }
    var targetCount: Int { get }
    var learningRate: Double { get set }
    /// Optimizer steps taken since the start of the run.
    var stepsTaken: Int { get set }
    var parameters: [Parameter] { get }
    var slotNames: [String] { get }
    /// One optimizer step; throws before the update where the loss is not finite.
    func train(_ batch: Batch) throws(NetworkError) -> BatchResult
    /// Loss and correct answers, nothing learnt.
    func evaluate(_ batch: Batch) -> BatchResult
}

/// Some examples in memory that the caller owns.
public struct Batch {
    /// (count, input), and (count, target): a class is a row with a one.
    public let inputs: UnsafePointer<Float>
    public let targets: UnsafePointer<Float>
    public let count: Int
    /// From 1; with each sample's number in the data set it picks the random numbers of dropout.
    public let epoch: Int
    public let samples: UnsafePointer<Int32>?

    public init(inputs: UnsafePointer<Float>, targets: UnsafePointer<Float>, count: Int, epoch: Int = 0, samples: UnsafePointer<Int32>? = nil) {
        self.inputs = inputs
        self.targets = targets
        self.count = count
        self.epoch = epoch
        self.samples = samples
    }
}

/// What a batch came to: sums over its samples, so that an epoch's mean weighs a last, smaller batch as Keras does.
public struct BatchResult: Hashable, Sendable {
    public var lossSum: Double
    public var correct: Double
    public var count: Int

    public init(lossSum: Double, correct: Double, count: Int) {
        self.lossSum = lossSum
        self.correct = correct
        self.count = count
    }
}
