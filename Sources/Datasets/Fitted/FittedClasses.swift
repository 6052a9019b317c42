import Tensors

/// The names of the classes of a source, in the order of their numbers.
struct FittedClasses: Fitted {
    let names: [String]

    var isDamaged: Bool { Set(names).count < names.count }

    func changes(since old: FittedClasses) -> [DataChange] { DataChange.names("class", names, since: old.names) }
}

extension FittedClasses {
    /// The classes that were found in `path`, and those that a recipe's `classes:` adds though no example has them: of names that are whole numbers those that follow.
    init(_ found: [String], wanted: Int?, path: String) throws(FileError) {
        guard let wanted, wanted != found.count, !found.isEmpty else {
            names = found
            return
        }
        let numbers = found.compactMap { Int($0) }, first = numbers.min() == 1 ? 1 : 0, all = first..<first + wanted
        guard numbers.count == found.count else {
            throw FileError(
                path, "classes: expected the \(found.count) classes that it names, \(found.listed), got \(wanted). Leave classes out: one without an example has no name.")
        }
        if let stranger = numbers.first(where: { !all.contains($0) }) {
            throw FileError(path, "classes: expected classes from \(first) to \(first + wanted - 1), got \(stranger). Raise classes, or correct the targets.")
        }
        names = all.map(String.init)
    }
}
