/// Forms as text, as a recipe writes them and a user types them.
extension FormText: CustomStringConvertible {
    /// As a recipe writes it: `he_normal`, `{random_normal: {stddev: 0.1}}`.
    public var description: String {
        guard !values.isEmpty else { return name }
        return "{\(name): {\(values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}}"
    }

    /// Typed text: `l2 0.01`, `l2(0.01)`, `{l2: 0.01}`, `random_normal(mean=0, stddev=0.1)`, `{piecewise: {boundaries: [10, 20]}}`. Values without a name are the parameters in
    /// their order. `nil` where the text is none of these.
    init?(parsing text: String, shapes: [FormShape]) {
        var tokens = Self.tokens(text)[...]
        guard case .word(let name)? = tokens.popFirst(), let shape = shapes.first(where: { $0.name == name }) else { return nil }
        var values: [String: FormValue] = [:], unnamed = shape.parameters[...]
        while let token = tokens.popFirst() {
            if case .word(let key) = token, shape.parameters.contains(where: { $0.name == key }) {
                guard let value = tokens.popFirst() else { return nil }
                values[key] = value
            } else {
                guard let parameter = unnamed.popFirst() else { return nil }
                values[parameter.name] = token
            }
        }
        self.init(name, values)
    }

    /// Words, numbers and bracketed lists. Braces, parentheses, commas, colons, equal signs and quotes separate them.
    private static func tokens(_ text: String) -> [FormValue] {
        var tokens: [FormValue] = [], list: [Double]?
        var word = ""
        func finish() {
            guard !word.isEmpty else { return }
            if let number = Double(word) {
                if list != nil { list?.append(number) } else { tokens.append(.number(number)) }
            } else {
                tokens.append(.word(word))
            }
            word = ""
        }
        for character in text {
            switch character {
            case "[":
                finish()
                list = []
            case "]":
                finish()
                tokens.append(.numbers(list ?? []))
                list = nil
            case "{", "}", "(", ")", ",", ":", "=", " ", "\"", "'": finish()
            default: word.append(character)
            }
        }
        finish()
        return tokens
    }
}

extension FormValue: CustomStringConvertible {
    /// As a recipe writes it: `0.01`, `[1.0, 2.0]`, `reflect`.
    public var description: String {
        switch self {
        case .number(let number): ArgumentValue.text(number)
        case .numbers(let numbers): "[" + numbers.map(ArgumentValue.text).joined(separator: ", ") + "]"
        case .word(let word): word
        }
    }
}

extension FormShape {
    /// The name and the names of the parameters, for an error message: "l1_l2 (l1, l2)".
    var expectation: String { parameters.isEmpty ? name : "\(name) (\(parameters.map(\.name).joined(separator: ", ")))" }
}

extension FormParameter.Domain {
    /// What may be written, to complete a sentence that begins with "expected".
    public var expectation: String {
        switch self {
        case .number(_, let range), .optionalNumber(let range): "a number from \(ArgumentValue.text(range.lowerBound)) to \(ArgumentValue.text(range.upperBound))"
        case .count(_, let range), .optionalCount(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .numbers: "a list of numbers, such as [1, 2]"
        case .word(_, let words): words.isEmpty ? "a word" : words.joined(separator: " or ")
        }
    }
}
