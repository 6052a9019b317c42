import Foundation
import Tensors

/// Reads a person's own arrays, npy or IDX, as examples.
struct ArrayLoader {
    let paths: ArrayPaths
    let spec: DataSpec
    let fitting: Fitting
    let read: (String) throws(FileError) -> Stored
    /// Whether the format's targets are always labels, so that pictures among them are a mistake.
    var expectsLabels = false

    /// An array whose first axis is that of the examples.
    struct Stored {
        let examples: Int
        let shape: Shape
        let values: Examples.Values
        let isInteger: Bool
        /// The array's texts, which name classes; `nil` where it holds numbers.
        var texts: [String]?

        static func npy(_ path: String) throws(FileError) -> Stored {
            let bytes = try FileBytes.read(path)
            if let texts = try NpyTexts(bytes: bytes, path: path), let count = texts.shape.dimensions.first {
                return Stored(examples: count, shape: Shape(Array(texts.shape.dimensions.dropFirst())), values: .floats([]), isInteger: false, texts: texts.texts)
            }
            let file = try NpyFile(bytes: bytes, path: path)
            guard file.tensor.shape.rank > 0 else { throw FileError(path, "holds a single number, expected an axis of examples first. Save an array with one.") }
            return Stored(
                examples: file.tensor.shape[0], shape: Shape(Array(file.tensor.shape.dimensions.dropFirst())),
                values: file.isByte ? .bytes(file.tensor.values.map { UInt8($0) }, scale: 1) : .floats(file.tensor.values), isInteger: file.isInteger)
        }

        static func idx(_ path: String) throws(FileError) -> Stored { idx(try IdxFile(path: path)) }

        static func idx(_ file: IdxFile) -> Stored {
            Stored(
                examples: file.shape[0], shape: file.shape.rank == 3 ? Arrays.image(file.shape) : Shape(Array(file.shape.dimensions.dropFirst())),
                values: file.values, isInteger: file.isInteger)
        }

        /// All numbers; throws where one is not finite.
        func numbers(_ path: String, _ what: String) throws(FileError) -> [Float] {
            guard case .floats(let numbers) = values else {
                if case .bytes(let bytes, _) = values { return bytes.map(Float.init) }
                return []
            }
            if let index = numbers.firstIndex(where: { !$0.isFinite }) {
                throw FileError(path, "\(what) \(index / max(1, shape.count)) holds \(numbers[index]), expected finite numbers. Clean or drop it.")
            }
            return numbers
        }
    }

    func load() throws(FileError) -> Dataset {
        var (training, names) = try part(inputs: paths.inputs, targets: paths.targets, weights: paths.weights)
        var test = Examples(none: training.shape)
        if let inputs = paths.testInputs {
            test = try part(inputs: inputs, targets: paths.testTargets, weights: nil, names: names).examples
            guard test.shape == training.shape else {
                throw FileError(inputs, "expected examples of shape \(training.shape.tuple) as in \(paths.inputs), got \(test.shape.tuple). Give arrays of one shape.")
            }
            try checkKinds(training, test, inputs)
        }
        guard test.count == 0 || test.targets.isLike(training.targets) else {
            throw FileError(
                paths.testTargets ?? paths.testInputs ?? "", "expected targets of the kind and shape of \(paths.targets ?? paths.inputs). Give test_targets like the targets.")
        }
        let found = max(training.classCount ?? 0, test.classCount ?? 0)
        let classes = try fitting.value("classes") { () throws(FileError) in
            let own = names ?? (found > 1 ? (0..<found).map(String.init) : [])
            return try FittedClasses(own, wanted: spec.classes, path: paths.targets ?? paths.inputs)
        }.names
        if let names, names != classes {  // for a run that exists, each name keeps the number that it had
            training = try part(inputs: paths.inputs, targets: paths.targets, weights: paths.weights, names: classes).examples
            if let inputs = paths.testInputs { test = try part(inputs: inputs, targets: paths.testTargets, weights: nil, names: classes).examples }
        }
        guard names != nil || classes.isEmpty || found <= classes.count else {
            throw FileError(paths.targets ?? paths.inputs, "expected classes from 0 to \(classes.count - 1), as when the run began, got \(found - 1). Correct the targets.")
        }
        var notes = [ArrayNotes.layout(training.shape, path: paths.inputs)]
        if spec.targets != .inputs, spec.classes == nil, let targets = paths.targets { notes.append(try ArrayNotes.classes(training, count: classes.count, path: targets)) }
        let given = notes.compactMap { $0 }
        var dataset = Dataset(
            name: (paths.inputs as NSString).lastPathComponent, classNames: classes, training: training, test: test, note: given.isEmpty ? nil : given.joined(separator: " "))
        dataset.places = paths.targets.map { TargetPlaces(path: $0) }
        dataset.testPlaces = paths.testTargets.map { TargetPlaces(path: $0) }
        return dataset
    }

    /// Throws where one part has bytes, which become 0…1, and the other has numbers, which stay unchanged: they would be scaled differently.
    private func checkKinds(_ training: Examples, _ test: Examples, _ path: String) throws(FileError) {
        if spec.scaling == .none || spec.oneHot?.isWanted ?? false { return }
        func kind(_ examples: Examples) -> String { if case .bytes = examples.inputs { "bytes (uint8), which become 0 to 1" } else { "numbers, which stay unchanged" } }
        guard kind(training) != kind(test) else { return }
        throw FileError(
            path, "expected \(kind(training)), as \((paths.inputs as NSString).lastPathComponent) holds, got \(kind(test)). Save both with one dtype, or give scaling: none.")
    }

    /// `names`: the classes of the training part, where its targets are texts.
    private func part(inputs path: String, targets targetPath: String?, weights weightPath: String?, names: [String]? = nil) throws(FileError) -> (
        examples: Examples, names: [String]?
    ) {
        let inputs = try read(path)
        guard inputs.texts == nil else {
            throw FileError(path, "holds texts, expected numbers. Texts may be targets, as the names of classes; a table with texts needs source: csv.")
        }
        guard inputs.examples > 0, inputs.values.count > 0 else { throw FileError(path, "holds no example. Give an array with examples along its first axis.") }
        if case .floats = inputs.values { _ = try inputs.numbers(path, "example") }
        let targets = try targetPath.map { path throws(FileError) in try self.targets(path, for: inputs, names: names) }
        let weights = try weightPath.map { path throws(FileError) in try self.weights(path, count: inputs.examples) }
        let examples = Examples(
            shape: inputs.shape.rank == 0 ? Shape([1]) : inputs.shape, inputs: inputs.values, targets: targets?.targets ?? .inputs, count: inputs.examples, weights: weights)
        return (examples, targets?.names)
    }

    private func targets(_ path: String, for inputs: Stored, names: [String]?) throws(FileError) -> ArrayTargets {
        let stored = try read(path)
        guard stored.examples == inputs.examples else {
            throw FileError(path, "expected \(inputs.examples) targets, one for each input of \(paths.inputs), got \(stored.examples). Give the targets of these inputs.")
        }
        if expectsLabels, stored.shape.rank > 1, inputs.shape.count == 1, inputs.isInteger {
            throw FileError(path, "holds pictures of \(stored.shape.tuple), and \(paths.inputs) a whole number each: images and labels are swapped. Swap them.")
        }
        return try ArrayTargets(stored, path: path, choice: spec.targets, known: names)
    }

    private func weights(_ path: String, count: Int) throws(FileError) -> [Float] {
        let stored = try read(path)
        guard stored.examples == count, stored.shape.count == 1, stored.texts == nil else {
            throw FileError(path, "expected \(count) weights, one for each input, got \(Shape([stored.examples] + stored.shape.dimensions).tuple). Give a number each.")
        }
        let numbers = try stored.numbers(path, "weight")
        if let index = numbers.firstIndex(where: { $0 < 0 }) { throw FileError(path, "weight \(index) is \(numbers[index]), expected 0 or more. Correct it.") }
        return numbers
    }
}

extension Examples {
    /// The number of classes that the targets imply: one more than the largest class number, or the width of one-hot rows; `nil` where they are not classes.
    var classCount: Int? {
        switch targets {
        case .classes(let classes, _): return classes.max().map { max(2, Int($0) + 1) }
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
