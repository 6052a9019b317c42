import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct GatherTests {
    private func gathered(
        _ examples: Examples, _ order: [Int32], layout: TargetLayout = .indices, epoch: Int = 0, pool: Bool = false
    ) -> (inputs: [Float], targets: [Float], weights: [Float]) {
        var inputs = [Float](repeating: -7, count: order.count * examples.shape.count)
        var targets = [Float](repeating: -7, count: order.count * examples.targetCount(layout)), weights = [Float](repeating: -7, count: order.count)
        order.withUnsafeBufferPointer { order in
            inputs.withUnsafeMutableBufferPointer { inputs in
                targets.withUnsafeMutableBufferPointer { targets in
                    weights.withUnsafeMutableBufferPointer { weights in
                        guard let a = inputs.baseAddress, let b = targets.baseAddress, let c = weights.baseAddress else { return }
                        examples.gather(order, inputs: a, targets: b, weights: c, layout: layout, epoch: epoch)
                    }
                }
            }
        }
        return (inputs, targets, weights)
    }

    @Test func classSequencesAreIndicesOrRows() {
        let examples = Examples(shape: [1], inputs: .floats([5, 6]), targets: .classes([0, 2, 1, 1], perSample: 2), count: 2, weights: [0.5, 3])
        let indices = gathered(examples, [1, 0])
        #expect(indices.inputs == [6, 5] && indices.targets == [1, 1, 0, 2] && indices.weights == [3, 0.5])
        #expect(gathered(examples, [0], layout: .rows(width: 3)).targets == [1, 0, 0, 0, 0, 1])
        let two = Examples(shape: [1], inputs: .floats([5, 6]), targets: .classes([0, 1]), count: 2)
        #expect(gathered(two, [1, 0], layout: .rows(width: 1)).targets == [1, 0])
    }

    @Test func partsArePicksOfOneStorage() {
        let examples = Examples(shape: [2], inputs: .bytes([0, 1, 2, 3, 4, 5, 6, 7], scale: 0.5), targets: .values([1, 2, 3, 4], [1]), count: 4, weights: [1, 2, 3, 4])
        let part = examples[1..<4].picked([2, 0, 2])
        #expect(gathered(part, [0, 1, 2]) == ([3, 3.5, 1, 1.5, 3, 3.5], [4, 2, 4], [4, 2, 4]))
        #expect(part.reconstructing.input(1).values == [1, 1.5])
    }

    private static let bytes = (0..<4 * 784).map { UInt8(truncatingIfNeeded: $0 &* 37) }

    private func parts(_ noise: NoiseSpec) throws -> DatasetParts {
        let examples = Examples(shape: [784], inputs: .bytes(Self.bytes, scale: 1 / 255), targets: .inputs, count: 4)
        var spec = DataSpec(source: .npy(.init(inputs: "x")))
        spec.noise = noise
        return DatasetParts(Dataset(name: "x", classNames: [], training: examples, test: examples), spec, validationSplit: 0, seed: 3)
    }

    @Test func noiseCorruptsInputsAndLeavesTargetsClean() throws {
        for (noise, share) in [(NoiseSpec.masking(0.3), 0.3), (.saltAndPepper(0.1), 0.1)] {
            let parts = try parts(noise), batch = gathered(parts.training, [0, 1, 2, 3], epoch: 1)
            #expect(batch.targets == Self.bytes.map { Float($0) * (1 / 255) })
            let changed = zip(batch.inputs, batch.targets).filter { $0 != $1 }.count
            #expect(abs(Double(changed) / 3136 - share) < 0.03)
            #expect(batch.inputs.allSatisfy { (0...1).contains($0) })
        }
        let gaussian = gathered(try parts(.gaussian(0.1)).training, [0, 1, 2, 3], epoch: 1)
        let differences = zip(gaussian.inputs, gaussian.targets).filter { $1 > 0.45 && $1 < 0.55 }.map { Double($0 - $1) }
        let mean = differences.reduce(0, +) / Double(differences.count), square = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
        #expect(abs(mean) < 0.02 && abs(square.squareRoot() - 0.1) < 0.01 && gaussian.inputs.allSatisfy { (0...1).contains($0) })
    }

    @Test func noiseIsFreshEveryEpochAndFixedForLooking() throws {
        let parts = try parts(.gaussian(0.4))
        let first = gathered(parts.training, [2, 0], epoch: 1), again = gathered(parts.training, [0, 2], epoch: 1)
        #expect(first.inputs.prefix(784) == again.inputs.suffix(784), "a sample's noise is its own, whatever batch it is in")
        #expect(first.inputs != gathered(parts.training, [2, 0], epoch: 2).inputs)
        #expect(gathered(parts.test, [1]) == gathered(parts.test, [1]) && gathered(parts.test, [1]).inputs != gathered(parts.test, [1]).targets)
    }
}
