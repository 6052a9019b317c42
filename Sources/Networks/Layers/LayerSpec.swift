/// One layer of a stack as a recipe writes it: a closed list, so that no file can name code, a class or a path to load.
///
/// A new layer is a file with its description and what runs, a case here, and a line in `all`.
public enum LayerSpec: Hashable, Sendable {
    case dense(Dense)
    case conv2D(Conv2D)
    case maxPooling2D(MaxPooling2D)
    case averagePooling2D(AveragePooling2D)
    case flatten(Flatten)
    case activation(ActivationLayer)
    case dropout(Dropout)

    /// Every layer there is, with its defaults, in the order of the palette.
    public static let all: [LayerSpec] = [
        .dense(Dense()), .activation(ActivationLayer()),
        .conv2D(Conv2D()),
        .maxPooling2D(MaxPooling2D()), .averagePooling2D(AveragePooling2D()),
        .flatten(Flatten()),
        .dropout(Dropout()),
    ]

    /// The layer's own description.
    public var description: any LayerDescription {
        switch self {
        case .dense(let layer): layer
        case .conv2D(let layer): layer
        case .maxPooling2D(let layer): layer
        case .averagePooling2D(let layer): layer
        case .flatten(let layer): layer
        case .activation(let layer): layer
        case .dropout(let layer): layer
        }
    }
}

extension LayerSpec {
    /// Keras' name of the layer: `Conv2D`.
    public var kerasName: String { type(of: description).kerasName }
    public var family: LayerFamily { type(of: description).family }
    public var summary: String { type(of: description).summary }
    public var formula: String { type(of: description).formula }

    /// The layer of this name with Keras' defaults; `nil` for a name that is not in the list.
    public init?(kerasName: String) {
        guard let found = LayerSpec.all.first(where: { $0.kerasName == kerasName }) else { return nil }
        self = found
    }

    /// The arguments as name, domain, help, value and default: what a form, a recipe's line or a Keras program shows.
    public var arguments: [ArgumentState] { Self.states(of: description) }

    public struct ArgumentState: Hashable, Sendable {
        public let name: String
        public let domain: ArgumentDomain
        public let help: String
        public let value: ArgumentValue
        public let defaultValue: ArgumentValue
        public let isRequired: Bool
        public var isDefault: Bool { value == defaultValue }
    }

    /// Sets an argument by its Keras name; returns false when there is none of this name or the value is not in its domain.
    public mutating func set(_ name: String, to value: ArgumentValue) -> Bool {
        switch self {
        case .dense(var layer): defer { self = .dense(layer) }; return Self.set(name, to: value, in: &layer)
        case .conv2D(var layer): defer { self = .conv2D(layer) }; return Self.set(name, to: value, in: &layer)
        case .maxPooling2D(var layer): defer { self = .maxPooling2D(layer) }; return Self.set(name, to: value, in: &layer)
        case .averagePooling2D(var layer): defer { self = .averagePooling2D(layer) }; return Self.set(name, to: value, in: &layer)
        case .flatten(var layer): defer { self = .flatten(layer) }; return Self.set(name, to: value, in: &layer)
        case .activation(var layer): defer { self = .activation(layer) }; return Self.set(name, to: value, in: &layer)
        case .dropout(var layer): defer { self = .dropout(layer) }; return Self.set(name, to: value, in: &layer)
        }
    }

    private static func states<Spec: LayerDescription>(of layer: Spec) -> [ArgumentState] {
        let defaults = Spec()
        return Spec.arguments.map {
            ArgumentState(name: $0.name, domain: $0.domain, help: $0.help, value: $0.get(layer), defaultValue: $0.get(defaults), isRequired: $0.isRequired)
        }
    }

    private static func set<Spec: LayerDescription>(_ name: String, to value: ArgumentValue, in layer: inout Spec) -> Bool {
        Spec.arguments.first { $0.name == name }?.set(&layer, value) ?? false
    }
}
