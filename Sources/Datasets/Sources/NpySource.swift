import Tensors

/// `{source: npy, inputs: x.npy, targets: y.npy}`: a person's own arrays.
public struct NpySource: SourceDescription {
    public var paths = ArrayPaths(inputs: "")

    public static let name = "npy"
    public static let title = "Your own arrays"
    public static let summary = "a NumPy file (.npy) of inputs"
    public static let families = [DataFamily.arrays]
    private static let keys = ArrayPaths.Keys(inputs: "inputs", targets: "targets", testInputs: "test_inputs", testTargets: "test_targets")
    public static let arguments = ArrayPaths.arguments(keys, of: name).map { $0.lifted(\NpySource.paths) }
    public static let rules = [keys.rule]

    public init() {}

    public var hasTargets: Bool { paths.targets != nil }

    public func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.cut(ArrayLoader(paths: paths, spec: request.spec, fitting: request.fitting, read: ArrayLoader.Stored.npy).load())
    }
}

extension DataSource {
    public static func npy(_ paths: ArrayPaths) -> DataSource {
        var source = NpySource()
        source.paths = paths
        return DataSource(source)
    }
}
