/// What a person may say of one of a layer's variables: how it begins, what it is penalised for, what it is brought back to.
public struct WeightOptions: Hashable, Sendable {
    public var initializer: Initializer
    public var regularizer: Regularizer?
    public var constraint: Constraint?

    public init(_ initializer: InitializerKind) {
        self.initializer = Initializer(initializer)
    }

    /// Neither penalised nor constrained: a step may update it as soon as its gradient is there.
    var isPlain: Bool { regularizer == nil && constraint == nil }
}

extension Argument {
    /// `kernel_initializer`, `kernel_regularizer`, `kernel_constraint`.
    static func weight(_ name: String, _ field: Field<WeightOptions>) -> [Argument] {
        [
            form("\(name)_initializer", get: { $0[keyPath: field].initializer }, set: { $0[keyPath: field].initializer = $1 }, help: "what the \(name) begins with"),
            optionalForm("\(name)_regularizer", get: { $0[keyPath: field].regularizer }, set: { $0[keyPath: field].regularizer = $1 }, help: "penalty on the \(name)"),
            optionalForm(
                "\(name)_constraint", get: { $0[keyPath: field].constraint }, set: { $0[keyPath: field].constraint = $1 },
                help: "what each step brings the \(name) back to"),
        ]
    }

    static func form<Kind: FormKind>(
        _ name: String, get: @escaping @Sendable (Spec) -> Form<Kind>, set: @escaping @Sendable (inout Spec, Form<Kind>) -> Void, help: String
    ) -> Self {
        Argument(name, .form(FormShape.all(of: Kind.self)), help: help, get: { .form(get($0).text) }) { spec, value in
            guard case .form(let text) = value, let form = Form<Kind>(text) else { return false }
            set(&spec, form)
            return true
        }
    }

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
