/// Arguments as a person reads and types them: the form of a recipe, `[3, 3]` and `true`.
extension ArgumentValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .pair(let rows, let columns): "[\(rows), \(columns)]"
        case .real(let number): ArgumentValue.text(number)
        case .flag(let flag): flag ? "true" : "false"
        case .choice(let word): word
        case .numberOfClasses: "num_classes"
        case .none: "null"
        }
    }

    /// The shortest text that reads back as the same number: `0.001`, `1e-07`.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) + ".0" : "\(number)"
    }
}

extension ArgumentDomain {
    /// What a person may write, to finish "expected …".
    public var expectation: String {
        switch self {
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .units(let range): "a whole number from \(range.lowerBound) to \(range.upperBound), or num_classes"
        case .pair(let range): "rows and columns from \(range.lowerBound) to \(range.upperBound), such as [3, 3], or one number for both"
        case .optionalPair(let range, let meaning):
            "rows and columns from \(range.lowerBound) to \(range.upperBound), such as [2, 2], one number for both, or null (\(meaning))"
        case .real(let range, let includesUpper):
            "a number from \(ArgumentValue.text(range.lowerBound)) to \(includesUpper ? "" : "less than ")\(ArgumentValue.text(range.upperBound))"
        case .flag: "true or false"
        case .choice(let words): words.count > 1 ? words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "") : words.first ?? ""
        }
    }

    /// What a person typed, as a value of this domain's kind; whether it is in range the argument decides. `3 3`, `3x3`, `[3, 3]` and `3` are pairs.
    public func value(parsing text: String) -> ArgumentValue? {
        let word = text.filter { !$0.isWhitespace }.isEmpty ? "" : String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        let isNone = ["null", "none", "~", "None"].contains(word)
        switch self {
        case .integer: return Int(word).map(ArgumentValue.integer)
        case .units: return word == "num_classes" ? .numberOfClasses : Int(word).map(ArgumentValue.integer)
        case .pair: return Self.pair(word)
        case .optionalPair: return isNone ? ArgumentValue.none : Self.pair(word)
        case .real: return Double(word).flatMap { $0.isFinite ? .real($0) : nil }
        case .flag: return ["true", "yes", "True"].contains(word) ? .flag(true) : ["false", "no", "False"].contains(word) ? .flag(false) : nil
        case .choice: return .choice(word)
        }
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
