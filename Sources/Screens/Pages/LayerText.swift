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
            case .size(let size): words.append(size.word)
            case .flag(let flag):
                let name = argument.name.replacing("use_", with: "").replacing("_", with: " ")
                words.append(flag ? name : "no \(name)")
            case .integers(let numbers): words.append(numbers.map(String.init).joined(separator: "×"))
            case .edges(let edges): words.append("\(edges.top) \(edges.bottom) \(edges.left) \(edges.right)")
            case .form(let form): words.append(form.name)
            case .layer(let inner): words.append(title(inner))
            case .names(let names): words += names
            case .none: continue
            }
        }
        return words.joined(separator: " ")
    }

    /// `l2 0.03`, `random_normal mean 0 stddev 0.1`: as it can be typed.
    static func form(_ form: FormText) -> String {
        guard form.values.count != 1 || form.values[form.name] == nil else { return ([form.name] + form.values.values.map { "\($0)" }).joined(separator: " ") }
        return ([form.name] + form.values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }).joined(separator: " ")
    }

    /// An argument's value as forms show it.
    static func value(_ value: ArgumentValue) -> String {
        switch value {
        case .pair(let rows, let columns): "\(rows) × \(columns)"
        case .flag(let flag): flag ? "yes" : "no"
        case .none: "none"
        case .layer(let inner): inner.kerasName
        case .form(let form): Self.form(form)
        case .integer, .real, .choice, .size, .integers, .edges, .names: "\(value)"
        }
    }
}

extension LayerSpec {
    fileprivate func has(_ name: String, _ value: ArgumentValue) -> Bool { arguments.contains { $0.name == name && $0.value == value } }
}
