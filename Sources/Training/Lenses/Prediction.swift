import Tensors

/// A validation example and what the model predicts for it.
public struct Prediction: Hashable, Sendable {
    /// The example's index in the validation part.
    public let sample: Int
    /// The clean input; (height, width, channels) for an image.
    public let input: Tensor
    /// The true class; `nil` where there is none.
    public let truth: Int?
    /// The model's output, such as a probability for each class, or numbers in the target's own unit; empty where it is a reconstruction.
    public let probabilities: [Float]
    /// The names of the classes.
    public let classNames: [String]
    /// The input that the model was given, where that is not `input`: a noisy picture.
    public let given: Tensor?
    /// The reconstruction of an autoencoder or a Boltzmann machine, in the shape of the input; `nil` for other models.
    public let reconstruction: Tensor?
    /// The target in its own unit, where it is numbers; `nil` where it is a class or the input.
    public let target: [Float]?

    /// A prediction from its parts.
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
