import Datasets

extension TableSpec {
    /// Keys of any table; a key that a kind of source does not know is refused before.
    static let keys = ["path", "target", "columns", "drop", "missing", "delimiter", "header"]

    init(_ keys: DataKeys) throws(RecipeError) {
        self.init(path: try keys.needed("path"))
        testPath = try keys.text("test_path")
        target = try keys.texts("target") ?? []
        text = try keys.text("text")
        columns = try keys.texts("columns")
        drop = try keys.texts("drop") ?? []
        categorical = try keys.texts("categorical") ?? []
        date = try keys.text("date")
        if let node = keys.values["missing"] { missing = try Missing(node) }
        if let node = keys.values["delimiter"] {
            let word = try node.text("delimiter")
            guard let character = word == "tab" ? "\t" : word.count == 1 ? word.first : nil, character.isASCII, !character.isNewline, character != "\"" else {
                throw node.error("delimiter: expected one character or tab, got \(node.got).")
            }
            delimiter = character
        }
        if let node = keys.values["header"] { hasHeader = try node.flag("header") }
        if text != nil, let node = keys.values["columns"] {
            throw node.error("columns: has no meaning beside text, which is the only input. Leave one of them out.")
        }
    }
}

extension TableSpec.Missing {
    /// `refuse`, `mean`, or a value.
    fileprivate init(_ node: YamlNode) throws(RecipeError) {
        switch try node.text("missing") {
        case "refuse": self = .refuse
        case "mean": self = .mean
        case _: self = .value(try node.number("missing", "refuse, mean or a number") { abs($0) <= 1e9 })
        }
    }
}

extension DataKeys {
    /// One text or a list of them.
    func texts(_ key: String) throws(RecipeError) -> [String]? {
        guard let node = values[key] else { return nil }
        guard case .sequence = node.node else { return [try node.text(key)] }
        var texts: [String] = []
        for item in try node.items(key) { texts.append(try item.text(key)) }
        return texts
    }
}
