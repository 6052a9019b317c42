import Foundation
import Tensors

extension DatasetLoader {
    /// The files that `spec` reads, those of folders in the order of their paths. Missing ones are left out: reading the data reports them.
    public func files(of spec: DataSpec, relativeTo folder: String?) throws(FileError) -> [DataFile] {
        var files: [DataFile] = []
        for location in locations(of: spec, relativeTo: folder) where FileManager.default.fileExists(atPath: location.path) { files.append(try DataFile(location)) }
        return files
    }

    /// The paths at which the files should be, whether or not they exist.
    func locations(of spec: DataSpec, relativeTo folder: String?) -> [DataFile.Location] {
        paths(of: spec, relativeTo: folder).enumerated().flatMap { argument, path in
            Self.filesBelow(path).map { DataFile.Location(argument: argument, inside: $0, path: $0.isEmpty ? path : (path as NSString).appendingPathComponent($0)) }
        }
    }

    private func paths(of spec: DataSpec, relativeTo folder: String?) -> [String] {
        guard let source = spec.source.description as? CatalogueSource else { return spec.source.resolved(from: folder).paths }
        return (try? source.installed(in: installation).entry)?.paths(in: installation) ?? []
    }

    /// The relative paths of the files in a folder and its subfolders, without hidden ones; a single empty path where `path` is not a folder.
    private static func filesBelow(_ path: String) -> [String] {
        guard let files = FileManager.default.enumerator(at: URL(fileURLWithPath: path), includingPropertiesForKeys: nil, options: .skipsHiddenFiles) else { return [""] }
        guard FileManager.default.isFolder(path) else { return [""] }
        let root = URL(fileURLWithPath: path).standardizedFileURL.path + "/"
        var below: [String] = []
        for case let file as URL in files {
            let full = file.standardizedFileURL.path
            guard FileManager.default.fileExists(atPath: full), !FileManager.default.isFolder(full), full.hasPrefix(root) else { continue }
            below.append(String(full.dropFirst(root.count)))
        }
        return below.sorted()
    }
}
