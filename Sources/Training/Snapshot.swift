import Networks
import Tensors

/// What the lab sees of a run at one batch boundary: whole, immutable, the newest wins.
public struct Snapshot: Hashable, Sendable {
    public var progress: Progress
    /// Recent batches, thinned to at most `BatchPoint.limit`, oldest first.
    public var batches: [BatchPoint] = []
    /// Every finished epoch, lossless.
    public var epochs: [EpochRecord] = []
    /// The class that the data says (row) against the class that the net says (column), on the validation part at the end of the last epoch.
    public var confusion: Confusion?
    /// Validation images with what the net says now; empty unless watched.
    public var predictions: [Prediction] = []
    /// What is seen inside one layer; `nil` unless watched.
    public var probe: Probe?
    /// What a Boltzmann machine dreams and how its filters look; `nil` for a network, and unless watched.
    public var machine: MachineView?
    /// Sentences on how the training goes, most telling first.
    public var health: [HealthNote] = []
    /// What runs on what; `nil` until the data is read.
    public var subject: Subject?

    /// The stack and the data of a run.
    public struct Subject: Hashable, Sendable {
        public let plan: StackPlan
        public let dataset: String
        public let classNames: [String]
        public let trainingCount: Int
        public let validationCount: Int
        /// Samples that can be watched: the validation part, or the training part where there is none.
        public let watchedCount: Int
        public let watchesValidation: Bool
        public let kind: Kind
        /// What whole numbers of the inputs stand for; `nil` for inputs that are numbers.
        public let symbols: [String]?

        /// What a run makes, which decides what the lab shows of it.
        public enum Kind: Hashable, Sendable {
            case classifier, regression
            /// It gives its inputs back.
            case autoencoder
            case boltzmannMachine
        }

        public init(
            plan: StackPlan, dataset: String, classNames: [String], trainingCount: Int, validationCount: Int, watchedCount: Int, watchesValidation: Bool,
            kind: Kind = .classifier, symbols: [String]? = nil
        ) {
            self.kind = kind
            self.symbols = symbols
            self.plan = plan
            self.dataset = dataset
            self.classNames = classNames
            self.trainingCount = trainingCount
            self.validationCount = validationCount
            self.watchedCount = watchedCount
            self.watchesValidation = watchesValidation
        }
    }

    public init(progress: Progress) {
        self.progress = progress
    }
}

/// Where a run is and how fast it goes.
public struct Progress: Hashable, Sendable {
    public var phase: Phase
    /// From 1; 0 before the first.
    public var epoch: Int = 0
    public var epochs: Int
    /// Epochs that were done when this run began: more than 0 where it goes on.
    public var epochsBefore: Int = 0
    /// Batches done in this epoch.
    public var batch: Int = 0
    public var batches: Int = 0
    /// Mean over the epoch's batches so far, as Keras reports it.
    public var loss: Double?
    public var accuracy: Double?
    /// The other metrics, likewise.
    public var figures: [Figure] = []
    public var learningRate: Double
    public var samplesPerSecond: Double = 0
    public var secondsElapsed: Double = 0
    /// Seconds to the end of this epoch, and of the run.
    public var secondsToEpochEnd: Double?
    public var secondsToEnd: Double?
    public var parameters: Int = 0
    /// Bytes that the run was planned to take.
    public var memory: Int = 0
    public var threads: Int = 1
    public var seed: Int = 1

    public enum Phase: Hashable, Sendable {
        case preparing
        case running
        case paused
        /// All epochs are done.
        case finished
        /// Stopped by a person; it can be resumed.
        case stopped
        /// One sentence: where, why, what to do.
        case failed(String)
    }

    public init(phase: Phase, epochs: Int, learningRate: Double) {
        self.phase = phase
        self.epochs = epochs
        self.learningRate = learningRate
    }
}

/// A batch's loss and accuracy.
public struct BatchPoint: Hashable, Sendable {
    public static let limit = 2_000
    /// Batches since the start of the run, from 1.
    public let step: Int
    /// The place on the epochs' axis: 2.5 is the middle of the third epoch.
    public let epoch: Double
    public let loss: Float
    public let accuracy: Float?

    public init(step: Int, epoch: Double, loss: Float, accuracy: Float?) {
        self.step = step
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
    }
}

/// One line of `metrics.csv`.
public struct EpochRecord: Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    public let loss: Double
    public let accuracy: Double?
    public let validationLoss: Double?
    public let validationAccuracy: Double?
    public let learningRate: Double
    public let seconds: Double
    public let samplesPerSecond: Double
    /// The metrics beside accuracy: of training, and of validation with `val_` before their names.
    public let figures: [Figure]

    public init(
        epoch: Int, loss: Double, accuracy: Double?, validationLoss: Double?, validationAccuracy: Double?, learningRate: Double, seconds: Double,
        samplesPerSecond: Double, figures: [Figure] = []
    ) {
        self.figures = figures
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
        self.validationLoss = validationLoss
        self.validationAccuracy = validationAccuracy
        self.learningRate = learningRate
        self.seconds = seconds
        self.samplesPerSecond = samplesPerSecond
    }
}

extension EpochRecord {
    /// A figure by the name that `metrics.csv` gives it: `val_loss`, `accuracy`, `val_f1_score`.
    public func value(_ name: String) -> Double? {
        switch name {
        case "loss": loss
        case "accuracy": accuracy
        case "val_loss": validationLoss
        case "val_accuracy": validationAccuracy
        default: figures.first { $0.name == name }?.value
        }
    }
}

/// How often class `row` was called class `column`.
public struct Confusion: Hashable, Sendable {
    public let classNames: [String]
    /// classes × classes, row-major.
    public let counts: [Int]

    public init(classNames: [String], counts: [Int]) {
        self.classNames = classNames
        self.counts = counts
    }
}

/// A validation example and what the net says of it.
public struct Prediction: Hashable, Sendable {
    /// Its number in the validation part.
    public let sample: Int
    /// (height, width, channels) for an image.
    public let input: Tensor
    /// The class that the data says.
    public let truth: Int?
    /// The net's output: a probability a class.
    public let probabilities: [Float]
    public let classNames: [String]
    /// What the net was given where that is not `input`: a noisy picture.
    public let given: Tensor?
    /// What an autoencoder or a Boltzmann machine makes of it; `nil` for other nets.
    public let reconstruction: Tensor?
    /// What the data says where it is numbers; `nil` where it is a class or the input.
    public let target: [Float]?

    public init(
        sample: Int, input: Tensor, truth: Int?, probabilities: [Float], classNames: [String], given: Tensor? = nil, reconstruction: Tensor? = nil,
        target: [Float]? = nil
    ) {
        self.target = target
        self.given = given
        self.reconstruction = reconstruction
        self.sample = sample
        self.input = input
        self.truth = truth
        self.probabilities = probabilities
        self.classNames = classNames
    }
}

/// What is seen of a Boltzmann machine.
public struct MachineView: Hashable, Sendable {
    /// (visible, hidden): a filter a hidden unit.
    public let kernel: Tensor
    /// Particles of chains that run on from snapshot to snapshot, each of the shape of an input.
    public let particles: [Tensor]
    /// Gibbs steps that the particles have taken.
    public let particleSteps: Int
    /// The means of the hidden units for a batch of samples, (samples, hidden).
    public let raster: Tensor

    public init(kernel: Tensor, particles: [Tensor], particleSteps: Int, raster: Tensor) {
        self.kernel = kernel
        self.particles = particles
        self.particleSteps = particleSteps
        self.raster = raster
    }
}

/// What Inspect shows of one layer for one sample.
public struct Probe: Hashable, Sendable {
    /// Index in the model, from 0.
    public let layer: Int
    public let prediction: Prediction
    /// What went into the layer and what came out of it, for the sample.
    public let input: Tensor
    public let output: Tensor
    /// The layer's variables, in Keras' order and shapes, and the gradients of the loss of a probe batch by them (empty for no training data).
    public let weights: [NamedTensor]
    public let gradients: [NamedTensor]
    /// Over a batch of validation samples.
    public let activationStatistics: Statistics
    public let weightStatistics: Statistics?
    public let gradientStatistics: Statistics?
    /// Outputs (units or maps) of the layer that are zero for every sample of the probe batch, and how many outputs there are.
    public let deadUnits: Int
    public let units: Int
    /// The norm of the loss' gradient by each layer's variables, `nil` for a layer without any; one entry a layer of the model.
    public let gradientNorms: [Float?]
    /// Of a recurrent layer its gates and states over time, each (steps, units), in the order of the cell's formulas: i f g o c h, z r g h, or h. Empty for other layers.
    public let tape: [NamedTensor]
    /// The outputs for the samples of the probe batch, (samples, units): the raster of hidden units and codes. `nil` where an output is larger than a row.
    public let raster: Tensor?

    public init(
        layer: Int, prediction: Prediction, input: Tensor, output: Tensor, weights: [NamedTensor], gradients: [NamedTensor],
        activationStatistics: Statistics, weightStatistics: Statistics?, gradientStatistics: Statistics?, deadUnits: Int, units: Int,
        gradientNorms: [Float?], tape: [NamedTensor] = [], raster: Tensor? = nil
    ) {
        self.tape = tape
        self.raster = raster
        self.layer = layer
        self.prediction = prediction
        self.input = input
        self.output = output
        self.weights = weights
        self.gradients = gradients
        self.activationStatistics = activationStatistics
        self.weightStatistics = weightStatistics
        self.gradientStatistics = gradientStatistics
        self.deadUnits = deadUnits
        self.units = units
        self.gradientNorms = gradientNorms
    }

    public struct NamedTensor: Hashable, Sendable {
        /// `kernel`, `bias`.
        public let name: String
        public let tensor: Tensor

        public init(name: String, tensor: Tensor) {
            self.name = name
            self.tensor = tensor
        }
    }
}

/// A histogram with what a reader asks first.
public struct Statistics: Hashable, Sendable {
    public let minimum: Float
    public let maximum: Float
    public let mean: Float
    public let deviation: Float
    /// Euclidean norm.
    public let norm: Float
    /// The share of exact zeros.
    public let zeroShare: Float
    /// Counts over equal bins from `minimum` to `maximum`.
    public let bins: [Int]

    public init(minimum: Float, maximum: Float, mean: Float, deviation: Float, norm: Float, zeroShare: Float, bins: [Int]) {
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.deviation = deviation
        self.norm = norm
        self.zeroShare = zeroShare
        self.bins = bins
    }
}

/// One sentence on how the training goes.
public struct HealthNote: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String

    public init(level: Level, sentence: String) {
        self.level = level
        self.sentence = sentence
    }
}
