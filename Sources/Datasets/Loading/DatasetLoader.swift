import Foundation
import Tensors

/// Reads the data that a recipe names.
public struct DatasetLoader: Sendable {
    public let installation: Installation?

    public init(installation: Installation? = .current) {
        self.installation = installation
    }

    /// The examples of `spec`, with paths relative to `folder`; throws one sentence where a file or the recipe's wishes for it are wrong.
    public func load(_ spec: DataSpec, relativeTo folder: String?) throws(FileError) -> Dataset {
        var dataset: Dataset
        switch spec.source.resolved(from: folder) {
        case .catalogue(let id): dataset = try catalogue(id, otherwise: spec.otherwise)
        case .npy(let paths): dataset = try ArraySource(paths: paths, choice: spec.targets, read: ArraySource.Stored.npy).load()
        case .idx(let paths): dataset = try ArraySource(paths: paths, choice: spec.targets, read: ArraySource.Stored.idx).load()
        case .images(let root, let testPath): dataset = try images(root, testPath, spec.imageSize)
        }
        try dataset.prepare(spec)
        return dataset
    }

    private func images(_ root: String, _ testPath: String?, _ size: DataSpec.ImageSize?) throws(FileError) -> Dataset {
        let training = try ImageFolder.read(root, classNames: nil, size: size, channels: nil), shape = training.examples.shape
        let test = try testPath.map { path throws(FileError) in
            try ImageFolder.read(path, classNames: training.classNames, size: .init(rows: shape[0], columns: shape[1]), channels: shape[2])
        }
        let notes = [training.note, test?.note].compactMap { $0 }
        return Dataset(
            name: (root as NSString).lastPathComponent, classNames: training.classNames, training: training.examples, test: test?.examples ?? Examples(none: shape),
            note: notes.isEmpty ? nil : notes.joined(separator: " "))
    }

    private func catalogue(_ id: String, otherwise: String?) throws(FileError) -> Dataset {
        guard let entry = CatalogueEntry.named(id) else {
            throw FileError(id, "is no data set of the catalogue, which has \(CatalogueEntry.all.map(\.id).joined(separator: ", ")).")
        }
        guard let missing = entry.missing(in: installation), let otherwise, let second = CatalogueEntry.named(otherwise) else {
            return try entry.load(from: installation)
        }
        var dataset = try second.load(from: installation)
        dataset.note = "\(entry.title) stands aside for \(second.title). \(missing)"
        return dataset
    }
}
