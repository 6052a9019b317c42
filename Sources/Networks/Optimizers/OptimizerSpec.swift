/// How weights follow their gradients, with Keras' names, arguments and defaults.
public enum OptimizerSpec: Hashable, Sendable {
    case sgd(SGD)
    case rmsprop(RMSprop)
    case adam(Adam)

    public static let all: [OptimizerSpec] = [.sgd(SGD()), .rmsprop(RMSprop()), .adam(Adam())]
}

/// What a person writes of an optimizer: plain values with Keras' names and defaults.
public protocol OptimizerDescription: Hashable, Sendable {
    static var kerasName: String { get }
    static var formula: String { get }
    static var arguments: [Argument<Self>] { get }
    init()
    var learningRate: Double { get set }
}

extension OptimizerSpec {
    public var description: any OptimizerDescription {
        switch self {
        case .sgd(let optimizer): optimizer
        case .rmsprop(let optimizer): optimizer
        case .adam(let optimizer): optimizer
        }
    }

    /// As in a recipe: `adam`.
    public var kerasName: String { type(of: description).kerasName }

    public init?(kerasName: String) {
        guard let found = OptimizerSpec.all.first(where: { $0.kerasName == kerasName }) else { return nil }
        self = found
    }

    public var arguments: [LayerSpec.ArgumentState] { Self.states(of: description) }

    public mutating func set(_ name: String, to value: ArgumentValue) -> Bool {
        switch self {
        case .sgd(var optimizer): defer { self = .sgd(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .rmsprop(var optimizer): defer { self = .rmsprop(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        case .adam(var optimizer): defer { self = .adam(optimizer) }; return Self.set(name, to: value, in: &optimizer)
        }
    }

    public var learningRate: Double {
        get { description.learningRate }
        set { _ = set("learning_rate", to: .real(newValue)) }
    }

    private static func states<Spec: OptimizerDescription>(of optimizer: Spec) -> [LayerSpec.ArgumentState] {
        let defaults = Spec()
        return Spec.arguments.map {
            .init(name: $0.name, domain: $0.domain, help: $0.help, value: $0.get(optimizer), defaultValue: $0.get(defaults), isRequired: $0.isRequired)
        }
    }

    private static func set<Spec: OptimizerDescription>(_ name: String, to value: ArgumentValue, in optimizer: inout Spec) -> Bool {
        Spec.arguments.first { $0.name == name }?.set(&optimizer, value) ?? false
    }
}
