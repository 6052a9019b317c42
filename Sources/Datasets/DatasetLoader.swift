import Foundation
import Tensors

/// Reads the data that a recipe names.
public struct DatasetLoader: Sendable {
    public let installation: Installation?

    public init(installation: Installation? = .current) {
        self.installation = installation
    }

    /// The examples of `spec`, with paths relative to `folder`.
    public func load(_ spec: DataSpec, relativeTo folder: String?) throws(FileError) -> Dataset {
        let dataset: Dataset
        switch spec.source.resolved(from: folder) {
        case .catalogue(let id): dataset = try catalogue(id, otherwise: spec.otherwise)
        case .npy(let paths): dataset = try arrays(paths, read: npy)
        case .idx(let paths): dataset = try arrays(paths, read: idx)
        case .images(let root, let testPath):
            let training = try ImageFolder.read(root, classNames: nil, size: spec.imageSize, channels: nil)
            let test: Examples
            if let testPath {
                let shape = training.examples.shape
                test = try ImageFolder.read(
                    testPath, classNames: training.classNames, size: .init(rows: shape[0], columns: shape[1]), channels: shape[2]
                ).examples
            } else {
                test = Examples(none: training.examples.shape)
            }
            dataset = Dataset(name: (root as NSString).lastPathComponent, classNames: training.classNames, training: training.examples, test: test)
        }
        return try scaled(resized(dataset, spec), spec)
    }

    private func catalogue(_ id: String, otherwise: String?) throws(FileError) -> Dataset {
        guard let entry = CatalogueEntry.named(id) else {
            throw FileError(id, "is no data set of the catalogue, which has \(CatalogueEntry.all.map(\.id).joined(separator: ", ")).")
        }
        guard let missing = entry.missing(in: installation), let otherwise, let second = CatalogueEntry.named(otherwise) else {
            return try entry.load(from: installation)
        }
        var dataset = try second.load(from: installation)
        dataset.note = "\(entry.title) stands aside for \(second.title). \(missing)"
        return dataset
    }

    private struct Stored {
        let examples: Int
        let shape: Shape
        let values: Examples.Values
        let isInteger: Bool
    }

    private func npy(_ path: String) throws(FileError) -> Stored {
        let file = try NpyFile(path: path)
        guard file.tensor.shape.rank > 0 else { throw FileError(path, "holds a single number, expected an axis of examples first.") }
        return Stored(
            examples: file.tensor.shape[0], shape: Shape(Array(file.tensor.shape.dimensions.dropFirst())), values: file.isByte ? .bytes(file.tensor.values.map { UInt8($0) }, scale: 1) : .floats(file.tensor.values),
            isInteger: file.isInteger)
    }

    private func idx(_ path: String) throws(FileError) -> Stored {
        let file = try IdxFile(path: path)
        return Stored(
            examples: file.shape[0], shape: file.shape.rank == 3 ? Arrays.image(file.shape) : Shape(Array(file.shape.dimensions.dropFirst())), values: file.values,
            isInteger: file.isInteger)
    }

    private func arrays(_ paths: DataSource.ArrayPaths, read: (String) throws(FileError) -> Stored) throws(FileError) -> Dataset {
        let training = try part(inputs: paths.inputs, targets: paths.targets, read: read)
        var test = Examples(none: training.shape)
        if let inputs = paths.testInputs {
            test = try part(inputs: inputs, targets: paths.testTargets, read: read)
            guard test.shape == training.shape else {
                throw FileError(inputs, "expected examples of shape \(training.shape.tuple) as in \(paths.inputs), got \(test.shape.tuple). Give arrays of one shape.")
            }
        }
        guard test.count == 0 || test.targets.isLike(training.targets) else {
            throw FileError(paths.testTargets ?? paths.testInputs ?? "", "expected targets of the kind and shape of \(paths.targets ?? paths.inputs). Give test_targets like the targets.")
        }
        let classes = max(training.classCount ?? 0, test.classCount ?? 0)
        return Dataset(
            name: (paths.inputs as NSString).lastPathComponent, classNames: classes > 1 ? (0..<classes).map(String.init) : [], training: training, test: test)
    }

    private func part(inputs path: String, targets targetPath: String?, read: (String) throws(FileError) -> Stored) throws(FileError) -> Examples {
        let inputs = try read(path)
        guard inputs.examples > 0, inputs.values.count > 0 else { throw FileError(path, "holds no example. Give an array with examples along its first axis.") }
        let shape = inputs.shape.rank == 0 ? Shape([1]) : inputs.shape
        if case .floats(let numbers) = inputs.values, let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw FileError(path, "example \(place / shape.count) holds \(numbers[place]), expected finite numbers. Clean or drop it.")
        }
        guard let targetPath else { return Examples(shape: shape, inputs: inputs.values, targets: .inputs, count: inputs.examples) }
        let targets = try read(targetPath)
        guard targets.examples == inputs.examples else {
            throw FileError(targetPath, "expected \(inputs.examples) targets, one for each input of \(path), got \(targets.examples). Give the targets of these inputs.")
        }
        let numbers: [Float] =
            switch targets.values {
            case .floats(let numbers): numbers
            case .bytes(let bytes, _): bytes.map(Float.init)
            }
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw FileError(targetPath, "target \(place / max(1, targets.shape.count)) holds \(numbers[place]), expected finite numbers. Clean or drop it.")
        }
        let kind: Examples.Targets =
            targets.isInteger && targets.shape.count == 1
            ? .classes(try Arrays.checked(Arrays.wholeNumbers(numbers, path: targetPath), path: targetPath, classes: nil))
            : .values(numbers, targets.shape.rank == 0 ? [1] : targets.shape)
        return Examples(shape: shape, inputs: inputs.values, targets: kind, count: inputs.examples)
    }

    /// Images of the size that the recipe asks for.
    private func resized(_ dataset: Dataset, _ spec: DataSpec) throws(FileError) -> Dataset {
        guard let size = spec.imageSize, dataset.inputShape.rank == 3, (dataset.inputShape[0], dataset.inputShape[1]) != (size.rows, size.columns) else { return dataset }
        func resized(_ examples: Examples) throws(FileError) -> Examples {
            guard case .bytes(let bytes, let scale) = examples.inputs else {
                throw FileError(dataset.name, "holds numbers, not pictures, so image_size can't scale it. Leave image_size out.")
            }
            let old = examples.shape, width = old.count
            let scaled = (0..<examples.count).flatMap { index in
                Picture(rows: old[0], columns: old[1], channels: old[2], bytes: Array(bytes[index * width..<(index + 1) * width]))
                    .scaled(rows: size.rows, columns: size.columns).bytes
            }
            return Examples(shape: [size.rows, size.columns, old[2]], inputs: .bytes(scaled, scale: scale), targets: examples.targets, count: examples.count)
        }
        return Dataset(
            name: dataset.name, classNames: dataset.classNames, training: try resized(dataset.training),
            test: dataset.test.count > 0 ? try resized(dataset.test) : Examples(none: [size.rows, size.columns, dataset.inputShape[2]]), note: dataset.note)
    }

    /// Bytes become 0…1 unless the recipe wants them as they are.
    private func scaled(_ dataset: Dataset, _ spec: DataSpec) throws(FileError) -> Dataset {
        func scaled(_ examples: Examples) -> Examples {
            guard case .bytes(let bytes, let scale) = examples.inputs else { return examples }
            let wanted: Float = spec.scaling == .none ? 1 : scale == 1 ? 1 / 255 : scale
            return Examples(shape: examples.shape, inputs: .bytes(bytes, scale: wanted), targets: examples.targets, count: examples.count)
        }
        return Dataset(
            name: dataset.name, classNames: dataset.classNames, training: scaled(dataset.training), test: scaled(dataset.test), note: dataset.note)
    }
}

extension DataSource {
    /// The same with every path as it holds from anywhere: `~` is the home folder, and others start from `folder`.
    public func resolved(from folder: String?) -> DataSource {
        func resolve(_ path: String) -> String {
            let expanded = (path as NSString).expandingTildeInPath
            guard !expanded.hasPrefix("/"), let folder else { return expanded }
            return (folder as NSString).appendingPathComponent(expanded)
        }
        func resolve(_ paths: ArrayPaths) -> ArrayPaths {
            ArrayPaths(
                inputs: resolve(paths.inputs), targets: paths.targets.map(resolve), testInputs: paths.testInputs.map(resolve),
                testTargets: paths.testTargets.map(resolve))
        }
        return switch self {
        case .catalogue: self
        case .npy(let paths): .npy(resolve(paths))
        case .idx(let paths): .idx(resolve(paths))
        case .images(let path, let testPath): .images(folder: resolve(path), testFolder: testPath.map(resolve))
        }
    }
}

extension Examples {
    /// How many classes the targets speak of: one more than the largest, or the width of rows with a one each; `nil` where they are none.
    var classCount: Int? {
        switch targets {
        case .classes(let classes): return classes.max().map { max(2, Int($0) + 1) }
        case .values(let values, let row):
            guard row.rank == 1, row.count > 1 else { return nil }
            for start in stride(from: 0, to: values.count, by: row.count) {
                let own = values[start..<start + row.count]
                guard own.filter({ $0 == 1 }).count == 1, own.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
            }
            return row.count
        case .inputs: return nil
        }
    }
}
