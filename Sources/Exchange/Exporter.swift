/// A way to hand a network to other programs.
///
/// An exporter is a file of its own and a line in `Exporters.all`: the list is closed, so that no document can name code.
public protocol Exporter: Sendable {
    /// What `strata export --as` calls it: `keras`.
    static var id: String { get }
    /// One line of help: what is written.
    static var summary: String { get }

    init()

    /// The files of the folder to be written; throws why this network can't be handed on so, with the repair.
    func files(of network: ExportedNetwork, options: ExportOptions) throws(ExportError) -> [ExportedFile]
}

/// What a person may wish of any exporter.
public struct ExportOptions: Hashable, Sendable {
    /// Of a Boltzmann machine, which learns without outputs, its hidden units as a layer that works out their means.
    public var asFeatures = false

    public init() {}
}

/// A file of an exported folder.
public struct ExportedFile: Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(_ name: String, _ bytes: some Sequence<UInt8>) {
        self.name = name
        self.bytes = Array(bytes)
    }
}

/// Why a network can't be exported: one sentence with the repair.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
