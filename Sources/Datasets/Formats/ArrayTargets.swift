import Tensors

/// The targets of an array: classes by number or name, or numbers.
struct ArrayTargets {
    let targets: Examples.Targets
    /// The classes in their order where the array holds names; `nil` where it holds numbers.
    let names: [String]?

    private static let maxClasses = 100_000

    /// `known`: the names of the training part's classes, for targets of another part.
    init(_ stored: ArrayLoader.Stored, path: String, choice: DataSpec.TargetChoice, known: [String]? = nil) throws(FileError) {
        guard stored.shape.count > 0 else { throw FileError(path, "has empty targets of shape \(stored.shape.tuple). Give at least one number for each example.") }
        if let texts = stored.texts {
            guard choice != .values else { throw FileError(path, "holds texts, not numbers. Leave targets_are out, or save numbers.") }
            let names: [String]
            if let known { names = known } else { names = try Self.names(texts, path: path) }
            self.names = names
            targets = .classes(try Self.numbers(texts, names, perSample: stored.shape.count, path: path), perSample: stored.shape.count)
            return
        }
        guard known == nil else { throw FileError(path, "expected the names of classes, as the training targets are, got numbers. Save both in the same way.") }
        names = nil
        let numbers = try stored.numbers(path, "target")
        guard Self.areClasses(stored, numbers, choice) else {
            targets = .values(numbers, stored.shape.rank == 0 ? [1] : stored.shape)
            return
        }
        targets = .classes(try Arrays.checked(Arrays.wholeNumbers(numbers, path: path), path: path, classes: nil), perSample: stored.shape.count)
    }

    /// Whole numbers are classes, one for each example or a sequence of them. Rows with only 0 and 1 are one-hot or several labels at once; rows of bytes are pixels.
    private static func areClasses(_ stored: ArrayLoader.Stored, _ numbers: [Float], _ choice: DataSpec.TargetChoice) -> Bool {
        switch choice {
        case .classes: return true
        case .values: return false
        case .automatic, .inputs:
            guard stored.isInteger else { return false }
            if stored.shape.count == 1 { return true }
            guard stored.shape.rank == 1, case .floats = stored.values else { return false }
            return numbers.contains { $0 > 1 } && !numbers.contains { $0 < 0 }
        }
    }

    /// The distinct texts, in numerical order where all are numbers, otherwise in alphabetical order.
    private static func names(_ texts: [String], path: String) throws(FileError) -> [String] {
        let names = Set(texts)
        guard names.count <= maxClasses else { throw FileError(path, "holds \(names.count) different texts, more than \(maxClasses) classes. Save numbers, or fewer names.") }
        if let index = texts.firstIndex(of: "") { throw FileError(path, "target \(index) is an empty text, expected the name of a class. Fill it in, or drop the example.") }
        let values = names.compactMap { name in Double(name).map { (name, $0) } }
        return values.count == names.count ? values.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0) : names.sorted()
    }

    private static func numbers(_ texts: [String], _ names: [String], perSample: Int, path: String) throws(FileError) -> [Int32] {
        let classes = Dictionary(names.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
        var numbers: [Int32] = []
        numbers.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            guard let number = classes[text] else {
                throw FileError(
                    path,
                    "target \(index / perSample) is \(text.prefix(40).debugDescription), expected a class of the training targets, \(names.listed). Correct it.\(NearestName.suggestion(text, in: names))"
                )
            }
            numbers.append(number)
        }
        return numbers
    }
}
