/// The value of a layer's argument, in the form that a recipe, the builder and a Keras program share.
public enum ArgumentValue: Hashable, Sendable {
    case integer(Int)
    /// Rows × columns: `[3, 3]`.
    case pair(Int, Int)
    case real(Double)
    case flag(Bool)
    /// A word: one of a list of names, such as `relu` or `valid`, or the name of a layer.
    case choice(String)
    /// A number that follows from the data: `num_classes`.
    case size(DataSize)
    /// An absent optional: `null` in a recipe, `None` in Keras.
    case none
    /// A list of whole numbers: a target shape, an order of axes.
    case integers([Int])
    /// Rows and columns at the four edges: `[[1, 1], [2, 2]]`.
    case edges(Edges)
    /// A choice with numbers of its own: `{l2: 0.01}`.
    case form(FormText)
    /// The layer that a wrapper holds.
    indirect case layer(LayerSpec)
    /// The names of other layers of the stack: `[block, shortcut]`.
    case names([String])
}

/// The values that an argument may have. The builder makes its form from it, and a recipe's reader its error messages.
public enum ArgumentDomain: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    /// A count that may also be one of these sizes of the data.
    case units(ClosedRange<Int>, or: [DataSize])
    case pair(ClosedRange<Int>)
    /// A pair, or none; `noneMeans` says what none stands for ("as pool_size").
    case optionalPair(ClosedRange<Int>, noneMeans: String)
    /// `includesUpper` is false for a half-open range such as a dropout rate in [0, 1).
    case real(ClosedRange<Double>, includesUpper: Bool)
    /// A number, or none; `noneMeans` says what none stands for.
    case optionalInteger(ClosedRange<Int>, noneMeans: String)
    case optionalReal(ClosedRange<Double>, noneMeans: String)
    case flag
    case choice([String])
    /// A list of whole numbers: how many, and the range of each.
    case integers(count: ClosedRange<Int>, ClosedRange<Int>)
    case edges(ClosedRange<Int>)
    case form([FormShape])
    case optionalForm([FormShape])
    /// One of these layers, with its arguments.
    case layer([String])
    /// A layer's own name, or none.
    case name
    /// The name of another layer, or none; `noneMeans` says what none stands for ("the layer above").
    case reference(noneMeans: String)
    /// Names of other layers, at most `limit`.
    case references(limit: Int)
    /// The name of a recurrent layer, names of flat outputs in a list, or none.
    case initialState
}

/// One argument of a layer `Spec`: its Keras name, its domain, one line of help, and how it is read and written.
///
/// The recipe's reader and writer, the builder's form, the Keras program and the help all use this one table of a layer's arguments.
struct Argument<Spec>: Sendable {
    let name: String
    let domain: ArgumentDomain
    let help: String
    /// Keras has no default for it: a recipe must give it.
    let isRequired: Bool
    let get: @Sendable (Spec) -> ArgumentValue
    /// Returns false when the value is not of the domain's kind or out of its range; the spec is then as it was.
    let set: @Sendable (inout Spec, ArgumentValue) -> Bool

    init(
        _ name: String, _ domain: ArgumentDomain, isRequired: Bool = false, help: String,
        get: @escaping @Sendable (Spec) -> ArgumentValue, set: @escaping @Sendable (inout Spec, ArgumentValue) -> Bool
    ) {
        self.name = name
        self.domain = domain
        self.help = help
        self.isRequired = isRequired
        self.get = get
        self.set = set
    }

    /// The tables, one after the other.
    static func joined(_ tables: [Argument]...) -> [Argument] { Array(tables.joined()) }
}
