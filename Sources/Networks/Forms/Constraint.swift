/// A limit that is enforced on a variable after each step. Norms are taken along a kernel's first axis, Keras' default.
public typealias Constraint = Form<ConstraintKind>

/// Keras' constraints.
public enum ConstraintKind: String, FormKind {
    case maxNorm = "max_norm", unitNorm = "unit_norm", nonNegative = "non_neg"

    /// `max_value` for max_norm; the others have none.
    public var parameters: [FormParameter] { self == .maxNorm ? [.number("max_value", 2, 0...1e6)] : [] }

    /// What it does, in one line.
    public var help: String {
        switch self {
        case .maxNorm: "no norm above max_value"
        case .unitNorm: "every norm 1"
        case .nonNegative: "no weight below 0"
        }
    }

    /// Keras' class below `keras`: `constraints.MaxNorm`.
    public var kerasPath: String? { "constraints.\(kerasClass)" }
}
