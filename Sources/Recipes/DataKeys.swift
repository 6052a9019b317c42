import Datasets
import Tensors

/// The keys under `data:`, which say in their errors what source they belong to.
struct DataKeys {
    let node: YamlNode
    let source: String
    let values: [String: YamlNode]

    /// Keys that say something of pictures alone.
    static let ofPictures = ["image_size"]

    /// Reads the keys; one that another source would know is an error that says so.
    init(_ node: YamlNode, source: String, known: [String]) throws(RecipeError) {
        if case .mapping(let mapping) = node.node {
            for key in mapping.keys {
                guard let name = key.scalar?.string, !known.contains(name), let owners = SourceKind.owners(of: name) else { continue }
                throw node.child(key).error("data: \(name) says nothing of source \(source.prefix(40)): it belongs to \(owners). Leave it out.")
            }
        }
        self.node = node
        self.source = source
        values = try node.keys("data", known: known)
    }

    func text(_ key: String) throws(RecipeError) -> String? { try values[key].map { node throws(RecipeError) in try node.text(key) } }

    func needed(_ key: String) throws(RecipeError) -> String {
        guard let value = try text(key) else { throw node.error("data: source \(source) needs \(key). Add \(key):") }
        return value
    }

    /// One of an enum's words.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(RecipeError) -> Choice? where Choice.RawValue == String {
        try values[key].map { node throws(RecipeError) in try node.choice(key) }
    }

    func error(_ key: String, _ sentence: String) -> RecipeError { (values[key] ?? node).error(sentence) }

    /// Whether `targets:` says `inputs`, where it could name a file.
    var meansInputs: Bool {
        source != SourceKind.npy.rawValue || values["targets"]?.node.scalar?.string == DataSpec.TargetChoice.inputs.rawValue
    }
}

extension YamlNode {
    func choice<Choice: RawRepresentable & CaseIterable>(_ what: String) throws(RecipeError) -> Choice where Choice.RawValue == String {
        let word = try text(what), words = Choice.allCases.map(\.rawValue)
        guard let choice = Choice(rawValue: word) else {
            let list = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
            throw error("\(what): expected \(list), got \(word.prefix(40)).\(NearestName.suggestion(word, in: words))")
        }
        return choice
    }

    /// A number in a range, which the sentence names: `a share from 0 to 1`.
    func number(_ what: String, _ kind: String, in range: ClosedRange<Double>) throws(RecipeError) -> Double {
        func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
        return try number(what, "\(kind) from \(plain(range.lowerBound)) to \(plain(range.upperBound))", where: range.contains)
    }

    /// A share that leaves something.
    func share(_ what: String) throws(RecipeError) -> Double { try number(what, "a share from 0 to less than 1") { $0 >= 0 && $0 < 1 } }

    /// A number that is fit.
    func number(_ what: String, _ expected: String, where isValid: (Double) -> Bool) throws(RecipeError) -> Double {
        guard case .scalar(let scalar) = node, let number = Double(scalar.string), number.isFinite, isValid(number) else {
            throw error("\(what): expected \(expected), got \(got).")
        }
        return number
    }
}
