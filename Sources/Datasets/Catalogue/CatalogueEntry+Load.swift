import Foundation
import Tensors

extension CatalogueEntry {
    /// Reads the data set with the entry's own settings. Throws a `FileError` where a file is missing or damaged.
    public func load(from installation: Installation?) throws(FileError) -> Dataset {
        try DatasetLoader(installation: installation).load(DataSpec(source: .catalogue(id)), relativeTo: nil)
    }

    /// The examples of the entry's files or generator, split as the recipe says.
    func read(_ request: LoadRequest) throws(FileError) -> Dataset {
        if let missing = missing(in: request.installation) { throw FileError(id, missing) }
        let folder = folder(in: request.installation) ?? ""
        var dataset: Dataset
        switch content {
        case .described(let described): dataset = try described.source.resolved(from: folder).description.load(request)
        case .generated(let problem, _): dataset = problem.dataset(name: id)
        case .images(let layout, let largestValue):
            let names = try names(in: folder) ?? []
            let parts = try layout.load(from: folder, classes: names.count, largestValue: largestValue)
            return try request.split(Dataset(name: id, classNames: names, training: parts.training, test: parts.test))
        }
        dataset.name = id
        if let names = try names(in: folder), names.count == dataset.classNames.count { (dataset.classNames, dataset.categoryNames) = (names, names) }
        if case .generated = content { return try request.split(dataset) }
        return dataset
    }

    /// The paths of the files that it is read from.
    func paths(in installation: Installation?) -> [String] {
        guard let folder = folder(in: installation) else { return [] }
        func path(_ file: String) -> String { (folder as NSString).appendingPathComponent(file) }
        let names = if case .file(let file) = classNames { [path(file)] } else { [String]() }
        return switch content {
        case .images(let layout, _): layout.files.map(path) + names
        case .described(let spec): spec.source.resolved(from: folder).paths + names
        case .generated: []
        }
    }

    private func names(in folder: String) throws(FileError) -> [String]? {
        switch classNames {
        case .own: nil
        case .digits: (0...9).map(String.init)
        case .list(let list): list
        case .file(let file):
            String(decoding: try FileBytes.read((folder as NSString).appendingPathComponent(file), limit: 1 << 20), as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(String.init)
        }
    }
}
