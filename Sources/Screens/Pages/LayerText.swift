import Networks

/// A layer in a few words: `Conv2D 16 3×3 relu`.
enum LayerText {
    static func title(_ spec: LayerSpec) -> String {
        var words = [spec.kerasName]
        for argument in spec.arguments where argument.isRequired || !argument.isDefault || argument.name == "pool_size" {
            switch argument.value {
            case .integer(let number): words.append(String(number))
            case .pair(let rows, let columns):
                if argument.name == "strides", spec.has("pool_size", argument.value) { continue }
                words.append(argument.name == "strides" ? "step \(rows)×\(columns)" : "\(rows)×\(columns)")
            case .real(let number): words.append("\(number)")
            case .choice(let word): if word != "linear" { words.append(word) }
            case .numberOfClasses: words.append("classes")
            case .flag(let flag): if !flag { words.append("no \(argument.name.replacing("use_", with: ""))") }
            case .none: continue
            }
        }
        return words.joined(separator: " ")
    }

    /// An argument's value as forms show it.
    static func value(_ value: ArgumentValue) -> String {
        switch value {
        case .pair(let rows, let columns): "\(rows) × \(columns)"
        case .flag(let flag): flag ? "yes" : "no"
        case .none: "as the pool"
        case .integer, .real, .choice, .numberOfClasses: "\(value)"
        }
    }
}

extension LayerSpec {
    fileprivate func has(_ name: String, _ value: ArgumentValue) -> Bool { arguments.contains { $0.name == name && $0.value == value } }
}
