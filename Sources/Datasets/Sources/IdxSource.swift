import Tensors

/// `{source: idx, images: x.idx.gz, labels: y.idx.gz}`: a person's own IDX files, gzipped or not.
public struct IdxSource: ArraySource {
    public var paths: ArrayPaths

    public static let name = "idx"
    public static let title = "Your own IDX files"
    public static let summary = "an IDX file of images, gzipped or not"
    static let keys = ArrayPaths.Keys(inputs: "images", targets: "labels", testInputs: "test_images", testTargets: "test_labels")

    public init(_ paths: ArrayPaths = ArrayPaths(inputs: "")) { self.paths = paths }

    func loader(_ request: LoadRequest) -> ArrayLoader {
        ArrayLoader(paths: paths, spec: request.spec, fitting: request.fitting, read: ArrayLoader.Stored.idx, expectsLabels: true)
    }
}

extension DataSource {
    public static func idx(_ paths: ArrayPaths) -> DataSource { DataSource(IdxSource(paths)) }
}
