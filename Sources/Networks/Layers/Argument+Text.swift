import Tensors

/// Arguments as text, as a recipe writes them and a user types them: `[3, 3]`, `true`.
extension ArgumentValue: CustomStringConvertible {
    /// The value as a recipe writes it: `0.001`, `[3, 3]`, `null`.
    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .pair(let rows, let columns): "[\(rows), \(columns)]"
        case .real(let number): ArgumentValue.text(number)
        case .flag(let flag): flag ? "true" : "false"
        case .choice(let word): word
        case .size(let size): size.rawValue
        case .none: "null"
        case .integers(let numbers): "[\(numbers.map(String.init).joined(separator: ", "))]"
        case .edges(let edges): "[[\(edges.top), \(edges.bottom)], [\(edges.left), \(edges.right)]]"
        case .form(let form): form.description
        case .layer(let layer): layer.kerasName
        case .names(let names): "[\(names.joined(separator: ", "))]"
        }
    }

    /// The shortest text that reads back as the same number: `0.001`, `1e-07`.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) + ".0" : "\(number)"
    }
}

extension ArgumentDomain {
    /// What may be written, to complete a sentence that begins with "expected".
    public var expectation: String {
        switch self {
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .units(let range, let sizes): (["a whole number from \(range.lowerBound) to \(range.upperBound)"] + sizes.map(\.rawValue)).listed("or")
        case .pair(let range): "rows and columns from \(range.lowerBound) to \(range.upperBound), such as [3, 3], or one number for both"
        case .optionalPair(let range, let meaning):
            "rows and columns from \(range.lowerBound) to \(range.upperBound), such as [2, 2], one number for both, or null (\(meaning))"
        case .real(let range, let includesUpper):
            "a number from \(ArgumentValue.text(range.lowerBound)) to \(includesUpper ? "" : "less than ")\(ArgumentValue.text(range.upperBound))"
        case .optionalInteger(let range, let meaning): "a whole number from \(range.lowerBound) to \(range.upperBound), or null (\(meaning))"
        case .optionalReal(let range, let meaning):
            "a number from \(ArgumentValue.text(range.lowerBound)) to \(ArgumentValue.text(range.upperBound)), or null (\(meaning))"
        case .flag: "true or false"
        case .integers(let count, let range):
            "\(count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)") whole numbers from \(range.lowerBound) to \(range.upperBound), such as [2, 1]"
        case .edges(let range): "whole numbers from \(range.lowerBound) to \(range.upperBound): one, [rows, columns] or [[top, bottom], [left, right]]"
        case .form(let shapes): shapes.map(\.expectation).listed("or")
        case .optionalForm(let shapes): (shapes.map(\.expectation) + ["null"]).listed("or")
        case .layer(let names): "a layer: " + names.listed("or")
        case .choice(let words): words.listed("or")
        case .name: "a name of letters, digits, _ and -, a letter first, or null (none)"
        case .reference(let meaning): "the name of a layer further up, or null (\(meaning))"
        case .initialState: "the name of a recurrent layer further up, a list of layers with flat outputs, such as [h, c], or null (zeros)"
        case .references(let limit): "names of layers further up, at most \(limit), such as [shortcut]"
        }
    }

    /// The typed text as a value of this domain's kind, or `nil`; `Argument.set` checks the range. `3 3`, `3x3`, `[3, 3]` and `3` are pairs.
    public func value(parsing text: String) -> ArgumentValue? {
        let word = text.filter { !$0.isWhitespace }.isEmpty ? "" : String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        let isNone = ["null", "none", "~", "None"].contains(word)
        switch self {
        case .integer:  // or a list of one number, as Keras accepts for one axis
            return Self.integers(word).flatMap { $0.count == 1 ? $0[0] : nil }.map(ArgumentValue.integer)
        case .units(_, let sizes): return sizes.first { $0.rawValue == word }.map(ArgumentValue.size) ?? Int(word).map(ArgumentValue.integer)
        case .pair: return Self.pair(word)
        case .optionalPair: return isNone ? ArgumentValue.none : Self.pair(word)
        case .real: return Double(word).flatMap { $0.isFinite ? .real($0) : nil }
        case .flag: return ["true", "yes", "True"].contains(word) ? .flag(true) : ["false", "no", "False"].contains(word) ? .flag(false) : nil
        case .choice(let words): return .choice(isNone && words.contains("linear") ? "linear" : word)  // Keras' activation=None
        case .optionalInteger: return isNone ? ArgumentValue.none : Int(word).map(ArgumentValue.integer)
        case .optionalReal: return isNone ? ArgumentValue.none : Double(word).flatMap { $0.isFinite ? .real($0) : nil }
        case .integers: return Self.integers(word).map(ArgumentValue.integers)
        case .edges: return Self.integers(word).flatMap(Edges.init).map(ArgumentValue.edges)
        case .form(let shapes): return FormText(parsing: word, shapes: shapes).map(ArgumentValue.form)
        case .optionalForm(let shapes): return isNone ? ArgumentValue.none : FormText(parsing: word, shapes: shapes).map(ArgumentValue.form)
        case .layer(let names): return names.contains(word) ? LayerSpec(kerasName: word).map(ArgumentValue.layer) : nil
        case .name, .reference: return isNone ? ArgumentValue.none : .choice(word)
        case .initialState where !word.hasPrefix("["): return isNone ? ArgumentValue.none : .choice(word)
        case .references, .initialState: return .names(word.split { "[](), ".contains($0) }.map(String.init))
        }
    }

    private static func integers(_ text: String) -> [Int]? {
        let numbers = text.split { "[](), ".contains($0) }.map { Int($0) }
        return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
    }

    private static func pair(_ text: String) -> ArgumentValue? {
        let numbers = text.split { "[](),x× ".contains($0) }.map { Int($0) }
        switch numbers.count {
        case 1: return numbers[0].map(ArgumentValue.integer)
        case 2: return numbers[0].flatMap { rows in numbers[1].map { .pair(rows, $0) } }
        default: return nil
        }
    }
}
