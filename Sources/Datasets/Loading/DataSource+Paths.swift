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
        func resolve(_ paths: ArrayPaths) -> ArrayPaths {
            ArrayPaths(
                inputs: resolve(paths.inputs), targets: paths.targets.map(resolve), testInputs: paths.testInputs.map(resolve),
                testTargets: paths.testTargets.map(resolve), weights: paths.weights.map(resolve))
        }
        func resolve(_ table: TableSpec) -> TableSpec {
            var table = table
            table.path = resolve(table.path)
            table.testPath = table.testPath.map(resolve)
            return table
        }
        return switch self {
        case .catalogue: self
        case .npy(let paths): .npy(resolve(paths))
        case .idx(let paths): .idx(resolve(paths))
        case .images(let path, let testPath): .images(folder: resolve(path), testFolder: testPath.map(resolve))
        case .csv(let table): .csv(resolve(table))
        case .series(let table): .series(resolve(table))
        case .text(let path, let testPath): .text(path: resolve(path), testPath: testPath.map(resolve))
        }
    }
}
