import Networks
import Tensors

/// The weights of a file, with which a person starts, evaluates or predicts.
public struct GivenWeights {
    public let tensors: [String: Tensor]

    public init(path: String) throws(FileError) { try self.init(SafetensorsFile(path: path), path: path) }

    /// Throws where a number is not finite: everything that it reaches would be none either, and a prediction would say nothing of why.
    init(_ file: SafetensorsFile, path: String) throws(FileError) {
        tensors = Checkpoint.weights(file)
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            if let wrong = tensor.values.first(where: { !$0.isFinite }) {
                throw FileError(path, "\(name.prefix(80)) holds \(wrong), expected finite numbers. Give weights from before the training diverged.")
            }
        }
    }

    func load(into trainable: any Trainable) throws(NetworkError) { try trainable.load(tensors) }
}
