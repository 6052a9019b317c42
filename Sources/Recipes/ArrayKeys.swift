/// What a recipe calls the files of a user's own arrays.
struct ArrayKeys {
    let inputs, targets, testInputs, testTargets: String

    static let npy = ArrayKeys(inputs: "inputs", targets: "targets", testInputs: "test_inputs", testTargets: "test_targets")
    static let idx = ArrayKeys(inputs: "images", targets: "labels", testInputs: "test_images", testTargets: "test_labels")
    /// `weights`, of either kind.
    static let weights = "weights"

    var all: [String] { [inputs, targets, testInputs, testTargets, Self.weights] }
}
