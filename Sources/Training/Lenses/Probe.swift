import Tensors

/// What is seen of one layer for one sample.
public struct Probe: Hashable, Sendable {
    /// Index in the model, from 0.
    public var layer: Int
    public var prediction: Prediction
    /// What went into the layer and what came out of it, for the sample.
    public var input: Tensor
    public var output: Tensor
    /// Over a batch of validation samples.
    public var activationStatistics: Statistics
    /// The layer's variables, in Keras' order and shapes, and the gradients of the loss of a probe batch by them (empty where there is no loss).
    public var weights: [NamedTensor] = []
    public var gradients: [NamedTensor] = []
    public var weightStatistics: Statistics?
    public var gradientStatistics: Statistics?
    /// Outputs (units or maps) of the layer that are zero for every sample of the probe batch, and how many outputs there are.
    public var deadUnits = 0
    public var units: Int
    /// The norm of the loss' gradient by each layer's variables, `nil` for a layer without any; one entry a layer of the model.
    public var gradientNorms: [Float?] = []
    /// Of a recurrent layer its gates and states over time, each (steps, units), in the order of the cell's formulas: i f g o c h, z r g h, or h. Empty for other layers.
    public var tape: [NamedTensor] = []
    /// The outputs for the samples of the probe batch, (samples, units): the raster of hidden units and codes. `nil` where an output is larger than a row.
    public var raster: Tensor?

    /// What every layer has; the rest is set where there is any.
    public init(layer: Int, prediction: Prediction, input: Tensor, output: Tensor, activationStatistics: Statistics) {
        self.layer = layer
        self.prediction = prediction
        self.input = input
        self.output = output
        self.activationStatistics = activationStatistics
        units = output.shape.dimensions.last ?? output.shape.count
    }
}

/// A variable, a gate or a state by its name.
public struct NamedTensor: Hashable, Sendable {
    /// `kernel`, `bias`.
    public let name: String
    public let tensor: Tensor

    public init(name: String, tensor: Tensor) {
        self.name = name
        self.tensor = tensor
    }
}
