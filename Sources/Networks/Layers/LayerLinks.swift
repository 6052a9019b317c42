import Tensors

/// How a layer is joined to others of its stack, beside standing below one: the name that layers further down call it by, and the layer that it reads instead of
/// the one above it.
public struct LayerLinks: Hashable, Sendable {
    public var name: String?
    public var from: String?

    public init(name: String? = nil, from: String? = nil) {
        self.name = name
        self.from = from
    }

    /// What every layer of a stack may be told beside its own arguments.
    static let arguments: [Argument<LayerLinks>] = [
        .name("name", \.name, help: "what layers further down call it by"),
        .reference("from", \.from, noneMeans: "the layer above", help: "the layer that it reads"),
    ]

    /// Letters, digits, _ and -, a letter first, so that a name is a word in a recipe and in a Keras program.
    static func isName(_ word: String) -> Bool { word.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]{0,39}/) != nil }
}

/// A layer that another one names, beside the one that it reads.
public struct LayerReference: Hashable, Sendable {
    /// The argument that names it: `with`.
    public let argument: String
    public let name: String
    public let role: Role

    /// What is taken of the layer: what it gives, as another input; its final state, or what it gives, as the state that a recurrent layer begins with.
    public enum Role: Hashable, Sendable { case input, finalState, initialState }

    public init(argument: String, name: String, role: Role = .input) {
        self.argument = argument
        self.name = name
        self.role = role
    }
}

/// What comes into a layer from one of its sources.
public struct LayerInput: Hashable, Sendable {
    public let shape: Shape
    /// Whether a mask says which steps count.
    public let isMasked: Bool
    /// Who gives it, for messages: `layer 2 (Conv2D)`, `the data`.
    public let origin: String
    /// The layer that gives it; `nil` for the data.
    public let spec: LayerSpec?

    public init(_ shape: Shape, isMasked: Bool = false, origin: String = "the data", spec: LayerSpec? = nil) {
        self.shape = shape
        self.isMasked = isMasked
        self.origin = origin
        self.spec = spec
    }
}
