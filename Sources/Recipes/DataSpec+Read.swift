import Datasets
import Documents
import Tensors

extension DataSpec {
    /// Reads `data:`, each key as its source's table of arguments describes it. A key that belongs to another source is an error that names that source.
    init(_ node: YamlNode) throws(DocumentError) {
        guard let sourceNode = node["source"] else { throw node.error("data: expected {source: …}, got \(node.got).") }
        let name = try sourceNode.text("source")
        guard let source = DataSource(named: name) else {
            let own = DataSource.all.map(\.name), known = CatalogueEntry.all.map(\.id) + own
            throw sourceNode.error("source: expected a data set, \(own.listed("or")), got \(name.prefix(40)).\(NearestName.hint(name, in: known))")
        }
        self.init(source: source)
        let arguments = arguments, known = ["source"] + arguments.map(\.name)
        for (key, _) in node.entries {
            guard let word = key.scalar, !known.contains(word), let owners = DataSpec.owners(of: word) else { continue }
            throw key.error("data: \(word) does not apply to source \(name.prefix(40)): it belongs to \(owners). Leave it out.")
        }
        let keys = try node.keys("data", known: known)
        if let lacking = arguments.first(where: { $0.field.isRequired && keys[$0.name] == nil }) {
            throw node.error("data: source \(name) needs \(lacking.name). Add \(lacking.name):")
        }
        for (index, argument) in arguments.enumerated() {
            guard let value = keys[argument.name] else { continue }
            // A key may be an argument of the source and of all data: it sets the one that knows the word, the first where none does.
            if arguments[..<index].contains(where: { $0.name == argument.name }), !argument.field.knows(value) { continue }
            if arguments[(index + 1)...].contains(where: { $0.name == argument.name && $0.field.knows(value) }) { continue }
            guard argument.set(&self, try value.value(of: argument.field)) else { throw value.unexpected(argument.field) }
        }
        if let conflict = conflict(given: Set(keys.keys)) { throw (keys[conflict.key] ?? node).error(conflict.sentence) }
    }
}

extension DataField {
    /// Whether the node is one of the words of a field that takes words.
    fileprivate func knows(_ node: YamlNode) -> Bool {
        if case .word(let words) = domain, let word = node.scalar { words.contains(word) } else { false }
    }
}

extension YamlNode {
    /// The node as a value of a field of `data:`; throws what the field may be and what was found.
    func value(of field: DataField) throws(DocumentError) -> DataValue {
        let name = field.name
        switch field.domain {
        case .file, .folder, .column, .text: return try taken(.text(text(name)), by: field)
        case .word(let words):
            let word = try text(name)
            guard words.contains(word) else {
                let isCatalogue = words.count > 20  // too many to be listed
                throw error(
                    "\(name): expected \(isCatalogue ? "a data set" : words.listed("or")), got \(word.prefix(40)).\(isCatalogue ? NearestName.hint(word, in: words) : NearestName.suggestion(word, in: words))"
                )
            }
            return .text(word)
        case .columns:
            let texts = try texts(name)
            return texts.isEmpty ? .nothing : .texts(texts)
        case .whole(let range): return .whole(try integer(name, in: range))
        case .real:
            guard let number = scalar.flatMap({ Double($0) }) else { throw unexpected(field) }
            return try taken(.real(number), by: field)
        case .flag: return .flag(try flag(name))
        case .size(let range):
            let sides = try items(name)
            guard sides.count == 2 else { throw unexpected(field) }
            return .size(rows: try sides[0].integer(name, in: range), columns: try sides[1].integer(name, in: range))
        case .factors(let range): return try taken(.factors(factors(name, in: range)), by: field)
        case .variant(let variants, _, let example): return try variant(of: field, variants, example)
        case .fields(let fields): return .fields(try values(of: fields, in: keys(name, known: fields.map(\.name)), what: name))
        }
    }

    /// The error that the node is no value of the field.
    func unexpected(_ field: DataField) -> DocumentError { error("\(field.name): expected \(field.domain.expectation), got \(got).") }

    /// A value as the field keeps it; throws where the field does not accept it.
    private func taken(_ value: DataValue, by field: DataField) throws(DocumentError) -> DataValue {
        guard let taken = field.taken(value) else { throw unexpected(field) }
        return taken
    }

    private func factors(_ name: String, in range: ClosedRange<Double>) throws(DocumentError) -> [String: Double] {
        var factors: [String: Double] = [:]
        for (key, value) in entries {
            let own = try key.text(name)
            factors[own] = try value.number("\(name) \(own.prefix(40))", "a factor", in: range)
        }
        return factors
    }

    /// One of several variants, written as its word, as its only value, or as the keys of its fields.
    private func variant(of field: DataField, _ variants: [DataVariant], _ example: String) throws(DocumentError) -> DataValue {
        if let bare = variants.first(where: { $0.spelling == .bare }), let own = bare.fields([:]).first {
            if let word = scalar, let variant = variants.first(where: { $0.spelling == .word(word.lowercased()) }) { return .variant(variant.name, [:]) }
            if case .factors(let range) = own.domain, !entries.isEmpty { return .variant(bare.name, [own.name: .factors(try factors(field.name, in: range))]) }
            guard let value = try? value(of: own) else { throw unexpected(field) }
            return .variant(bare.name, [own.name: value])
        }
        let fields = variants.map { $0.fields([:]) }, names = Set(fields[0].map(\.name))
        let shared = fields.dropFirst().reduce(names) { $0.intersection($1.map(\.name)) }
        let keys = try keys(field.name, known: fields.joined().map(\.name).filter { !shared.contains($0) } + shared.sorted())
        let kinds = variants.indices.filter { index in fields[index].contains { !shared.contains($0.name) && keys[$0.name] != nil } }
        guard kinds.count == 1, let kind = kinds.first else {
            throw error("\(field.name): expected one kind, got \(kinds.isEmpty ? "none" : kinds.map { fields[$0][0].name }.listed("and")). \(example)")
        }
        var values: [String: DataValue] = [:]
        for index in fields[kind].indices {  // the range of a field may depend on those before it
            let own = variants[kind].fields(values)[index]
            values.merge(try self.values(of: [own], in: keys, what: field.name)) { $1 }
        }
        if let problem = variants[kind].problem(of: values) { throw error(problem) }
        return .variant(variants[kind].name, values)
    }

    /// The values of a mapping's fields; a field that is not given has its default.
    private func values(of fields: [DataField], in keys: [String: YamlNode], what: String) throws(DocumentError) -> [String: DataValue] {
        var values: [String: DataValue] = [:]
        for field in fields {
            if let node = keys[field.name] {
                values[field.name] = try node.value(of: field)
            } else {
                guard !field.isRequired else { throw error("\(what): needs \(field.name): \(field.help). Add \(field.name):") }
                values[field.name] = field.standard
            }
        }
        return values
    }
}
