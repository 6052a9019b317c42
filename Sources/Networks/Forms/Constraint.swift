/// What a variable is brought back to after each step. Norms are along a kernel's first axis, Keras' default.
public typealias Constraint = Form<ConstraintKind>

public enum ConstraintKind: String, FormKind {
    case maxNorm = "max_norm", unitNorm = "unit_norm", nonNegative = "non_neg"

    public var parameters: [FormParameter] { self == .maxNorm ? [.number("max_value", 2, 0...1e6)] : [] }

    public var help: String {
        switch self {
        case .maxNorm: "no norm above max_value"
        case .unitNorm: "every norm 1"
        case .nonNegative: "no weight below 0"
        }
    }

    public var kerasPath: String? { "constraints.\(kerasClass)" }
}
