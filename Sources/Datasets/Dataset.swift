import Tensors

/// Examples in memory, with what the lab needs to know of them.
public struct Dataset: Sendable {
    /// The catalogue's id or the file's name.
    public internal(set) var name: String
    /// The names of the classes; empty where the targets are no classes.
    public internal(set) var classNames: [String]
    /// The names of the classes that examples belong to, even where their targets are the inputs.
    public internal(set) var categoryNames: [String]
    /// What is trained on; where there is no validation part of its own, the recipe's validation share is taken from its end.
    public internal(set) var training: Examples
    /// The source's or the split's own validation part.
    public internal(set) var validation: Examples?
    /// What is kept for `evaluate`; empty where the source has no test part.
    public internal(set) var test: Examples
    /// What whole numbers of the inputs stand for: characters, words, bases.
    public internal(set) var symbols: [String]?
    /// The names of a table's or series' inputs along their last axis.
    public internal(set) var columnNames: [String]?
    /// The columns of the table that it was read from.
    public internal(set) var tableColumns: [String] = []
    /// How the source asks to be scaled where the recipe says nothing.
    var scaling = DataSpec.Scaling.automatic
    var targetScaling = DataSpec.Scaling.automatic
    /// What its source fitted.
    var fitted = FittedValues()
    /// What was fitted when the run began that it is read for; `nil` where everything is fitted anew.
    var kept: FittedData?
    /// What a person should know of how it was found: another data set stands in, files were left out.
    public internal(set) var note: String?

    public init(
        name: String, classNames: [String], training: Examples, validation: Examples? = nil, test: Examples, symbols: [String]? = nil, columnNames: [String]? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.classNames = classNames
        categoryNames = classNames
        self.training = training
        self.validation = validation
        self.test = test
        self.symbols = symbols
        self.columnNames = columnNames
        self.note = note
    }

    /// How many symbols the whole numbers of the inputs stand for; `nil` where they stand for none, as rows with a one.
    public var vocabulary: Int? { training.transforms.oneHot == nil ? symbols?.count : nil }
    /// The shape of one input.
    public var inputShape: Shape { training.shape }
    /// The number of classes, `nil` where the targets are no classes.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }

    /// Changes every part.
    mutating func each(_ change: (inout Examples) throws(FileError) -> Void) throws(FileError) {
        try change(&training)
        if var own = validation {
            try change(&own)
            validation = own
        }
        try change(&test)
    }
}
