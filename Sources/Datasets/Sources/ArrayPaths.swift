import Tensors

/// The files of inputs and targets, and of the test part's.
public struct ArrayPaths: Hashable, Sendable {
    public var inputs: String
    public var targets: String?
    public var testInputs: String?
    public var testTargets: String?
    /// A factor of the loss for each training example, Keras' `sample_weight`.
    public var weights: String?

    public init(inputs: String, targets: String? = nil, testInputs: String? = nil, testTargets: String? = nil, weights: String? = nil) {
        self.inputs = inputs
        self.targets = targets
        self.testInputs = testInputs
        self.testTargets = testTargets
        self.weights = weights
    }

    /// What a source calls them.
    struct Keys: Sendable {
        let inputs, targets, testInputs, testTargets: String

        /// Targets of a test part need its inputs.
        var rule: DataRule {
            DataRule(
                blamed: testTargets, other: testInputs, isBroken: { [testTargets, testInputs] in $1.contains(testTargets) && !$1.contains(testInputs) },
                sentence: { [testTargets, testInputs] _ in
                    "\(testTargets): expected \(testInputs) beside it, got none. Add \(testInputs):"
                }, mend: { _, _ in })
        }
    }
}

/// A source of arrays, which differs from others by its keys and by how a file of it is read.
protocol ArraySource: SourceDescription {
    var paths: ArrayPaths { get set }
    static var keys: ArrayPaths.Keys { get }
    func loader(_ request: LoadRequest) -> ArrayLoader
}

extension ArraySource {
    public static var families: [DataFamily] { [.arrays] }
    public static var rules: [DataRule] { [keys.rule] }
    public static var arguments: [DataArgument<Self>] {
        [
            .init(keys.inputs, \.paths.inputs, .file, isRequired: true, section: "source", help: "the inputs, a \(name) file"),
            .init(keys.targets, \.paths.targets, .file, section: "source", help: "what is to be learnt; none: the inputs"),
            .init(keys.testInputs, \.paths.testInputs, .file, section: "source", help: "inputs to test with"),
            .init(keys.testTargets, \.paths.testTargets, .file, section: "source", help: "their targets"),
            .init("weights", \.paths.weights, .file, section: "source", help: "a factor of the loss for each training example"),
        ]
    }

    public var hasTargets: Bool { paths.targets != nil }

    public func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.cut(loader(request).load())
    }
}
