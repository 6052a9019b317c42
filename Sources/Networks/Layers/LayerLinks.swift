import Tensors

/// How a layer is connected to other layers of its stack: the name by which layers below refer to it, and the layer that it reads instead of the one above it.
public struct LayerLinks: Hashable, Sendable {
    /// The name by which layers below refer to it; unique in the stack.
    public var name: String?
    /// The name of the layer that it reads; `nil` for the layer above.
    public var from: String?

    /// Without arguments: no name, and the layer above.
    public init(name: String? = nil, from: String? = nil) {
        self.name = name
        self.from = from
    }

    /// The arguments that every layer of a stack has in addition to its own.
    static let arguments: [Argument<LayerLinks>] = [
        .name("name", \.name, help: "name by which layers below refer to it"),
        .reference("from", \.from, noneMeans: "the layer above", help: "the layer that it reads"),
    ]

    /// Whether the word can be a name: up to 40 letters, digits, _ and -, a letter first, so that it is also valid in a recipe and in a Keras program.
    static func isName(_ word: String) -> Bool { word.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]{0,39}/) != nil }
}

/// A layer that another layer refers to by name, in addition to the one that it reads.
public struct LayerReference: Hashable, Sendable {
    /// The argument that holds the name: `with`.
    public let argument: String
    /// The name that is referred to.
    public let name: String
    /// What is taken from it.
    public let role: Role

    /// What is taken from the layer: its output as another input; its final state as an initial state; or its output as an initial state.
    public enum Role: Hashable, Sendable { case input, finalState, initialState }

    /// By default the layer's output is another input.
    public init(argument: String, name: String, role: Role = .input) {
        self.argument = argument
        self.name = name
        self.role = role
    }
}

/// What a layer receives from one of its sources.
public struct LayerInput: Hashable, Sendable {
    /// The shape of the source's output, without the batch.
    public let shape: Shape
    /// Whether a mask marks which steps count.
    public let isMasked: Bool
    /// The source, for messages: `layer 2 (Conv2D)`, `the data`.
    let origin: String
    /// The layer that is the source; `nil` for the data.
    let spec: LayerSpec?

    init(_ shape: Shape, isMasked: Bool = false, origin: String = "the data", spec: LayerSpec? = nil) {
        self.shape = shape
        self.isMasked = isMasked
        self.origin = origin
        self.spec = spec
    }
}
