import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// Metrics that Keras 3.15 gives of the same outputs.
struct MetricTests {
    private func values(_ y: [Float], _ targets: [Float], columns: Int, _ metrics: [MetricSpec], loss: LossSpec) throws -> [Double?] {
        let rows = y.count / columns, plan = StackPlan(model: [.activation(ActivationLayer(.linear))], input: [columns], classes: nil)
        let network = try Network(
            layout: NetworkLayout(plan: plan, capacity: rows), loss: loss, optimizer: nil, seed: 1, takesClassNumbers: loss.isCategorical, pool: WorkerPool(threads: 1))
        var sums = MetricSums(metrics, outputs: columns)
        // In two batches, as an epoch has them.
        y.withUnsafeBufferPointer { y in
            targets.withUnsafeBufferPointer { targets in
                guard let inputs = y.baseAddress, let wanted = targets.baseAddress else {
                    Issue.record("there are no outputs")
                    return
                }
                let first = rows / 3, targetCount = network.targetCount
                _ = network.evaluate(Batch(inputs: inputs, targets: wanted, count: first), metrics: &sums)
                _ = network.evaluate(Batch(inputs: inputs + first * columns, targets: wanted + first * targetCount, count: rows - first), metrics: &sums)
            }
        }
        return sums.values
    }

    @Test func everyMetricHasAReferenceAndANameOfItsOwn() {
        #expect(Set(MetricKind.allCases.filter { !$0.isOfMachines }.map(\.rawValue)) == ReferenceMetrics.names)
        let names = MetricKind.allCases.flatMap { [$0.rawValue] + $0.shortNames }
        #expect(Set(names).count == names.count)
        for kind in MetricKind.allCases { #expect(MetricKind(rawValue: kind.rawValue) == kind && !kind.help.isEmpty) }
    }

    /// Outputs that a metric can be worked out of, of one column and of four: classes by their numbers, several labels at once, numbers.
    private static let settings: [(loss: LossSpec, columns: Int)] = [
        (.categoricalCrossentropy, 4), (.binaryCrossentropy, 4), (.binaryCrossentropy, 1), (.meanSquaredError, 4), (.meanSquaredError, 1),
    ]

    /// Every metric with every setting that it can be worked out of, by their numbers.
    private static let cases: [(Int, Int)] = MetricKind.allCases.enumerated().filter { !$0.element.isOfMachines }.flatMap { index, kind in
        settings.indices.filter { kind.subject != .classes || settings[$0].columns > 1 }.map { (index, $0) }
    }

    /// Every metric of the registry, with its parameters as they are and otherwise, against its definition.
    @Test(arguments: cases)
    func againstItsDefinition(_ index: Int, _ setting: Int) throws {
        let kind = MetricKind.allCases[index], (loss, columns) = Self.settings[setting], rows = 41
        let random = RandomGenerator(seed: 3, purpose: .sampling), width = loss.isCategorical ? 1 : columns
        let y = (0..<rows * columns).map { random.uniform(stream: 0, index: $0) }
        let targets = (0..<rows * width).map { place -> Float in
            if loss.isCategorical { return Float(random.integer(below: columns, stream: 1, index: place)) }
            let number = random.uniform(stream: 1, index: place)
            return kind.subject == .numbers ? number : number > 0.6 ? 1 : 0
        }
        func split(_ values: [Double], _ width: Int) -> [[Double]] { stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) } }
        let wanted = loss.isCategorical ? targets.map { target in (0..<columns).map { Float($0) == target ? 1.0 : 0 } } : split(targets.map(Double.init), columns)
        for metric in [MetricSpec(kind)] + kind.parameters.map({ MetricSpec(kind, [$0.name: .number($0.name == "k" ? 2 : 0.3)]) }) {
            let value = try values(y, targets, columns: columns, [metric], loss: loss)[0]
            let plain = ReferenceMetrics.value(.init(metric, y: split(y.map(Double.init), columns), t: wanted, areSeparate: loss == .binaryCrossentropy))
            #expect(abs((value ?? .nan) - plain) < 1e-6 * max(1, abs(plain)), "\(metric.text) of \(columns) with \(loss.name): \(value ?? .nan), expected \(plain)")
        }
    }

    @Test func nothingComesOfNothing() {
        let sums = MetricSums(MetricKind.allCases.map { MetricSpec($0) }, outputs: 3)
        for (metric, value) in zip(sums.metrics, sums.values) {
            #expect(value == (["precision", "recall", "f1_score"].contains(metric.name) ? 0 : nil), "\(metric.name): \(value ?? .nan)")
        }
    }

    @Test func ofClasses() throws {
        let y: [Float] = [
            0.672, 0.285, 0.043, 0.010, 0.466, 0.524, 0.323, 0.388, 0.289, 0.533, 0.465, 0.002, 0.529, 0.021, 0.450, 0.111, 0.546, 0.342,
            0.399, 0.563, 0.037, 0.086, 0.465, 0.449, 0.308, 0.192, 0.499, 0.423, 0.296, 0.281, 0.568, 0.321, 0.111, 0.463, 0.337, 0.199,
        ]
        let metrics: [(MetricSpec, Double)] = [
            (.accuracy, 0.5), (MetricSpec.named("top_k_categorical_accuracy", ["k": .number(2)]), 0.8333333),
            (MetricSpec.named("precision", ["thresholds": .number(0.4)]), 0.4666667),
            (MetricSpec.named("recall", ["thresholds": .number(0.4)]), 0.5833333), (MetricSpec.named("f1_score"), 0.4814814), (MetricSpec.named("auc"), 0.6579862),
            (MetricSpec(.meanSquaredError), 0.2132196), (MetricSpec.named("mean_absolute_error"), 0.4017222),
        ]
        let got = try values(y, [1, 1, 2, 2, 0, 2, 1, 1, 2, 1, 0, 0], columns: 3, metrics.map(\.0), loss: .categoricalCrossentropy)
        for ((metric, wanted), value) in zip(metrics, got) { #expect(abs((value ?? 0) - wanted) < 2e-6, "\(metric.name): \(value ?? 0)") }
    }

    /// Several labels at once: each output is said where it is above ½, as Keras' F1Score(threshold=0.5) counts.
    @Test func ofSeparateLabels() throws {
        let y: [Float] = [0.7, 0.2, 0.6, 0.4, 0.9, 0.55, 0.8, 0.6, 0.1, 0.3, 0.7, 0.9], t: [Float] = [1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1]
        let value = try values(y, t, columns: 3, [MetricSpec.named("f1_score")], loss: .binaryCrossentropy)[0]
        #expect(abs((value ?? 0) - 0.7555556) < 1e-6)
    }

    @Test func ofNumbers() throws {
        let y: [Float] = [1.346, 0.781, 0.264, -0.314, 1.458, 1.96, 1.802, 1.315, 0.357, -1.208],
            t: [Float] = [1.344, 1.109, -0.38, -0.116, 1.673, 2.308, 1.21, 0.984, 0.139, -1.793]
        let value = try values(y, t, columns: 1, [MetricSpec.named("r2_score")], loss: .meanSquaredError)[0]
        #expect(abs((value ?? 0) - 0.8765725) < 2e-6)
    }
}
