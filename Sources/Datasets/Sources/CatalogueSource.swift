import Tensors

/// `{source: fashion-mnist, otherwise: fashion-mnist-mini}`: a data set of the catalogue, by id.
struct CatalogueSource: SourceDescription {
    var id: String
    /// The id of a data set that is used, with a note, where this one is not installed.
    var otherwise: String?

    static let name = "the catalogue's data sets"
    static let title = "A data set of the catalogue"
    static let summary = "the id of a data set"
    static let families = DataFamily.allCases
    static let arguments: [DataArgument<CatalogueSource>] = [
        .init("otherwise", \.otherwise, .word(CatalogueEntry.all.map(\.id)), section: "source", help: "the data set to use where this one is not installed")
    ]

    init(_ id: String, otherwise: String? = nil) { (self.id, self.otherwise) = (id, otherwise) }

    var family: DataFamily { CatalogueEntry.named(id)?.family ?? .pictures }
    var label: String { id }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset { try entry.read(request) }

    private var entry: CatalogueEntry {
        get throws(FileError) {
            guard let entry = CatalogueEntry.named(id) else {
                throw FileError(id, "is not a data set of the catalogue, which has \(CatalogueEntry.all.map(\.id).joined(separator: ", ")).")
            }
            return entry
        }
    }

    /// The data set that is read: `id`, or `otherwise` where only that is installed, with a note.
    func installed(in installation: Installation?) throws(FileError) -> (entry: CatalogueEntry, note: String?) {
        let entry = try entry
        guard let missing = entry.missing(in: installation), let second = otherwise.flatMap(CatalogueEntry.named), second.missing(in: installation) == nil else {
            return (entry, nil)
        }
        return (second, "\(second.title) is used instead of \(entry.title). \(missing)")
    }

    /// Why neither of the two is installed and how to get the first; `nil` where one is.
    func missing(in installation: Installation?) -> String? {
        (try? installed(in: installation).entry)?.missing(in: installation)
    }
}

extension DataSource {
    /// A data set of the catalogue, by id; `otherwise` is used where it is not installed.
    public static func catalogue(_ id: String, otherwise: String? = nil) -> DataSource { DataSource(CatalogueSource(id, otherwise: otherwise)) }

    /// The entry of the catalogue that is read: the replacement, where only that is installed; `nil` for a person's own files.
    public func shown(in installation: Installation?) -> CatalogueEntry? {
        (description as? CatalogueSource).flatMap { try? $0.installed(in: installation).entry }
    }

    /// Why a data set of the catalogue is not installed and how to get it; `nil` where it is. A person's own files are checked only when they are read.
    public func missing(in installation: Installation?) -> String? { (description as? CatalogueSource)?.missing(in: installation) }
}
