import Tensors

/// `{source: npy, inputs: x.npy, targets: y.npy}`: a person's own arrays.
struct NpySource: ArraySource {
    var paths: ArrayPaths

    static let name = "npy"
    static let title = "Your own arrays"
    static let summary = "a NumPy file (.npy) of inputs"
    static let keys = ArrayPaths.Keys(inputs: "inputs", targets: "targets", testInputs: "test_inputs", testTargets: "test_targets")

    init(_ paths: ArrayPaths = ArrayPaths(inputs: "")) { self.paths = paths }

    func loader(_ request: LoadRequest) -> ArrayLoader {
        ArrayLoader(paths: paths, spec: request.spec, fitting: request.fitting, read: ArrayLoader.Stored.npy)
    }
}

extension DataSource {
    /// NumPy arrays.
    public static func npy(_ paths: ArrayPaths) -> DataSource { DataSource(NpySource(paths)) }
}
