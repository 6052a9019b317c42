import Tensors

/// The view of one layer for one sample.
public struct Probe: Hashable, Sendable {
    /// The layer's index in the model, from 0.
    public var layer: Int
    /// The sample, and what the model predicts for it.
    public var prediction: Prediction
    /// The layer's input for the sample.
    public var input: Tensor
    /// The layer's output for the sample.
    public var output: Tensor
    /// Statistics of the layer's outputs over the probe batch: some validation samples from this one on.
    public var activationStatistics: Statistics
    /// The layer's variables, in Keras' order and shapes.
    public var weights: [NamedTensor] = []
    /// The gradients of the mean loss of the probe batch by the trainable variables; empty where there is no loss.
    public var gradients: [NamedTensor] = []
    /// Statistics of all the layer's variables; `nil` where it has none.
    public var weightStatistics: Statistics?
    /// Statistics of all the layer's gradients; `nil` where it has none.
    public var gradientStatistics: Statistics?
    /// The units (of a convolution: maps) that are zero for every sample of the probe batch.
    public var deadUnits = 0
    /// The number of units or maps.
    public var units: Int
    /// For each layer of the model the Euclidean norm of the loss's gradient by its variables; `nil` for a layer without any.
    public var gradientNorms: [Float?] = []
    /// A recurrent layer's gates and states over time, each (steps, units), in the order of the cell's formulas: i f g o c h, z r g h, or h. Empty for other layers.
    public var tape: [NamedTensor] = []
    /// The outputs for the samples of the probe batch, (samples, units); `nil` where a sample's output has more than one axis.
    public var raster: Tensor?

    /// A probe with what every layer has.
    public init(layer: Int, prediction: Prediction, input: Tensor, output: Tensor, activationStatistics: Statistics) {
        self.layer = layer
        self.prediction = prediction
        self.input = input
        self.output = output
        self.activationStatistics = activationStatistics
        units = output.shape.dimensions.last ?? output.shape.count
    }
}

/// A variable, a gate or a state with its name.
public struct NamedTensor: Hashable, Sendable {
    /// Keras' name of a variable (`kernel`, `bias`), or the letter of a gate or state.
    public let name: String
    /// Its values.
    public let tensor: Tensor

    /// A tensor with a name.
    public init(name: String, tensor: Tensor) {
        self.name = name
        self.tensor = tensor
    }
}
