/// How weights follow their gradients, with Keras' names, arguments and defaults.
public enum OptimizerSpec: Hashable, Sendable {
    case sgd(SGD)
    case rmsprop(RMSprop)
    case adam(Adam)
    case adamw(AdamW)
    case adamax(Adamax)
    case nadam(Nadam)
    case adagrad(Adagrad)
    case adadelta(Adadelta)

    public static let all: [OptimizerSpec] = [
        .sgd(SGD()), .rmsprop(RMSprop()), .adam(Adam()), .adamw(AdamW()), .adamax(Adamax()), .nadam(Nadam()), .adagrad(Adagrad()), .adadelta(Adadelta()),
    ]
}

/// What a person writes of an optimizer: plain values with Keras' names and defaults.
protocol OptimizerDescription: Hashable, Sendable {
    /// `rmsprop`, as in a recipe, and `RMSprop`, as Keras' class.
    static var kerasName: String { get }
    static var kerasClass: String { get }
    static var formula: String { get }
    static var arguments: [Argument<Self>] { get }
    init()
    var learningRate: Double { get set }
    var limits: StepLimits { get set }
}

extension OptimizerSpec {
    var description: any OptimizerDescription {
        switch self {
        case .sgd(let optimizer): optimizer
        case .rmsprop(let optimizer): optimizer
        case .adam(let optimizer): optimizer
        case .adamw(let optimizer): optimizer
        case .adamax(let optimizer): optimizer
        case .nadam(let optimizer): optimizer
        case .adagrad(let optimizer): optimizer
        case .adadelta(let optimizer): optimizer
        }
    }

    /// As in a recipe: `adam`.
    public var kerasName: String { type(of: description).kerasName }
    /// Keras' class: `Adam`.
    public var kerasClass: String { type(of: description).kerasClass }
    /// The update of a weight w with gradient g, in one line of plain text: `w ← w − rate · g`.
    public var formula: String { type(of: description).formula }

    public init?(kerasName: String) {
        guard let found = OptimizerSpec.all.first(where: { $0.kerasName == kerasName }) else { return nil }
        self = found
    }

    public var arguments: [ArgumentState] { ArgumentState.all(of: description) }

    public mutating func set(_ name: String, to value: ArgumentValue) -> Bool {
        switch self {
        case .sgd(var optimizer): defer { self = .sgd(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .rmsprop(var optimizer): defer { self = .rmsprop(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adam(var optimizer): defer { self = .adam(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adamw(var optimizer): defer { self = .adamw(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adamax(var optimizer): defer { self = .adamax(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .nadam(var optimizer): defer { self = .nadam(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adagrad(var optimizer): defer { self = .adagrad(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adadelta(var optimizer): defer { self = .adadelta(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        }
    }

    public var learningRate: Double {
        get { description.learningRate }
        set { _ = set("learning_rate", to: .real(newValue)) }
    }

    public var limits: StepLimits { description.limits }

    private static func set<Spec: OptimizerDescription>(_ name: String, to value: ArgumentValue, in optimizer: inout Spec) -> Bool {
        Spec.arguments.first { $0.name == name }?.set(&optimizer, value) ?? false
    }
}

extension ArgumentState {
    static func all<Spec: OptimizerDescription>(of optimizer: Spec) -> [ArgumentState] { all(of: optimizer, Spec.arguments, defaults: Spec()) }
}
