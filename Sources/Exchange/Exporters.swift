import Tensors

/// Every exporter there is.
public enum Exporters {
    public static let all: [any Exporter.Type] = [
        KerasExporter.self
    ]

    /// The exporter of this name; throws the names that there are.
    public static func named(_ id: String) throws(ExportError) -> any Exporter {
        guard let exporter = all.first(where: { $0.id == id }) else {
            let ids = all.map { $0.id }
            throw ExportError("--as: expected \(ids.listed("or")), got \(id.prefix(40)).\(NearestName.suggestion(id, in: ids))")
        }
        return exporter.init()
    }
}
