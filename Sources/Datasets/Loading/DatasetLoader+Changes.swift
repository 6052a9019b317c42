import Foundation
import Tensors

extension DatasetLoader {
    /// The most missing files that are named one by one.
    private static let maxNamed = 3

    /// How the data has changed since `kept` was fitted to it, a sentence for each change with its repair; empty where it has not. Files with the same size, time and
    /// inode are not read; where the content of another has changed, the whole data is read to find what is different.
    public func changes(since kept: FittedData, _ spec: DataSpec, relativeTo folder: String?, validationSplit: Double) -> [String] {
        let comparison = FileComparison(kept.files, locations(of: spec, relativeTo: folder))
        if comparison.gone.count > Self.maxNamed {
            return ["\(comparison.gone.count) files are gone, \(comparison.gone[0]) among them. Put them back, or train the recipe anew."]
        }
        if !comparison.gone.isEmpty { return comparison.gone.map { "\($0) is gone. Put it back, or train the recipe anew." } }
        guard let subject = comparison.subject else { return [] }
        let fitting = Fitting(.comparison(with: kept.source))
        do {
            let dataset = try read(spec, relativeTo: folder, FittedPart(validationSplit: validationSplit, fitting: fitting))
            var changes = fitting.changes
            if changes.isEmpty { changes = kept.changes(to: dataset) }
            if changes.isEmpty { changes = [DataChange("its content is not what the run began with", repair: "Restore it")] }
            return changes.map { "\(subject): \($0.what). \($0.repair), or train the recipe anew." }
        } catch {
            return ["\(subject), and the data can't be read any more: \(error)"]
        }
    }
}

/// Compares the files of a data set with those that a run began with.
private struct FileComparison {
    /// The paths of files that no longer exist.
    private(set) var gone: [String] = []
    /// What has changed, as the beginning of a sentence; `nil` where nothing has.
    private(set) var subject: String?

    init(_ kept: [DataFile], _ locations: [DataFile.Location]) {
        let locations = locations.filter { FileManager.default.fileExists(atPath: $0.path) }
        func key(_ location: DataFile.Location) -> String { "\(location.argument)/\(location.inside)" }
        let now = Dictionary(locations.map { (key($0), $0) }) { first, _ in first }, before = Set(kept.map { key($0.location) })
        var changed: [(file: DataFile, path: String)] = []
        for file in kept {
            guard let location = now[key(file.location)] else {
                gone.append(file.path)
                continue
            }
            // A file that can't be opened counts as changed: reading the data will say why.
            if (try? DataFile(location, knownFrom: file))?.sha256 != file.sha256 { changed.append((file, location.path)) }
        }
        let new = locations.filter { !before.contains(key($0)) }
        if let only = changed.first, changed.count == 1, new.isEmpty {
            subject = only.path + (only.file.isBeginning(of: only.path) ? " was appended to" : " has changed")
        } else if let first = changed.first?.path ?? new.first?.path {
            let count = changed.count + new.count
            subject = new.count == count && count == 1 ? "\(first) is new" : "\(count) files, \(first) among them, \(new.count == count ? "are new" : "have changed")"
        }
    }
}

extension FittedData {
    /// The differences that can be found in data of any source.
    fileprivate func changes(to dataset: Dataset) -> [DataChange] {
        if dataset.name != name { return [DataChange("the data set is \(dataset.name), \(name) when the run began", repair: "Name that one in the run's recipe.yaml")] }
        var changes = DataChange.names("class", dataset.classNames, since: classNames)
        if dataset.training.storedShape != inputs.shape {
            changes.append(DataChange("its examples have the shape \(dataset.training.storedShape.tuple), \(inputs.shape.tuple) when the run began", repair: "Restore them"))
        }
        for (part, now, before) in [
            ("training", dataset.training.count, examples.training), ("validation", dataset.validation?.count ?? 0, examples.validation),
            ("test", dataset.test.count, examples.test),
        ] where now != before {
            let repair = now > before ? "Remove the \(now - before) new ones" : "Put back the \(before - now) that are missing"
            changes.append(DataChange("it has \(now) \(part) examples, \(before) when the run began", repair: repair))
        }
        return changes
    }
}
