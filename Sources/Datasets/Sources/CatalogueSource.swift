import Tensors

/// `{source: fashion-mnist, otherwise: fashion-mnist-mini}`: a data set of the catalogue, by id.
public struct CatalogueSource: SourceDescription {
    public var id: String
    /// A data set that is taken, and said to be taken, where this one is not installed.
    public var otherwise: String?

    public static let name = "the catalogue's"
    public static let title = "A data set of the catalogue"
    public static let summary = "the id of a data set"
    public static let families = DataFamily.allCases
    public static let arguments: [DataArgument<CatalogueSource>] = [
        .init("otherwise", \.otherwise, .word(CatalogueEntry.all.map(\.id)), section: "source", help: "what is taken where this data is not installed")
    ]

    public init(_ id: String, otherwise: String? = nil) { (self.id, self.otherwise) = (id, otherwise) }

    public var family: DataFamily { CatalogueEntry.named(id)?.family ?? .pictures }
    public var label: String { id }

    public func load(_ request: LoadRequest) throws(FileError) -> Dataset { try entry.read(request) }

    private var entry: CatalogueEntry {
        get throws(FileError) {
            guard let entry = CatalogueEntry.named(id) else {
                throw FileError(id, "is no data set of the catalogue, which has \(CatalogueEntry.all.map(\.id).joined(separator: ", ")).")
            }
            return entry
        }
    }

    /// The data set that is there of the two, with what is to be said of that.
    func installed(in installation: Installation?) throws(FileError) -> (entry: CatalogueEntry, note: String?) {
        let entry = try entry
        guard let missing = entry.missing(in: installation), let second = otherwise.flatMap(CatalogueEntry.named) else { return (entry, nil) }
        return (second, "\(entry.title) stands aside for \(second.title). \(missing)")
    }

    /// Why neither of the two is there and what brings it; `nil` when one is.
    public func missing(in installation: Installation?) -> String? {
        guard let missing = CatalogueEntry.named(id)?.missing(in: installation) else { return nil }
        if let second = otherwise.flatMap(CatalogueEntry.named), second.missing(in: installation) == nil { return nil }
        return missing
    }
}

extension DataSource {
    public static func catalogue(_ id: String, otherwise: String? = nil) -> DataSource { DataSource(CatalogueSource(id, otherwise: otherwise)) }

    /// The data set of the catalogue that a list shows: the one that stands in, where only that is there; `nil` for a person's own files.
    public func shown(in installation: Installation?) -> CatalogueEntry? {
        guard let source = description as? CatalogueSource, let entry = CatalogueEntry.named(source.id) else { return nil }
        return (try? source.installed(in: installation).entry).flatMap { $0.missing(in: installation) == nil ? $0 : nil } ?? entry
    }

    /// Why the data isn't there and what brings it; `nil` when it is. A person's own files are looked at when they are read.
    public func missing(in installation: Installation?) -> String? { (description as? CatalogueSource)?.missing(in: installation) }
}
