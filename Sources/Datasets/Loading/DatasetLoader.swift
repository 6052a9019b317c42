import Foundation
import Tensors

/// Reads the data that a recipe names.
public struct DatasetLoader: Sendable {
    public let installation: Installation?

    public init(installation: Installation? = .current) {
        self.installation = installation
    }

    /// The examples of `spec`, with paths relative to `folder`; throws one sentence where a file or the recipe's wishes for it are wrong. `validationSplit` is the
    /// share of the training part that a run will validate with: vocabularies and means are fitted to the rest, whatever `limit` a run has, so that a network of
    /// few examples has the shapes of one of all.
    public func load(_ spec: DataSpec, relativeTo folder: String?, validationSplit: Double = 0) throws(FileError) -> Dataset {
        let fitted = FittedPart(validationSplit: validationSplit)
        var spec = spec
        var dataset: Dataset
        if case .catalogue(let id) = spec.source {
            let (entry, note) = try entry(id, otherwise: spec.otherwise)
            try DataSource.catalogue(entry.id).check(spec.targets)
            if let defaults = entry.defaults { spec = spec.over(defaults) }
            dataset = try entry.read(spec, from: installation, fitted)
            dataset.note = note
        } else {
            try spec.source.check(spec.targets)
            dataset = try spec.source.resolved(from: folder).read(spec, fitted)
        }
        try dataset.prepare(spec)
        return dataset
    }

    /// The columns of the table that `spec` names by its first line, whatever is below it; empty where it names none that can be opened.
    public func columns(of spec: DataSpec, relativeTo folder: String?) -> [String] {
        switch spec.source.resolved(from: folder) {
        case .csv(let table), .series(let table): (try? CsvTable.columns(path: table.path, delimiter: table.delimiter, hasHeader: table.hasHeader)) ?? []
        case .catalogue, .npy, .idx, .images, .text: []
        }
    }

    /// The catalogue's entry, or the one that stands in for it, with what is to be said of that.
    private func entry(_ id: String, otherwise: String?) throws(FileError) -> (CatalogueEntry, note: String?) {
        guard let entry = CatalogueEntry.named(id) else {
            throw FileError(id, "is no data set of the catalogue, which has \(CatalogueEntry.all.map(\.id).joined(separator: ", ")).")
        }
        guard let missing = entry.missing(in: installation), let second = otherwise.flatMap(CatalogueEntry.named) else { return (entry, nil) }
        return (second, "\(entry.title) stands aside for \(second.title). \(missing)")
    }
}

extension DataSource {
    /// Throws where `targets_are` would be left unread: these targets can be understood in one way only.
    fileprivate func check(_ choice: DataSpec.TargetChoice) throws(FileError) {
        guard choice == .classes || choice == .values else { return }
        let hasChoice =
            switch self {
            case .npy, .idx, .csv: true
            case .images, .series, .text: false
            case .catalogue(let id): [.table, .textTable].contains(CatalogueEntry.named(id)?.family)
            }
        if !hasChoice { throw FileError(name, "targets_are: \(choice.rawValue): says nothing of this data: it belongs to npy, idx and csv. Leave it out.") }
    }

    /// The examples of a source that is no catalogue entry, cut as `spec` says.
    func read(_ spec: DataSpec, _ fitted: FittedPart) throws(FileError) -> Dataset {
        var dataset: Dataset
        switch self {
        case .catalogue(let id): throw FileError(id, "is a data set of the catalogue inside another one.")
        case .csv(let table): return try TableSource(spec: table, choice: spec.targets, sequence: spec.sequence, split: spec.split, fitted: fitted).load()
        case .series(let table): return try SeriesSource(spec: table, sequence: spec.sequence, split: spec.split, fitted: fitted).load()
        case .text(let path, let testPath): return try TextSource(path: path, testPath: testPath, sequence: spec.sequence, split: spec.split, fitted: fitted).load()
        case .npy(let paths): dataset = try ArraySource(paths: paths, spec: spec, read: ArraySource.Stored.npy).load()
        case .idx(let paths): dataset = try ArraySource(paths: paths, spec: spec, read: ArraySource.Stored.idx).load()
        case .images(let root, let testPath): dataset = try ImageFolder(root: root, testFolder: testPath, size: spec.imageSize).load()
        }
        if let split = spec.split { try dataset.split(split) }
        return dataset
    }
}

extension DataSpec {
    /// The same, with a catalogue entry's wishes where this says nothing.
    func over(_ entry: DataSpec) -> DataSpec {
        var spec = self
        spec.sequence = sequence.over(entry.sequence)
        spec.split = split ?? entry.split
        spec.oneHot = oneHot ?? entry.oneHot
        if scaling == .automatic { spec.scaling = entry.scaling }
        if targetScaling == .automatic, targets != .inputs { spec.targetScaling = entry.targetScaling }
        if targets == .automatic { spec.targets = entry.targets }
        return spec
    }
}
