import Datasets
import Documents
import Tensors

/// The keys under `data:`, which say in their errors what source they belong to.
struct DataKeys {
    let node: YamlNode
    let source: String
    let values: [String: YamlNode]

    /// Keys that say something of pictures alone.
    static let ofPictures = ["image_size"]

    /// Reads the keys; one that another source would know is an error that says so.
    init(_ node: YamlNode, source: String, known: [String]) throws(DocumentError) {
        for (key, _) in node.entries {
            guard let name = key.scalar, !known.contains(name), let owners = SourceKind.owners(of: name) else { continue }
            throw key.error("data: \(name) says nothing of source \(source.prefix(40)): it belongs to \(owners). Leave it out.")
        }
        self.node = node
        self.source = source
        values = try node.keys("data", known: known)
    }

    func text(_ key: String) throws(DocumentError) -> String? { try values[key].map { node throws(DocumentError) in try node.text(key) } }

    func needed(_ key: String) throws(DocumentError) -> String {
        guard let value = try text(key) else { throw node.error("data: source \(source) needs \(key). Add \(key):") }
        return value
    }

    /// One of an enum's words.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(DocumentError) -> Choice? where Choice.RawValue == String {
        try values[key].map { node throws(DocumentError) in try node.choice(key) }
    }

    func error(_ key: String, _ sentence: String) -> DocumentError { (values[key] ?? node).error(sentence) }

    /// Whether `targets:` says `inputs`, where it could name a file.
    var meansInputs: Bool {
        source != SourceKind.npy.rawValue || values["targets"]?.scalar == DataSpec.TargetChoice.inputs.rawValue
    }
}
