/// Writes a network in the format of another program.
///
/// To add an exporter, add a file and a line in `Exporters.all`. The list is closed, so that no document can name code.
public protocol Exporter: Sendable {
    /// The name for `strata export --as`: `keras`.
    static var id: String { get }
    /// One line of help about what is written.
    static var summary: String { get }

    /// An exporter has no settings of its own.
    init()

    /// The files of the folder to be written. Throws an `ExportError` with the reason and the repair where the network can't be exported in this format.
    func files(of network: ExportedNetwork, options: ExportOptions) throws(ExportError) -> [ExportedFile]
}

/// Options that all exporters have.
public struct ExportOptions: Hashable, Sendable {
    /// Whether to export the hidden units of a Boltzmann machine, which has no outputs, as a layer that computes their means.
    public var asFeatures = false

    /// The defaults.
    public init() {}
}

/// A file of an exported folder.
public struct ExportedFile: Sendable {
    /// The file's name.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]

    /// A file with this content.
    public init(_ name: String, _ bytes: some Sequence<UInt8>) {
        self.name = name
        self.bytes = Array(bytes)
    }
}

/// Why a network can't be exported: one sentence with the repair.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// An error with this sentence.
    public init(_ description: String) {
        self.description = description
    }
}
