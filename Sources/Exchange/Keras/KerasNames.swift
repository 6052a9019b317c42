import Networks

/// The names in a Keras program: for each named layer a variable that is a unique Python identifier, and explicit names for layers whose automatic name a person may have
/// given to another layer.
struct KerasNames {
    /// The variables of outputs, by the layer's name.
    private var variables: [String: String] = [:]
    /// The variables of final states with which other layers begin, by the layer's name.
    private var states: [String: String] = [:]
    private let given: [String]

    init(_ model: [LayerSpec]) {
        given = model.compactMap(\.links.name)
        var taken = Self.reserved
        func identifier(_ word: String) -> String {
            var identifier = word
            while !taken.insert(identifier).inserted { identifier += "_" }
            return identifier
        }
        // Names that are identifiers already are kept; others get a name that is still free.
        for isChanged in [false, true] {
            for name in given where (name.contains("-") || Self.reserved.contains(name)) == isChanged { variables[name] = identifier(name.replacing("-", with: "_")) }
        }
        let givers = Set(model.flatMap(\.references).filter { $0.role == .finalState }.map(\.name))
        for name in given where givers.contains(name) { states[name] = identifier(variable(name) + "_state") }
    }

    /// The variable of a layer's output.
    func variable(_ name: String) -> String { variables[name] ?? name }

    /// The variable of a layer's final state; `nil` where no other layer begins with it.
    func state(_ name: String?) -> String? { name.flatMap { states[$0] } }

    /// Whether Keras' automatic name for a layer of this class could equal one that a person gave: it is the class in lower case with underscores and a number, such as
    /// `max_pooling2d_1`, and names must be unique in Keras.
    func mayEqualName(_ kerasClass: String) -> Bool {
        given.contains { name in
            let word = name.lowercased().filter { $0 != "_" }, own = kerasClass.lowercased()
            return word.hasPrefix(own) && word.dropFirst(own.count).allSatisfy(\.isNumber)
        }
    }

    /// Names that the program uses itself, and the keywords of Python.
    private static let reserved: Set<String> = [
        "x", "inputs", "model", "layers", "keras", "np", "num_classes", "num_outputs", "vocabulary", "callbacks", "x_train", "y_train", "x_noisy",
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "False", "finally", "for", "from", "global", "if",
        "import", "in", "is", "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "True", "try", "while", "with", "yield",
    ]
}
