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
    /// few examples has the shapes of one of all. `kept` is what was fitted when the run began that the data is read for: nothing is fitted anew then.
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

    /// The columns of the table that `spec` names by its first line, whatever is below it; empty where it names none that can be opened.
    public func columns(of spec: DataSpec, relativeTo folder: String?) -> [String] {
        guard let table = spec.source.resolved(from: folder).table else { return [] }
        return (try? CsvTable.columns(path: table.path, table.form)) ?? []
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
