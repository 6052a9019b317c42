import Foundation
import Tensors

extension DataSource {
    /// The same source with absolute paths: `~` becomes the home folder, relative paths are taken from `folder`.
    public func resolved(from folder: String?) -> DataSource {
        func resolve(_ path: String) -> String {
            let expanded = HomeFolder.expanding(path)
            guard !expanded.hasPrefix("/"), let folder else { return expanded }
            return (folder as NSString).appendingPathComponent(expanded)
        }
        return changedPaths(resolve)
    }

    /// The same source with another first path.
    public func at(_ path: String) -> DataSource {
        var isFirst = true
        return changedPaths { old in
            defer { isFirst = false }
            return isFirst ? path : old
        }
    }

    /// The same source with each path changed.
    public func changedPaths(_ change: (String) -> String) -> DataSource {
        var spec = DataSpec(source: self)
        for argument in arguments where argument.field.domain.isPath {
            if case .text(let path) = argument.get(spec) { _ = argument.set(&spec, .text(change(path))) }
        }
        return spec.source
    }
}
