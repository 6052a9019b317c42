import Tensors

/// Pairs of files, inputs and targets, as examples.
enum Arrays {
    /// Images and class labels from IDX files. The value `largest` becomes 1; grey images get a channel axis.
    static func examples(images: String, labels: String, classes: Int?, largest: Int) throws(FileError) -> Examples {
        let file = try IdxFile(path: images), marks = try IdxFile(path: labels)
        let targets = try classIndices(marks, count: file.shape[0], path: labels, classes: classes)
        return Examples(shape: image(file.shape), inputs: scaled(file.values, largest), targets: .classes(targets), count: file.shape[0])
    }

    /// The shape of one example; (rows, columns) is a grey image and becomes (rows, columns, 1).
    static func image(_ shape: Shape) -> Shape {
        let one = Array(shape.dimensions.dropFirst())
        return Shape(one.count == 2 ? one + [1] : one.isEmpty ? [1] : one)
    }

    static func scaled(_ values: Examples.Values, _ largest: Int) -> Examples.Values {
        if case .bytes(let bytes, _) = values { .bytes(bytes, scale: 1 / Float(largest)) } else { values }
    }

    static func classIndices(_ file: IdxFile, count: Int, path: String, classes: Int?) throws(FileError) -> [Int32] {
        guard file.shape.rank == 1, file.isInteger else {
            throw FileError(path, "expected one whole number for each example, got \(file.shape.tuple). Give the file of the labels.")
        }
        guard file.shape[0] == count else { throw FileError(path, "expected \(count) labels, one for each image, got \(file.shape[0]). Give the labels of these images.") }
        switch file.values {
        case .bytes(let bytes, _): return try checked(bytes.map(Int32.init), path: path, classes: classes)
        case .floats(let numbers): return try checked(wholeNumbers(numbers, path: path), path: path, classes: classes)
        }
    }

    /// Class numbers that were stored as numbers of any kind.
    static func wholeNumbers(_ numbers: [Float], path: String) throws(FileError) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(numbers.count)
        for (index, number) in numbers.enumerated() {
            guard let whole = Int32(exactly: number) else { throw FileError(path, "label \(index) is \(number), expected a class number from 0. Correct it.") }
            result.append(whole)
        }
        return result
    }

    static func checked(_ labels: [Int32], path: String, classes: Int?) throws(FileError) -> [Int32] {
        let bound = Int32(clamping: classes ?? 100_000)
        if let index = labels.firstIndex(where: { $0 < 0 || $0 >= bound }) {
            throw FileError(
                path,
                "label \(index) is \(labels[index]), expected a class number from 0 to \(bound - 1). Correct it, or store numbers that are not classes as floats (.astype('float32'))."
            )
        }
        return labels
    }
}
