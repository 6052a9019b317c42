import Foundation
import Tensors

extension DataSource {
    /// The same with every path as it holds from anywhere: `~` is the home folder, and others start from `folder`.
    public func resolved(from folder: String?) -> DataSource {
        func resolve(_ path: String) -> String {
            let expanded = HomeFolder.expanding(path)
            guard !expanded.hasPrefix("/"), let folder else { return expanded }
            return (folder as NSString).appendingPathComponent(expanded)
        }
        return changedPaths(resolve)
    }

    /// The same source of another first path, as a person names a file of a kind.
    public func at(_ path: String) -> DataSource {
        var isFirst = true
        return changedPaths { old in
            defer { isFirst = false }
            return isFirst ? path : old
        }
    }

    /// The same with other paths.
    public func changedPaths(_ change: (String) -> String) -> DataSource {
        var spec = DataSpec(source: self)
        for argument in arguments where argument.field.domain.isPath {
            if case .text(let path) = argument.get(spec) { _ = argument.set(&spec, .text(change(path))) }
        }
        return spec.source
    }
}
