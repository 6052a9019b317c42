import Tensors

/// What a reader may expect in a node. Each throws a `DocumentError` with what was expected, what was found, and where; `what` names the value in it.
extension YamlNode {
    /// Text: any scalar that is not empty.
    public func text(_ what: String) throws(DocumentError) -> String {
        guard let scalar, !isNull else { throw error("\(what): expected a text, got \(got).") }
        return scalar
    }

    /// The items of a list.
    public func items(_ what: String) throws(DocumentError) -> [YamlNode] {
        guard kind == .sequence else { throw error("\(what): expected a list, got \(got).") }
        return items
    }

    /// The texts of a list; a single text counts as a list of one.
    public func texts(_ what: String) throws(DocumentError) -> [String] {
        guard kind == .sequence else { return [try text(what)] }
        return try items.map { item throws(DocumentError) in try item.text(what) }
    }

    /// The values of a mapping by their keys; an unknown key is an error that names the nearest known one.
    public func keys(_ what: String, known: [String]) throws(DocumentError) -> [String: YamlNode] {
        guard kind == .mapping else { throw error("\(what): expected keys such as \(known.prefix(3).joined(separator: ", ")), got \(got).") }
        var result: [String: YamlNode] = [:]
        for (key, value) in entries {
            let name = try key.text(what)
            guard known.contains(name) else { throw key.error("\(what) has no key \(name.prefix(40)).\(NearestName.hint(name, in: known))") }
            result[name] = value
        }
        return result
    }

    /// A whole number in a range.
    public func integer(_ what: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        guard let number = scalar.flatMap({ Int($0) }), range.contains(number) else {
            throw error("\(what): expected a whole number from \(range.lowerBound) to \(range.upperBound), got \(got).")
        }
        return number
    }

    /// `true` or `false`, in any case.
    public func flag(_ what: String) throws(DocumentError) -> Bool {
        guard let flag = ["true": true, "false": false][scalar?.lowercased() ?? ""] else { throw error("\(what): expected true or false, got \(got).") }
        return flag
    }

    /// One of the raw values of an enum; the error lists them and names the nearest.
    public func choice<Choice: RawRepresentable & CaseIterable>(_ what: String) throws(DocumentError) -> Choice where Choice.RawValue == String {
        let word = try text(what), words = Choice.allCases.map(\.rawValue)
        guard let choice = Choice(rawValue: word) else {
            throw error("\(what): expected \(words.listed("or")), got \(word.prefix(40)).\(NearestName.suggestion(word, in: words))")
        }
        return choice
    }

    /// A finite number for which `isValid` holds; `expected` says in the error what may stand there: "refuse, mean or a number".
    public func number(_ what: String, _ expected: String, where isValid: (Double) -> Bool) throws(DocumentError) -> Double {
        guard let number = scalar.flatMap({ Double($0) }), number.isFinite, isValid(number) else {
            throw error("\(what): expected \(expected), got \(got).")
        }
        return number
    }

    /// A number in a range; the error names both: "a deviation from 0 to 10".
    public func number(_ what: String, _ name: String, in range: ClosedRange<Double>) throws(DocumentError) -> Double {
        try number(what, "\(name) from \(range.lowerBound.plain) to \(range.upperBound.plain)", where: range.contains)
    }

    /// A share from 0 to less than 1.
    public func share(_ what: String) throws(DocumentError) -> Double { try number(what, "a share from 0 to less than 1") { $0 >= 0 && $0 < 1 } }
}
