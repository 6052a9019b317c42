import Foundation
import Tensors

extension DatasetLoader {
    /// Files that are named one by one.
    private static let mostNamed = 3

    /// What has become of the data since `kept` was fitted to it, a sentence for each change with its repair; empty where nothing has. Files that still
    /// have their size, time and number are not read; where others differ the data is read anew, to say how.
    public func changes(since kept: FittedData, _ spec: DataSpec, relativeTo folder: String?, validationSplit: Double) -> [String] {
        let comparison = FileComparison(kept.files, places(of: spec, relativeTo: folder))
        if comparison.gone.count > Self.mostNamed {
            return ["\(comparison.gone.count) files are gone, \(comparison.gone[0]) among them. Put them back, or train the recipe anew."]
        }
        if !comparison.gone.isEmpty { return comparison.gone.map { "\($0) is gone. Put it back, or train the recipe anew." } }
        guard let subject = comparison.subject else { return [] }
        let fitting = Fitting(.comparison(with: kept.source))
        do {
            let dataset = try read(spec, relativeTo: folder, FittedPart(validationSplit: validationSplit, fitting: fitting))
            var changes = fitting.changes
            if changes.isEmpty { changes = kept.changes(to: dataset) }
            if changes.isEmpty { changes = [DataChange("its bytes are not those that the run began with", repair: "Restore it")] }
            return changes.map { "\(subject): \($0.what). \($0.repair), or train the recipe anew." }
        } catch {
            return ["\(subject), and it can't be read as it was: \(error)"]
        }
    }
}

/// The files of a data set beside those that there were.
private struct FileComparison {
    /// Paths that are there no more.
    private(set) var gone: [String] = []
    /// What differs, as the beginning of a sentence; `nil` where nothing does.
    private(set) var subject: String?

    init(_ kept: [DataFile], _ places: [DataFile.Place]) {
        let places = places.filter { FileManager.default.fileExists(atPath: $0.path) }
        func key(_ place: DataFile.Place) -> String { "\(place.argument)/\(place.inside)" }
        let now = Dictionary(places.map { (key($0), $0) }) { first, _ in first }, before = Set(kept.map { key($0.place) })
        var changed: [(file: DataFile, path: String)] = []
        for file in kept {
            guard let place = now[key(file.place)] else {
                gone.append(file.path)
                continue
            }
            // A file that can't be opened has changed: reading the data says why.
            if (try? DataFile(place, knownFrom: file))?.sha256 != file.sha256 { changed.append((file, place.path)) }
        }
        let new = places.filter { !before.contains(key($0)) }
        if let only = changed.first, changed.count == 1, new.isEmpty {
            subject = only.path + (only.file.isBeginning(of: only.path) ? " was appended to" : " has changed")
        } else if let first = changed.first?.path ?? new.first?.path {
            let count = changed.count + new.count
            subject = new.count == count && count == 1 ? "\(first) is new" : "\(count) files, \(first) among them, \(new.count == count ? "are new" : "have changed")"
        }
    }
}

extension FittedData {
    /// What can be seen of any data set, whatever its source.
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
            let repair = now > before ? "Take the \(now - before) new ones out" : "Put the \(before - now) that are missing back"
            changes.append(DataChange("it has \(now) \(part) examples, \(before) when the run began", repair: repair))
        }
        return changes
    }
}
