import Tensors

/// A data set in memory: its parts, and the names of its classes, symbols and columns.
public struct Dataset: Sendable {
    /// The catalogue's id or the file's name.
    public internal(set) var name: String
    /// The names of the classes; empty where the targets are not classes.
    public internal(set) var classNames: [String]
    /// The names of the classes that the examples belong to, even where their targets are the inputs.
    public internal(set) var categoryNames: [String]
    /// The training part. Where there is no validation part, the recipe's `validation_split` is taken from its end.
    public internal(set) var training: Examples
    /// The validation part of the source or of the recipe's `split`; `nil` where there is none.
    public internal(set) var validation: Examples?
    /// The test part; empty where there is none.
    public internal(set) var test: Examples
    /// The characters, words or bases that the inputs' whole numbers stand for, by number; `nil` where they stand for none.
    public internal(set) var symbols: [String]?
    /// The names of a table's or series' inputs along their last axis.
    public internal(set) var columnNames: [String]?
    /// All columns of the table that it was read from; empty where it was not read from a table.
    public internal(set) var tableColumns: [String] = []
    /// How the source's inputs are scaled where the recipe doesn't say.
    var scaling = DataSpec.Scaling.automatic
    /// How the source's targets are scaled where the recipe doesn't say.
    var targetScaling = DataSpec.Scaling.automatic
    /// What reading the source fitted.
    var fitted = FittedValues()
    /// What was fitted when the run began for which the data is read; `nil` where everything is fitted anew.
    var kept: FittedData?
    /// Where the targets of the stored examples of the training and validation parts stand in a person's files; `nil` where that is not known.
    var places: TargetPlaces?
    /// The same for the test part.
    var testPlaces: TargetPlaces?
    /// What a person should know about the reading, in one sentence: another data set was used instead, or files were left out.
    public internal(set) var note: String?

    /// A data set from its parts.
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

    /// The number of symbols that the inputs' whole numbers stand for; `nil` where the inputs are no such numbers, or are one-hot rows.
    public var vocabulary: Int? { training.transforms.oneHot == nil ? symbols?.count : nil }
    /// The shape of one input.
    public var inputShape: Shape { training.shape }
    /// The number of classes, `nil` where the targets are not classes.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }

    /// Changes each part in the same way.
    mutating func each(_ change: (inout Examples) throws(FileError) -> Void) throws(FileError) {
        try change(&training)
        if var own = validation {
            try change(&own)
            validation = own
        }
        try change(&test)
    }
}
