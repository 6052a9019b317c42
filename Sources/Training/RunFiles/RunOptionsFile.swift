import Foundation
import Tensors

/// `options.json`: the options of a run that are not in its recipe. A resumed run uses them.
struct RunOptionsFile: Hashable, Codable {
    /// Only the first `limit` training samples are used; `nil` for all.
    var limit: Int?
    /// The file of the initial weights. The weights themselves are in the run's first checkpoint.
    var initialWeights: String?

    private enum CodingKeys: String, CodingKey {
        case limit
        case initialWeights = "initial_weights"
    }

    init(_ options: RunOptions) {
        limit = options.limit
        initialWeights = options.initialWeights.map { URL(fileURLWithPath: $0).path }
    }

    /// The options of a run; `nil` for a run of an earlier version, which stored its limit in the checkpoints.
    init?(of folder: RunFolder) throws(FileError) {
        guard FileManager.default.fileExists(atPath: folder.options) else { return nil }
        let data = try FileBytes.read(folder.options, limit: 1 << 20)
        guard let read = try? JSONDecoder().decode(Self.self, from: data), (1...Int(UInt32.max)).contains(read.limit ?? 1) else {
            throw FileError(folder.options, "expected an object such as {\"limit\": 500}, with a limit of 1 or more. Restore the file.")
        }
        self = read
    }

    func write(to folder: RunFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(encoder.encode(self) + Data("\n".utf8), to: folder.options)
    }
}
