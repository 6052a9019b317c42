/// An optimizer: how a step changes the weights, with Keras' names, arguments and defaults. The list is closed.
public enum OptimizerSpec: Hashable, Sendable {
    case sgd(SGD)
    case rmsprop(RMSprop)
    case adam(Adam)
    case adamw(AdamW)
    case adamax(Adamax)
    case nadam(Nadam)
    case adagrad(Adagrad)
    case adadelta(Adadelta)

    /// Every optimizer with its defaults, in the order of the builder's menu.
    public static let all: [OptimizerSpec] = [
        .sgd(SGD()), .rmsprop(RMSprop()), .adam(Adam()), .adamw(AdamW()), .adamax(Adamax()), .nadam(Nadam()), .adagrad(Adagrad()), .adadelta(Adadelta()),
    ]
}

/// The description of an optimizer: its arguments as plain values with Keras' names and defaults.
protocol OptimizerDescription: Hashable, Sendable {
    /// The name in a recipe: `rmsprop`.
    static var kerasName: String { get }
    /// Keras' class: `RMSprop`.
    static var kerasClass: String { get }
    /// The update of a weight w with gradient g, in one line of plain text.
    static var formula: String { get }
    /// The table of arguments, in Keras' order; the defaults are those of `init()`.
    static var arguments: [Argument<Self>] { get }
    init()
    /// The factor of each step.
    var learningRate: Double { get set }
    /// What is done to gradients and weights before a step.
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

    /// The name in a recipe: `adam`.
    public var kerasName: String { type(of: description).kerasName }
    /// Keras' class: `Adam`.
    public var kerasClass: String { type(of: description).kerasClass }
    /// The update of a weight w with gradient g, in one line of plain text: `w ← w − rate · g`.
    public var formula: String { type(of: description).formula }

    /// The optimizer of this name with its defaults; `nil` for a name that is not in the list.
    public init?(kerasName: String) {
        guard let found = OptimizerSpec.all.first(where: { $0.kerasName == kerasName }) else { return nil }
        self = found
    }

    /// The optimizer's arguments with their current and default values, in Keras' order.
    public var arguments: [ArgumentState] { ArgumentState.all(of: description) }

    /// Sets an argument by its Keras name. Returns false, and changes nothing, when there is no such argument or the value is not in its domain.
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

    /// The factor of each step, from 0 to 1,000; a value out of this range is ignored.
    public var learningRate: Double {
        get { description.learningRate }
        set { _ = set("learning_rate", to: .real(newValue)) }
    }

    /// What is done to gradients and weights before a step.
    public var limits: StepLimits { description.limits }

    private static func set<Spec: OptimizerDescription>(_ name: String, to value: ArgumentValue, in optimizer: inout Spec) -> Bool {
        Spec.arguments.first { $0.name == name }?.set(&optimizer, value) ?? false
    }
}

extension ArgumentState {
    static func all<Spec: OptimizerDescription>(of optimizer: Spec) -> [ArgumentState] { all(of: optimizer, Spec.arguments, defaults: Spec()) }
}
