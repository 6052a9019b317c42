import Tensors

/// The arguments of a source of examples, with their defaults, and how the examples are read.
protocol SourceDescription: Hashable, Sendable {
    /// The word in a recipe: `npy`.
    static var name: String { get }
    /// The name in menus: "Your own arrays".
    static var title: String { get }
    /// What its first path must be, in one line: "a NumPy file (.npy) of inputs".
    static var summary: String { get }
    /// Its own arguments, in the order in which a recipe writes them.
    static var arguments: [DataArgument<Self>] { get }
    /// The kinds of examples that it may have.
    static var families: [DataFamily] { get }
    /// Arguments that can't be combined.
    static var rules: [DataRule] { get }
    /// The argument that the builder asks for as soon as the table's columns are known.
    static var askedFirst: String? { get }

    /// The kind of its examples with the present arguments.
    var family: DataFamily { get }
    /// The name of the data in lists; by default its first path.
    var label: String { get }
    /// Whether its examples have targets beside their inputs.
    var hasTargets: Bool { get }
    /// The image size with which the builder starts new data of this source.
    var firstImageSize: DataSpec.ImageSize? { get }

    /// Reads the examples and splits them as the recipe says. The paths are absolute.
    func load(_ request: LoadRequest) throws(FileError) -> Dataset
    /// Reads new data as examples of an existing run. Throws one sentence where it does not fit.
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples
}

extension SourceDescription {
    static var rules: [DataRule] { [] }
    static var askedFirst: String? { nil }
    var family: DataFamily { Self.families[0] }
    var label: String { DataSource(self).paths.first ?? Self.name }
    var hasTargets: Bool { true }
    var firstImageSize: DataSpec.ImageSize? { nil }

    /// Its arguments as arguments of a `DataSpec` with this source.
    static var dataArguments: [DataArgument<DataSpec>] {
        arguments.map { argument in
            var lifted: DataArgument<DataSpec> = argument.lifted(get: { $0.source.description as? Self }, put: { $0.source = DataSource($1) })
            lifted.isOfSource = true
            return lifted
        }
    }

    fileprivate func isEqual(_ other: any SourceDescription) -> Bool { other as? Self == self }
}

/// How a source shall read its examples.
struct LoadRequest: Sendable {
    /// The recipe's `data:`.
    let spec: DataSpec
    /// The part of the examples to which values are fitted.
    let fitted: FittedPart
    let installation: Installation?

    /// Gives the source the values that it fits.
    var fitting: Fitting { fitted.fitting }

    /// The data set split as the recipe says; unchanged where it says nothing.
    func split(_ dataset: Dataset) throws(FileError) -> Dataset {
        var dataset = dataset
        if let split = spec.split { try dataset.split(split) }
        return dataset
    }
}

/// Where examples come from: one of a closed list, so that no recipe can name code. Paths are as the recipe writes them, relative to its folder.
///
/// To add a source, add a file with its description and a line in `all`.
public struct DataSource: Hashable, Sendable {
    var description: any SourceDescription

    init(_ description: some SourceDescription) {
        self.description = description
    }

    /// All sources of a person's own files.
    public static let all: [DataSource] = [
        DataSource(NpySource()), DataSource(IdxSource()), DataSource(PictureSource()), DataSource(CsvSource()), DataSource(SeriesSource()), DataSource(TextSource()),
    ]

    /// The source of a word in a recipe, with default arguments: one of `all`, or a data set of the catalogue; `nil` for other words.
    public init?(named name: String) {
        if let source = DataSource.all.first(where: { $0.name == name }) {
            self = source
        } else if CatalogueEntry.named(name) != nil {
            self = .catalogue(name)
        } else {
            return nil
        }
    }

    /// The word in a recipe: `npy`, or the id of a data set of the catalogue.
    public var name: String { catalogueID ?? type(of: description).name }
    /// The name in menus: "Your own arrays".
    public var title: String { type(of: description).title }
    /// What the first path must be, in one line.
    public var summary: String { type(of: description).summary }
    /// The argument that the builder asks for as soon as the table's columns are known.
    public var askedFirst: String? { type(of: description).askedFirst }
    /// The kind of examples.
    public var family: DataFamily { description.family }
    /// The image size with which the builder starts new data of this source.
    public var firstImageSize: DataSpec.ImageSize? { description.firstImageSize }
    /// The name of the data in lists.
    public var label: String { description.label }
    /// The id of a data set of the catalogue; `nil` for a person's own files.
    public var catalogueID: String? { (description as? CatalogueSource)?.id }

    /// The arguments of the table that it reads; `nil` for a source that reads none, on which setting has no effect.
    public var table: TableSpec? {
        get { (description as? any TabularSource)?.table }
        set {
            guard let newValue, var source = description as? any TabularSource else { return }
            source.table = newValue
            self = DataSource(source)
        }
    }

    var arguments: [DataArgument<DataSpec>] { type(of: description).dataArguments }

    /// The paths of files and folders, in the order of the arguments.
    public var paths: [String] {
        arguments.compactMap { argument in
            guard argument.field.domain.isPath, case .text(let path) = argument.get(DataSpec(source: self)) else { return nil }
            return path
        }
    }

    /// Whether both are the same kind of source with the same arguments.
    public static func == (one: DataSource, other: DataSource) -> Bool { one.description.isEqual(other.description) }

    /// Hashes the arguments.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// A source whose examples are rows of a table.
protocol TabularSource: SourceDescription {
    var table: TableSpec { get set }
}
