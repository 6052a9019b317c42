import Datasets

extension DataSpec {
    /// Whether its inputs may be images: of arrays nobody knows before they are read.
    public var mayBeImages: Bool {
        switch source {
        case .images, .npy, .idx: true
        case .catalogue(let id): CatalogueEntry.named(id)?.family == .pictures
        case .csv, .series, .text: false
        }
    }
}
