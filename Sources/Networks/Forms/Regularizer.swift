/// A penalty on a variable that is added to the loss: l1 · Σ|w| + l2 · Σw².
public typealias Regularizer = Form<RegularizerKind>

/// Keras' regularizers.
public enum RegularizerKind: String, FormKind {
    case l1, l2
    case l1l2 = "l1_l2"

    /// The factors `l1` and `l2`, by kind.
    public var parameters: [FormParameter] {
        switch self {
        case .l1: [.number("l1", 0.01, 0...1e6)]
        case .l2: [.number("l2", 0.01, 0...1e6)]
        case .l1l2: [.number("l1", 0, 0...1e6), .number("l2", 0, 0...1e6)]
        }
    }

    /// What it does, in one line.
    public var help: String {
        switch self {
        case .l1: "adds l1 · Σ|w| to the loss: many weights become 0"
        case .l2: "adds l2 · Σw² to the loss: weights stay small"
        case .l1l2: "adds both"
        }
    }

    /// Keras' class below `keras`: `regularizers.L2`.
    public var kerasPath: String? { "regularizers.\(kerasClass)" }
}

extension Regularizer {
    var l1: Float { kind == .l2 ? 0 : Float(self["l1"]) }
    var l2: Float { kind == .l1 ? 0 : Float(self["l2"]) }
}
