import Tensors

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
