import Networks
import Tensors

/// The weights of a file with which a person starts a run, evaluates or predicts.
public struct GivenWeights {
    /// The weights by name.
    public let tensors: [String: Tensor]

    /// Reads a safetensors file. Throws a `FileError` where it can't be read, or has a number that is not finite.
    public init(path: String) throws(FileError) { try self.init(SafetensorsFile(path: path), path: path) }

    /// The weights of a file that has been read. Throws where a number is not finite, because predictions with it would not be finite either.
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
