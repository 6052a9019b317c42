import Datasets
import Documents
import Foundation
import Tensors

/// The recipes that come with the program, by id: `assets/recipes/<id>.yaml`.
public struct RecipeLibrary: Sendable {
    public let folder: String?

    public init(installation: Installation? = .current) {
        folder = installation?.recipes
    }

    public struct Entry: Sendable {
        public let id: String
        public let path: String
        public let recipe: Result<Recipe, DocumentError>
    }

    public var ids: [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Every recipe, by id.
    public var entries: [Entry] {
        ids.compactMap { id in
            path(of: id).map { path in Entry(id: id, path: path, recipe: Result { () throws(DocumentError) in try Recipe(path: path) }) }
        }
    }

    public func path(of id: String) -> String? {
        folder.map { ($0 as NSString).appendingPathComponent(id + ".yaml") }
    }

    /// The recipe of a file, or of a shipped recipe's id.
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
