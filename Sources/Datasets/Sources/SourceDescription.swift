import Tensors

/// What a person says of where examples come from: plain values with their defaults, and how they are read.
public protocol SourceDescription: Hashable, Sendable {
    /// The recipe's word: `npy`.
    static var name: String { get }
    /// What a menu calls it: "Your own arrays".
    static var title: String { get }
    /// What its first path is, one line: "a NumPy file (.npy) of inputs".
    static var summary: String { get }
    /// Its own arguments, in the order of a recipe.
    static var arguments: [DataArgument<Self>] { get }
    /// The kinds of examples that it may have.
    static var families: [DataFamily] { get }
    /// What can't stand side by side.
    static var rules: [DataRule] { get }
    /// The argument that is asked for as soon as the data's columns are known.
    static var askedFirst: String? { get }

    /// The kind of examples that it has as it is told.
    var family: DataFamily { get }
    /// What a list calls the data; its first path where a source has no other name.
    var label: String { get }
    /// Whether its examples have targets beside their inputs.
    var hasTargets: Bool { get }
    /// What a form begins with, beside the path.
    var firstImageSize: DataSpec.ImageSize? { get }

    /// Reads the examples and cuts them as the recipe says; paths are as they hold from anywhere.
    func load(_ request: LoadRequest) throws(FileError) -> Dataset
}

extension SourceDescription {
    public static var rules: [DataRule] { [] }
    public static var askedFirst: String? { nil }
    public var family: DataFamily { Self.families[0] }
    public var label: String { DataSource(self).paths.first ?? Self.name }
    public var hasTargets: Bool { true }
    public var firstImageSize: DataSpec.ImageSize? { nil }

    /// Its arguments as arguments of the data that has it.
    static var dataArguments: [DataArgument<DataSpec>] {
        arguments.map { argument in
            var lifted: DataArgument<DataSpec> = argument.lifted(get: { $0.source.description as? Self }, put: { $0.source = DataSource($1) })
            lifted.isOfSource = true
            return lifted
        }
    }

    fileprivate func isEqual(_ other: any SourceDescription) -> Bool { other as? Self == self }
}

/// What a source is asked to read.
public struct LoadRequest: Sendable {
    let spec: DataSpec
    let fitted: FittedPart
    let installation: Installation?

    /// Where a source asks for what it fits.
    var fitting: Fitting { fitted.fitting }

    /// A data set cut anew as the recipe's split says.
    func cut(_ dataset: Dataset) throws(FileError) -> Dataset {
        var dataset = dataset
        if let split = spec.split { try dataset.split(split) }
        return dataset
    }
}

/// Where examples come from: one of a closed list, so that no file can name code. Paths are as written, relative to the recipe's folder.
///
/// A new source is a file with its description, and a line in `all`.
public struct DataSource: Hashable, Sendable {
    public var description: any SourceDescription

    public init(_ description: some SourceDescription) {
        self.description = description
    }

    /// Every source of a person's own files, in the order of messages.
    public static let all: [DataSource] = [
        DataSource(NpySource()), DataSource(IdxSource()), DataSource(PictureSource()), DataSource(CsvSource()), DataSource(SeriesSource()), DataSource(TextSource()),
    ]

    /// The source of a recipe's word, with its defaults: one of the list, or a data set of the catalogue.
    public init?(named name: String) {
        if let source = DataSource.all.first(where: { $0.name == name }) {
            self = source
        } else if CatalogueEntry.named(name) != nil {
            self = .catalogue(name)
        } else {
            return nil
        }
    }

    /// The recipe's word: `npy`, or the id of a data set of the catalogue.
    public var name: String { catalogueID ?? type(of: description).name }
    public var title: String { type(of: description).title }
    public var summary: String { type(of: description).summary }
    public var askedFirst: String? { type(of: description).askedFirst }
    public var family: DataFamily { description.family }
    /// What a list calls the data.
    public var label: String { description.label }
    /// The id of a data set of the catalogue; `nil` for a person's own files.
    public var catalogueID: String? { (description as? CatalogueSource)?.id }

    /// The table that it reads; `nil` for a source of other files. Setting changes a source of tables only.
    public var table: TableSpec? {
        get { (description as? any TabularSource)?.table }
        set {
            guard let newValue, var source = description as? any TabularSource else { return }
            source.table = newValue
            self = DataSource(source)
        }
    }

    var arguments: [DataArgument<DataSpec>] { type(of: description).dataArguments }

    /// The files and folders that it names, in the order of its arguments.
    public var paths: [String] {
        arguments.compactMap { argument in
            guard argument.field.domain.isPath, case .text(let path) = argument.get(DataSpec(source: self)) else { return nil }
            return path
        }
    }

    public static func == (one: DataSource, other: DataSource) -> Bool { one.description.isEqual(other.description) }

    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// A source whose examples are rows of a table.
protocol TabularSource: SourceDescription {
    var table: TableSpec { get set }
}
