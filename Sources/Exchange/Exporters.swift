import Tensors

/// The list of exporters.
public enum Exporters {
    /// All exporters.
    public static let all: [any Exporter.Type] = [
        KerasExporter.self
    ]

    /// The exporter of a name; throws an error that lists the names where there is none.
    public static func named(_ id: String) throws(ExportError) -> any Exporter {
        guard let exporter = all.first(where: { $0.id == id }) else {
            let ids = all.map { $0.id }
            throw ExportError("--as: expected \(ids.listed("or")), got \(id.prefix(40)).\(NearestName.suggestion(id, in: ids))")
        }
        return exporter.init()
    }
}
