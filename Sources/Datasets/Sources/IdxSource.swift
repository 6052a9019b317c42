import Tensors

/// `{source: idx, images: x.idx.gz, labels: y.idx.gz}`: a person's own IDX files, gzipped or not.
struct IdxSource: ArraySource {
    var paths: ArrayPaths

    static let name = "idx"
    static let title = "Your own IDX files"
    static let summary = "an IDX file of images, gzipped or not"
    static let keys = ArrayPaths.Keys(inputs: "images", targets: "labels", testInputs: "test_images", testTargets: "test_labels")

    init(_ paths: ArrayPaths = ArrayPaths(inputs: "")) { self.paths = paths }

    func loader(_ request: LoadRequest) -> ArrayLoader {
        ArrayLoader(paths: paths, spec: request.spec, fitting: request.fitting, read: ArrayLoader.Stored.idx, expectsLabels: true)
    }
}

extension DataSource {
    /// IDX files.
    public static func idx(_ paths: ArrayPaths) -> DataSource { DataSource(IdxSource(paths)) }
}
