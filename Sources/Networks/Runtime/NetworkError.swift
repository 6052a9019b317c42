/// Why a network can't be made, can't take a step or can't load weights: one sentence with where, expected, got and the repair.
public enum NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The loss is not finite because of a tensor of this layer; the weights are as before the step. The layer counts from 1; 0 is the input.
    case notFinite(layer: Int, name: String, tensor: String, learningRate: Double)
    /// The outputs are finite, but so far from the targets that the loss is not.
    case overflowingLoss(layer: Int, name: String)
    /// The stack can't run; the sentence says why.
    case illegal(String)
    /// The weights to load lack a variable of this name.
    case missingWeights(name: String)
    /// A variable to load has another shape.
    case wrongShape(name: String, expected: String, got: String)
    /// The weights to load hold a variable that the stack does not have.
    case unexpectedWeights(name: String, known: [String])

    /// The sentence to show.
    public var description: String {
        switch self {
        case .notFinite(let layer, let name, let tensor, let rate):
            layer == 0
                ? "The loss is not finite: the \(tensor) contain a value that is not finite. Clean the data; the weights are as before this batch."
                : "The loss is not finite: the first values that are not finite are the \(tensor) of layer \(layer) (\(name)). Try a lower learning rate than \(rate); the weights are as before this batch."
        case .overflowingLoss(let layer, let name):
            "The loss is not finite: the outputs of layer \(layer) (\(name)) are too far from the targets. Scale the targets, or try a lower learning rate; the weights are as before this batch."
        case .illegal(let sentence): sentence
        case .missingWeights(let name): "The weights have no \(name). Give the file of a run with exactly this stack."
        case .wrongShape(let name, let expected, let got): "\(name): expected shape \(expected), got \(got). Give the file of a run with exactly this stack."
        case .unexpectedWeights(let name, let known):
            "The weights hold \(name), which this stack does not have; it has \(known.joined(separator: ", ")). Give the file of a run with exactly this stack."
        }
    }
}
