import Foundation
import Tensors

/// A user's own arrays, npy or IDX, as examples.
struct ArrayLoader {
    let paths: ArrayPaths
    let spec: DataSpec
    let read: (String) throws(FileError) -> Stored

    /// An array whose first axis counts examples.
    struct Stored {
        let examples: Int
        let shape: Shape
        let values: Examples.Values
        let isInteger: Bool

        static func npy(_ path: String) throws(FileError) -> Stored {
            let file = try NpyFile(path: path)
            guard file.tensor.shape.rank > 0 else { throw FileError(path, "holds a single number, expected an axis of examples first.") }
            return Stored(
                examples: file.tensor.shape[0], shape: Shape(Array(file.tensor.shape.dimensions.dropFirst())),
                values: file.isByte ? .bytes(file.tensor.values.map { UInt8($0) }, scale: 1) : .floats(file.tensor.values), isInteger: file.isInteger)
        }

        static func idx(_ path: String) throws(FileError) -> Stored {
            let file = try IdxFile(path: path)
            return Stored(
                examples: file.shape[0], shape: file.shape.rank == 3 ? Arrays.image(file.shape) : Shape(Array(file.shape.dimensions.dropFirst())),
                values: file.values, isInteger: file.isInteger)
        }

        /// Every number; throws where one is not finite.
        func numbers(_ path: String, _ what: String) throws(FileError) -> [Float] {
            guard case .floats(let numbers) = values else {
                if case .bytes(let bytes, _) = values { return bytes.map(Float.init) }
                return []
            }
            if let place = numbers.firstIndex(where: { !$0.isFinite }) {
                throw FileError(path, "\(what) \(place / max(1, shape.count)) holds \(numbers[place]), expected finite numbers. Clean or drop it.")
            }
            return numbers
        }
    }

    func load() throws(FileError) -> Dataset {
        let training = try part(inputs: paths.inputs, targets: paths.targets, weights: paths.weights)
        var test = Examples(none: training.shape)
        if let inputs = paths.testInputs {
            test = try part(inputs: inputs, targets: paths.testTargets, weights: nil)
            guard test.shape == training.shape else {
                throw FileError(inputs, "expected examples of shape \(training.shape.tuple) as in \(paths.inputs), got \(test.shape.tuple). Give arrays of one shape.")
            }
            try checkKinds(training, test, inputs)
        }
        guard test.count == 0 || test.targets.isLike(training.targets) else {
            throw FileError(paths.testTargets ?? paths.testInputs ?? "", "expected targets of the kind and shape of \(paths.targets ?? paths.inputs). Give test_targets like the targets.")
        }
        let classes = max(training.classCount ?? 0, test.classCount ?? 0)
        return Dataset(
            name: (paths.inputs as NSString).lastPathComponent, classNames: classes > 1 ? (0..<classes).map(String.init) : [], training: training, test: test)
    }

    /// Bytes become 0…1 and other numbers stay as they are, so parts of both kinds would be scaled apart.
    private func checkKinds(_ training: Examples, _ test: Examples, _ path: String) throws(FileError) {
        if spec.scaling == .none || spec.oneHot?.isWanted ?? false { return }
        func kind(_ examples: Examples) -> String { if case .bytes = examples.inputs { "bytes (uint8), which become 0 to 1" } else { "numbers that stay as they are" } }
        guard kind(training) != kind(test) else { return }
        throw FileError(path, "expected \(kind(training)), as \((paths.inputs as NSString).lastPathComponent) holds, got \(kind(test)). Save both with one dtype, or give scaling: none.")
    }

    private func part(inputs path: String, targets targetPath: String?, weights weightPath: String?) throws(FileError) -> Examples {
        let inputs = try read(path)
        guard inputs.examples > 0, inputs.values.count > 0 else { throw FileError(path, "holds no example. Give an array with examples along its first axis.") }
        if case .floats = inputs.values { _ = try inputs.numbers(path, "example") }
        let targets = try targetPath.map { path throws(FileError) in try self.targets(path, count: inputs.examples, of: paths.inputs) } ?? .inputs
        let weights = try weightPath.map { path throws(FileError) in try self.weights(path, count: inputs.examples) }
        return Examples(
            shape: inputs.shape.rank == 0 ? Shape([1]) : inputs.shape, inputs: inputs.values, targets: targets, count: inputs.examples, weights: weights)
    }

    private func targets(_ path: String, count: Int, of inputs: String) throws(FileError) -> Examples.Targets {
        let stored = try read(path)
        guard stored.examples == count else {
            throw FileError(path, "expected \(count) targets, one for each input of \(inputs), got \(stored.examples). Give the targets of these inputs.")
        }
        let numbers = try stored.numbers(path, "target")
        guard stored.shape.count > 0 else { throw FileError(path, "has empty targets of shape \(stored.shape.tuple). Give a number each at least.") }
        guard isClasses(stored, numbers) else { return .values(numbers, stored.shape.rank == 0 ? [1] : stored.shape) }
        return .classes(try Arrays.checked(Arrays.wholeNumbers(numbers, path: path), path: path, classes: nil), perSample: stored.shape.count)
    }

    /// Whole numbers are classes, one an example or a sequence of them; rows of 0 and 1 alone are one-hot or several labels at once, bytes in rows pixels.
    private func isClasses(_ stored: Stored, _ numbers: [Float]) -> Bool {
        switch spec.targets {
        case .classes: return true
        case .values: return false
        case .automatic, .inputs:
            guard stored.isInteger else { return false }
            if stored.shape.count == 1 { return true }
            guard stored.shape.rank == 1, case .floats = stored.values else { return false }
            return numbers.contains { $0 > 1 } && !numbers.contains { $0 < 0 }
        }
    }

    private func weights(_ path: String, count: Int) throws(FileError) -> [Float] {
        let stored = try read(path)
        guard stored.examples == count, stored.shape.count == 1 else {
            throw FileError(path, "expected \(count) weights, one for each input, got \(Shape([stored.examples] + stored.shape.dimensions).tuple). Give a number each.")
        }
        let numbers = try stored.numbers(path, "weight")
        if let place = numbers.firstIndex(where: { $0 < 0 }) { throw FileError(path, "weight \(place) is \(numbers[place]), expected 0 or more. Correct it.") }
        return numbers
    }
}

extension Examples {
    /// How many classes the targets speak of: one more than the largest, or the width of rows with a one each; `nil` where they are none.
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
