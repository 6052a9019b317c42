import Datasets
import Documents

extension DataSpec {
    /// The keys and their values in braces, without those that have their default.
    var yaml: String {
        var fields = YamlFields()
        fields.add("source", source.name)
        for argument in arguments where argument.isGiven(self) && argument.isWritten(self) { fields.add(argument.name, raw: argument.field.domain.yaml(argument.get(self))) }
        return fields.text
    }
}

extension DataDomain {
    /// A value of this domain as a recipe writes it.
    fileprivate func yaml(_ value: DataValue) -> String {
        switch (self, value) {
        case (_, .nothing): "null"
        case (_, .flag(let flag)): "\(flag)"
        case (_, .whole(let number)): "\(number)"
        case (_, .real(let number)): "\(number)"
        case (_, .text(let text)): YamlText.inBraces(text)
        case (_, .texts(let texts)): texts.count == 1 ? YamlText.inBraces(texts[0]) : "[" + texts.map(YamlText.inBraces).joined(separator: ", ") + "]"
        case (_, .size(let rows, let columns)): "[\(rows), \(columns)]"
        case (_, .factors(let factors)): "{" + factors.sorted { $0.key < $1.key }.map { "\(YamlText.inBraces($0.key)): \($0.value)" }.joined(separator: ", ") + "}"
        case (.variant(let variants, _, _), .variant(let name, let values)): variants.first { $0.name == name }?.yaml(values) ?? name
        case (.fields(let fields), .fields(let values)): DataDomain.yaml(values, fields)
        case (_, .variant(let name, _)): name
        case (_, .fields(let values)): "{" + values.keys.sorted().joined(separator: ", ") + "}"
        }
    }

    /// The fields that differ from their default, in braces, in the fields' order.
    fileprivate static func yaml(_ values: [String: DataValue], _ fields: [DataField]) -> String {
        var written = YamlFields()
        for field in fields {
            if let value = values[field.name], value != field.standard { written.add(field.name, raw: field.domain.yaml(value)) }
        }
        return written.text
    }
}

extension DataVariant {
    fileprivate func yaml(_ values: [String: DataValue]) -> String {
        let fields = fields(values)
        return switch spelling {
        case .word(let word): word
        case .bare: fields.first.flatMap { field in values[field.name].map(field.domain.yaml) } ?? name
        case .keys: DataDomain.yaml(values, fields)
        }
    }
}
