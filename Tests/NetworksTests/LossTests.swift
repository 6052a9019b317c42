import Networks
import Tensors
import TestSupport
import Testing

/// Every loss of the registry through one harness: its value and its gradients against Keras' formula in double precision, its domain, and what it wants of outputs and targets.
struct LossTests {
    /// Losses that are worked out of outputs and targets.
    private static let kinds = LossKind.allCases.filter { !LossSpec($0).isOfMachines }

    @Test func everyLossHasAReferenceAndANameOfItsOwn() {
        #expect(Set(Self.kinds.map(\.rawValue)) == ReferenceLosses.names)
        let names = LossKind.allCases.flatMap { [$0.rawValue] + $0.shortNames }
        #expect(Set(names).count == names.count)
        for kind in LossKind.allCases { #expect(LossKind(rawValue: kind.rawValue) == kind && !kind.help.isEmpty && !kind.formula.isEmpty) }
        #expect(LossKind(rawValue: "mse") == nil && LossKind.aliases["mse"] == "mean_squared_error")
    }

    /// The loss as it is, and with each of its parameters at another value.
    private static func variants(_ kind: LossKind) -> [LossSpec] {
        [LossSpec(kind)] + kind.parameters.map { LossSpec(kind, [$0.name: .number(0.3)]) }
    }

    /// Tolerances as in GradientTests: a clipped probability is a difference of nearly equal numbers.
    @Test(arguments: kinds.indices, [Activation.softmax, .sigmoid, .softplus])
    func valuesAndGradients(_ index: Int, _ activation: Activation) throws {
        for loss in Self.variants(Self.kinds[index]) {
            for input in [[6], [5, 6]] as [Shape] {
                let bench = try NetworkBench([.dense(Dense(units: .count(4), activation: activation))], input: input, loss: loss)
                let (value, plain) = bench.losses(), name = "\(loss.text) after \(activation) of \(input)"
                #expect(abs(value - plain) < 3e-6 * max(1, abs(plain)), "\(name): \(value), expected \(plain)")
                let worst = bench.largestGradientError()
                #expect(worst.error < (loss.name == "binary_crossentropy" ? 2e-5 : 8e-6), "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its norm")
            }
        }
    }

    /// A parameter changes what the loss comes to.
    @Test func everyParameterCounts() throws {
        for kind in Self.kinds where !kind.parameters.isEmpty {
            let values = try Self.variants(kind).map { try NetworkBench([.dense(Dense(units: .count(4), activation: .sigmoid))], input: [6], loss: $0).losses().value }
            #expect(Set(values).count == values.count, "\(kind.rawValue): \(values)")
        }
    }

    /// Targets inside and outside of each loss's domain.
    private static let domains: [String: (inside: [[Float]], outside: [[Float]])] = [
        "categorical_crossentropy": ([[0, 1, 0], [0.2, 0.5, 0.3]], [[-0.1, 1], [0, 1.5]]),
        "sparse_categorical_crossentropy": ([[0, 3], [2, 1]], [[4], [-1], [0.5]]),
        "binary_crossentropy": ([[0, 1], [0.25]], [[-1, 1], [2]]),
        "mean_squared_error": ([[-3, 1e6]], []), "mean_absolute_error": ([[-3, 1e6]], []), "huber": ([[-3, 1e6]], []), "log_cosh": ([[-3, 80]], []),
        "cosine_similarity": ([[-3, 1e6]], []),
        "mean_squared_logarithmic_error": ([[0, 1e6]], [[-0.5]]), "poisson": ([[0, 7, 0.5]], [[-1]]), "kl_divergence": ([[0, 0.4, 1]], [[-0.1], [1.1]]),
        "hinge": ([[-1, 1], [0, 1], [1]], [[0.5], [-1, 0, 1], [2]]), "squared_hinge": ([[-1, 1], [0, 1], [1]], [[0.5], [-1, 0, 1], [2]]),
        "contrastive_divergence": ([[0]], []),
    ]

    @Test func targetsOutsideTheDomainAreKnown() throws {
        #expect(Set(Self.domains.keys) == Set(LossKind.allCases.map(\.rawValue)))
        for kind in LossKind.allCases {
            let domain = kind.targetDomain, expected = try #require(Self.domains[kind.rawValue])
            for targets in expected.inside { #expect(domain.contains(targets, outputs: 4), "\(kind.rawValue): \(targets)") }
            for targets in expected.outside + [[.nan], [.infinity]] { #expect(!domain.contains(targets, outputs: 4), "\(kind.rawValue): \(targets)") }
        }
        #expect(TargetDomain.range(0...1).expectation == "from 0 to 1" && TargetDomain.atLeast(-1).expectation == "of at least -1")
        #expect(TargetDomain.anyOf([[-1, 1], [0, 1]]).expectation == "that are all -1 or 1, or all 0 or 1")
    }

    @Test func outputsFollowFromTheTargets() {
        func outputs(_ loss: LossSpec, _ target: TargetKind) -> Shape? { loss.outputs(for: target) }
        #expect(outputs(.categoricalCrossentropy, .classes(2)) == [2] && outputs(.sparseCategoricalCrossentropy, .classes(9, perSample: 5)) == [5, 9])
        #expect(outputs(.binaryCrossentropy, .classes(2)) == [1] && outputs(.binaryCrossentropy, .classes(3)) == [3])
        #expect(outputs(.meanSquaredError, .values([4, 3])) == [4, 3] && outputs(.binaryCrossentropy, .inputs([28, 28, 1])) == [28, 28, 1])
        #expect(outputs(.contrastiveDivergence, .inputs([6])) == nil)
    }

    @Test func targetsFollowFromTheOutputs() {
        let loss = LossSpec.categoricalCrossentropy
        #expect(loss.target(of: [5, 9], isIndexed: true) == [5] && loss.target(of: [9], isIndexed: true).count == 1 && loss.target(of: [5, 9], isIndexed: false) == [5, 9])
        #expect(LossSpec.contrastiveDivergence.target(of: [5], isIndexed: false).count == 0)
    }
}
