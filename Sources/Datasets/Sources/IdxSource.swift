import Tensors

/// `{source: idx, images: x.idx.gz, labels: y.idx.gz}`: a person's own IDX files, gzipped or not.
public struct IdxSource: SourceDescription {
    public var paths = ArrayPaths(inputs: "")

    public static let name = "idx"
    public static let title = "Your own IDX files"
    public static let summary = "an IDX file of images, gzipped or not"
    public static let families = [DataFamily.arrays]
    private static let keys = ArrayPaths.Keys(inputs: "images", targets: "labels", testInputs: "test_images", testTargets: "test_labels")
    public static let arguments = ArrayPaths.arguments(keys, of: name).map { $0.lifted(\IdxSource.paths) }
    public static let rules = [keys.rule]

    public init() {}

    public var hasTargets: Bool { paths.targets != nil }

    public func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.cut(ArrayLoader(paths: paths, spec: request.spec, fitting: request.fitting, read: ArrayLoader.Stored.idx, expectsLabels: true).load())
    }
}

extension DataSource {
    public static func idx(_ paths: ArrayPaths) -> DataSource {
        var source = IdxSource()
        source.paths = paths
        return DataSource(source)
    }
}
