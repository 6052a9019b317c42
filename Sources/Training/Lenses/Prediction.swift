import Tensors

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
