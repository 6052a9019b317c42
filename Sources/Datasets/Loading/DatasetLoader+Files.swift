import Foundation
import Tensors

extension DatasetLoader {
    /// The files that `spec` reads, those of folders in the order of their paths. Where one is missing, reading the data will say so better.
    public func files(of spec: DataSpec, relativeTo folder: String?) throws(FileError) -> [DataFile] {
        var files: [DataFile] = []
        for place in places(of: spec, relativeTo: folder) where FileManager.default.fileExists(atPath: place.path) { files.append(try DataFile(place)) }
        return files
    }

    /// Where these files lie now, whether they are there or not.
    func places(of spec: DataSpec, relativeTo folder: String?) -> [DataFile.Place] {
        paths(of: spec, relativeTo: folder).enumerated().flatMap { argument, path in
            Self.filesBelow(path).map { DataFile.Place(argument: argument, inside: $0, path: $0.isEmpty ? path : (path as NSString).appendingPathComponent($0)) }
        }
    }

    private func paths(of spec: DataSpec, relativeTo folder: String?) -> [String] {
        guard let source = spec.source.description as? CatalogueSource else { return spec.source.resolved(from: folder).paths }
        return (try? source.installed(in: installation).entry)?.paths(in: installation) ?? []
    }

    /// The paths of the files in a folder and in those inside it, hidden ones left out; an empty one for what is no folder.
    private static func filesBelow(_ path: String) -> [String] {
        guard let files = FileManager.default.enumerator(at: URL(fileURLWithPath: path), includingPropertiesForKeys: nil, options: .skipsHiddenFiles) else { return [""] }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return [""] }
        let root = URL(fileURLWithPath: path).standardizedFileURL.path + "/"
        var below: [String] = []
        for case let file as URL in files {
            let full = file.standardizedFileURL.path
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue, full.hasPrefix(root) else { continue }
            below.append(String(full.dropFirst(root.count)))
        }
        return below.sorted()
    }
}
