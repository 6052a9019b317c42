import Foundation
import Tensors

/// Reads the data of recipes.
public struct DatasetLoader: Sendable {
    /// Where the catalogue's shipped data sets are; `nil` where they are not installed.
    public let installation: Installation?

    /// A loader of the data sets of an installation.
    public init(installation: Installation? = .current) {
        self.installation = installation
    }

    /// Reads the examples of `spec`, with paths relative to `folder`.
    ///
    /// - Parameters:
    ///   - validationSplit: the share of the training part that a run keeps for validation. Vocabularies and means are fitted to the rest, before a run's `--limit` is
    ///     applied, so that shapes don't depend on it.
    ///   - kept: what was fitted when an existing run began; nothing is fitted anew then.
    /// - Throws: a `FileError` with one sentence where a file is wrong or does not suit the spec.
    public func load(_ spec: DataSpec, relativeTo folder: String?, validationSplit: Double = 0, kept: FittedData? = nil) throws(FileError) -> Dataset {
        let fitting = Fitting(kept.map { .kept($0.source) } ?? .new)
        return try read(spec, relativeTo: folder, FittedPart(validationSplit: validationSplit, fitting: fitting), kept: kept)
    }

    func read(_ spec: DataSpec, relativeTo folder: String?, _ fitted: FittedPart, kept: FittedData? = nil) throws(FileError) -> Dataset {
        var spec = spec, note: String?
        if let source = spec.source.description as? CatalogueSource {
            let found = try source.installed(in: installation)
            (spec.source, note) = (.catalogue(found.entry.id), found.note)
            if let defaults = found.entry.defaults { spec = spec.over(defaults) }
        }
        try spec.checkTargetChoice()
        let request = LoadRequest(spec: spec, fitted: fitted, installation: installation)
        var dataset = try spec.source.resolved(from: folder).description.load(request)
        if let note { dataset.note = note }
        (dataset.fitted, dataset.kept) = (fitted.fitting.values, kept)
        try dataset.prepare(spec)
        try kept?.check(dataset)
        return dataset
    }

    /// The columns of the table of `spec`, from its first line only; empty where there is no table or it can't be opened.
    public func columns(of spec: DataSpec, relativeTo folder: String?) -> [String] {
        guard let table = spec.source.resolved(from: folder).table else { return [] }
        return (try? CsvTable.columns(path: table.path, table.format)) ?? []
    }
}

extension DataSpec {
    /// The same spec, with a catalogue entry's settings where this one gives none.
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
