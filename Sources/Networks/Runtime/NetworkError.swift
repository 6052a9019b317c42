/// Why a network can't take a step or its weights: one sentence with where, expected, got and the repair.
public enum NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The loss is not finite; the weights are as before the step. The layer counts from 1, 0 is the input.
    case notFinite(layer: Int, name: String, tensor: String, learningRate: Double)
    /// Every number is finite, but the outputs are so far from the targets that the loss is not.
    case overflowingLoss(layer: Int, name: String)
    case illegal(String)
    case missingWeights(name: String)
    case wrongShape(name: String, expected: String, got: String)
    case unexpectedWeights(name: String, known: [String])

    public var description: String {
        switch self {
        case .notFinite(let layer, let name, let tensor, let rate):
            layer == 0
                ? "The loss is not finite: the \(tensor) hold a number that is not finite. Clean the data; the weights are as before this batch."
                : "The loss is not finite: layer \(layer) (\(name)) has \(tensor) that are not finite first. Try a lower learning rate than \(rate); the weights are as before this batch."
        case .overflowingLoss(let layer, let name):
            "The loss is not finite: the outputs of layer \(layer) (\(name)) are too far from the targets. Scale the targets, or try a lower learning rate; the weights are as before this batch."
        case .illegal(let sentence): sentence
        case .missingWeights(let name): "The weights have no \(name). Give the file of a run of this very stack."
        case .wrongShape(let name, let expected, let got): "\(name): expected shape \(expected), got \(got). Give the file of a run of this very stack."
        case .unexpectedWeights(let name, let known):
            "The weights hold \(name), which this stack does not have; it has \(known.joined(separator: ", ")). Give the file of a run of this very stack."
        }
    }
}
