import Datasets

extension DataSpec {
    /// Why the recipe's data isn't there and what brings it; `nil` when it is, or when another data set stands in. A user's own files are looked at
    /// when they are read.
    public func missing(in installation: Installation?) -> String? {
        guard case .catalogue(let id) = source, let entry = CatalogueEntry.named(id), let missing = entry.missing(in: installation) else { return nil }
        guard let second = otherwise.flatMap(CatalogueEntry.named), second.missing(in: installation) == nil else { return missing }
        return nil
    }
}
