import Datasets
import Documents
import Foundation
import Tensors

/// The recipes that are installed with the program: `assets/recipes/<id>.yaml`.
public struct RecipeLibrary: Sendable {
    /// The folder of the recipes; `nil` where the program is not installed with its assets.
    public let folder: String?

    /// The library of an installation.
    public init(installation: Installation? = .current) {
        folder = installation?.recipes
    }

    /// A recipe of the library.
    public struct Entry: Sendable {
        /// The file's name without `.yaml`.
        public let id: String
        /// The file.
        public let path: String
        /// The recipe, or why the file can't be read.
        public let recipe: Result<Recipe, DocumentError>
    }

    /// The ids of all recipes, sorted.
    public var ids: [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// All recipes, read, sorted by id.
    public var entries: [Entry] {
        ids.compactMap { id in
            path(of: id).map { path in Entry(id: id, path: path, recipe: Result { () throws(DocumentError) in try Recipe(path: path) }) }
        }
    }

    /// The file of an id, whether or not it exists; `nil` without a library.
    public func path(of id: String) -> String? {
        folder.map { ($0 as NSString).appendingPathComponent(id + ".yaml") }
    }

    /// The recipe of a path, or of an id of the library. Throws a `DocumentError` that names the nearest id where there is neither.
    public func open(_ name: String) throws(DocumentError) -> (recipe: Recipe, path: String) {
        let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        if isPath || FileManager.default.fileExists(atPath: name) && !ids.contains(name) {
            return (try Recipe(path: name), name)
        }
        guard ids.contains(name), let path = path(of: name) else {
            throw DocumentError(file: name, line: nil, sentence: "is no file and no recipe of the library.\(NearestName.hint(name, in: ids))")
        }
        return (try Recipe(path: path), path)
    }
}
