/// The options of one of a layer's variables: its first values, a penalty and a constraint.
public struct WeightOptions: Hashable, Sendable {
    /// The values before training.
    public var initializer: Initializer
    /// A penalty that is added to the loss.
    public var regularizer: Regularizer?
    /// A limit that is enforced after each step.
    public var constraint: Constraint?

    /// No penalty and no constraint, Keras' defaults.
    public init(_ initializer: InitializerKind) {
        self.initializer = Initializer(initializer)
    }

    /// Neither regularized nor constrained, so that a backward pass may update it as soon as its gradient is known.
    var isPlain: Bool { regularizer == nil && constraint == nil }
}

extension Argument {
    /// `kernel_initializer`, `kernel_regularizer`, `kernel_constraint`.
    static func weight(_ name: String, _ field: Field<WeightOptions>) -> [Argument] {
        [
            form("\(name)_initializer", get: { $0[keyPath: field].initializer }, set: { $0[keyPath: field].initializer = $1 }, help: "initial values of the \(name)"),
            optionalForm("\(name)_regularizer", get: { $0[keyPath: field].regularizer }, set: { $0[keyPath: field].regularizer = $1 }, help: "penalty on the \(name)"),
            optionalForm(
                "\(name)_constraint", get: { $0[keyPath: field].constraint }, set: { $0[keyPath: field].constraint = $1 },
                help: "limit enforced on the \(name) after each step"),
        ]
    }

    /// `activity_regularizer`
    static func activity(_ field: Field<Regularizer?>) -> [Argument] {
        [
            optionalForm(
                "activity_regularizer", get: { $0[keyPath: field] }, set: { $0[keyPath: field] = $1 }, help: "penalty on the outputs: their sum over the batch / batch size")
        ]
    }

    /// A form that always has a value.
    static func form<Kind: FormKind>(
        _ name: String, get: @escaping @Sendable (Spec) -> Form<Kind>, set: @escaping @Sendable (inout Spec, Form<Kind>) -> Void, help: String
    ) -> Self {
        Argument(name, .form(FormShape.all(of: Kind.self)), help: help, get: { .form(get($0).text) }) { spec, value in
            guard case .form(let text) = value, let form = Form<Kind>(text) else { return false }
            set(&spec, form)
            return true
        }
    }

    /// A form or none.
    static func optionalForm<Kind: FormKind>(
        _ name: String, get: @escaping @Sendable (Spec) -> Form<Kind>?, set: @escaping @Sendable (inout Spec, Form<Kind>?) -> Void, help: String
    ) -> Self {
        Argument(name, .optionalForm(FormShape.all(of: Kind.self)), help: help, get: { get($0).map { .form($0.text) } ?? .none }) { spec, value in
            switch value {
            case .none: set(&spec, nil)
            case .form(let text):
                guard let form = Form<Kind>(text) else { return false }
                set(&spec, form)
            default: return false
            }
            return true
        }
    }
}
