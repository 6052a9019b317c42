import Datasets
import Documents

extension SplitSpec {
    private static let example = "Write {test: 0.2}, {validation: 0.1, test: 0.2}, {folds: 5, fold: 0}, {leave_one_out: 17} or {column: split}."

    init(_ node: YamlNode) throws(DocumentError) {
        let keys = try node.keys("split", known: ["column", "validation", "test", "folds", "fold", "leave_one_out", "seed", "shuffle"])
        let kinds = [["column"], ["validation", "test"], ["folds", "fold"], ["leave_one_out"]].filter { kind in kind.contains { keys[$0] != nil } }
        guard kinds.count == 1 else {
            throw node.error("split: expected one kind, got \(kinds.isEmpty ? "none" : kinds.map { $0[0] }.joined(separator: " and ")). \(Self.example)")
        }
        func integer(_ key: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int? {
            try keys[key].map { node throws(DocumentError) in try node.integer(key, in: range) }
        }
        func share(_ key: String) throws(DocumentError) -> Double { try keys[key]?.share(key) ?? 0 }
        if let column = keys["column"] {
            self.init(.column(try column.text("column")))
        } else if let place = try integer("leave_one_out", in: Self.exampleRange) {
            self.init(.leaveOneOut(place))
        } else if keys["folds"] != nil || keys["fold"] != nil {
            guard let folds = try integer("folds", in: Self.foldsRange) else { throw node.error("split: fold needs folds: how many there are. \(Self.example)") }
            self.init(.fold(try integer("fold", in: 0...folds - 1) ?? 0, of: folds))
        } else {
            let validation = try share("validation"), test = try share("test")
            guard validation + test > 0, validation + test < 1 else {
                throw node.error("split: expected shares that leave something to train on, got \(validation) and \(test).")
            }
            self.init(.shares(validation: validation, test: test))
        }
        seed = try integer("seed", in: Self.seedRange) ?? 0
        if let node = keys["shuffle"] { shuffle = try node.flag("shuffle") }
    }

    var yaml: String {
        var fields = YamlFields()
        switch kind {
        case .column(let column): fields.add("column", column)
        case .shares(let validation, let test):
            if validation > 0 { fields.add("validation", raw: "\(validation)") }
            if test > 0 { fields.add("test", raw: "\(test)") }
        case .fold(let fold, let folds):
            fields.add("folds", raw: "\(folds)")
            fields.add("fold", raw: "\(fold)")
        case .leaveOneOut(let place): fields.add("leave_one_out", raw: "\(place)")
        }
        if seed != 0 { fields.add("seed", raw: "\(seed)") }
        if !shuffle { fields.add("shuffle", raw: "false") }
        return fields.text
    }
}
