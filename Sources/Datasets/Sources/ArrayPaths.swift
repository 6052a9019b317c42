import Tensors

/// The paths of arrays: inputs and targets, for training and for the test part.
public struct ArrayPaths: Hashable, Sendable {
    /// The inputs, the first axis counting examples.
    public var inputs: String
    /// The targets; `nil` where the inputs are the targets.
    public var targets: String?
    /// The inputs of the test part; `nil` where there is none.
    public var testInputs: String?
    /// The targets of the test part.
    public var testTargets: String?
    /// A factor of the loss for each training example (Keras' `sample_weight`); `nil` for 1.
    public var weights: String?

    /// The paths, of which only the inputs' is needed.
    public init(inputs: String, targets: String? = nil, testInputs: String? = nil, testTargets: String? = nil, weights: String? = nil) {
        self.inputs = inputs
        self.targets = targets
        self.testInputs = testInputs
        self.testTargets = testTargets
        self.weights = weights
    }

    /// The keys of a source for these paths.
    struct Keys: Sendable {
        let inputs, targets, testInputs, testTargets: String

        /// The rule that the targets of a test part need its inputs.
        var rule: DataRule {
            DataRule(
                blamed: testTargets, other: testInputs, isBroken: { [testTargets, testInputs] in $1.contains(testTargets) && !$1.contains(testInputs) },
                sentence: { [testTargets, testInputs] _ in
                    "\(testTargets): expected \(testInputs) as well, got none. Add \(testInputs):"
                }, mend: { _, _ in })
        }
    }
}

/// A source of arrays: its keys, and how a file is read.
protocol ArraySource: SourceDescription {
    var paths: ArrayPaths { get set }
    static var keys: ArrayPaths.Keys { get }
    func loader(_ request: LoadRequest) -> ArrayLoader
}

extension ArraySource {
    static var families: [DataFamily] { [.arrays] }
    static var rules: [DataRule] { [keys.rule] }
    static var arguments: [DataArgument<Self>] {
        [
            .init(keys.inputs, \.paths.inputs, .file, isRequired: true, section: "source", help: "the inputs, a \(name) file"),
            .init(keys.targets, \.paths.targets, .file, section: "source", help: "what to predict; none: the inputs"),
            .init(keys.testInputs, \.paths.testInputs, .file, section: "source", help: "the inputs of the test part"),
            .init(keys.testTargets, \.paths.testTargets, .file, section: "source", help: "the targets of the test part"),
            .init("weights", \.paths.weights, .file, section: "source", help: "a factor of the loss for each training example"),
        ]
    }

    var hasTargets: Bool { paths.targets != nil }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        try request.split(loader(request).load())
    }
}
