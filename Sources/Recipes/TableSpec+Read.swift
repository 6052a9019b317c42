import Datasets
import Documents

extension TableSpec {
    /// Keys of any table; a key that a kind of source does not know is refused before.
    static let keys = ["path", "target", "columns", "drop", "missing", "delimiter", "header"]

    init(_ keys: DataKeys) throws(DocumentError) {
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
        try check(keys)
    }

    /// Keys that would be ignored beside others.
    private func check(_ keys: DataKeys) throws(DocumentError) {
        func refuse(_ key: String, _ sentence: String) throws(DocumentError) { if keys.values[key] != nil { throw keys.error(key, "\(key): \(sentence)") } }
        if text != nil {
            for key in ["columns", "drop", "categorical", "missing"] { try refuse(key, "has no meaning beside text, which is the only input. Leave one of them out.") }
        } else if keys.source == SourceKind.csv.rawValue {
            for key in SequenceSpec.tableKeys { try refuse(key, "is of texts, got a table of numbers and categories. Leave it out, or name the column of texts with text:") }
        }
        guard let columns else { return }
        try refuse("drop", "has no meaning beside columns, which name every input. Leave one of them out.")
        if let stranger = categorical.first(where: { !columns.contains($0) }) {
            throw keys.error("categorical", "categorical: expected some of columns, \(columns.prefix(20).joined(separator: ", ").prefix(200)), got \(stranger.prefix(40)). Add it to columns, or take it out.")
        }
        // A series forecasts a column from its own past; a table's row would give its answer away.
        if keys.source == SourceKind.csv.rawValue, let answer = columns.first(where: target.contains) {
            throw keys.error("columns", "columns: expected inputs, got the target \(answer.prefix(40)), which would give the answer away. Take it out.")
        }
    }
}

extension TableSpec.Missing {
    /// `refuse`, `mean`, or a value.
    fileprivate init(_ node: YamlNode) throws(DocumentError) {
        switch try node.text("missing") {
        case "refuse": self = .refuse
        case "mean": self = .mean
        case _: self = .value(try node.number("missing", "refuse, mean or a number", where: Self.valueRange.contains))
        }
    }
}

extension DataKeys {
    /// One text or a list of them.
    func texts(_ key: String) throws(DocumentError) -> [String]? {
        guard let texts = try values[key]?.texts(key), !texts.isEmpty else { return nil }
        return texts
    }
}
