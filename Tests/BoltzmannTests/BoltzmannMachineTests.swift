import Boltzmann
import Foundation
import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// Restricted Boltzmann machines against enumeration on small ones.
struct BoltzmannMachineTests {
    private let visible = 6, hidden = 4

    private func machine(_ spec: RBM, capacity: Int, threads: Int = 1, rate: Double = 0.1, momentum: Double = 0, visible: Int = 6) throws -> BoltzmannMachine {
        var sgd = SGD()
        (sgd.learningRate, sgd.momentum) = (rate, momentum)
        let layout = NetworkLayout(plan: StackPlan(model: [.rbm(spec)], input: [visible], classes: nil), capacity: capacity)
        let machine = try BoltzmannMachine(layout: layout, optimizer: .sgd(sgd), seed: 3, pool: WorkerPool(threads: threads))
        for (place, parameter) in machine.parameters.enumerated() {
            for index in 0..<parameter.shape.count { parameter.value.pointer[index] = Float(sin(Double(7 * place + 3 * index + 1))) * 0.8 }
        }
        return machine
    }

    private func data(_ count: Int, _ visible: Int) -> FloatBuffer {
        let buffer = FloatBuffer(count: count * visible), random = RandomGenerator(seed: 5, purpose: .sampling)
        for index in 0..<buffer.count { buffer.pointer[index] = random.uniform(stream: 0, index: index) > 0.6 ? 1 : 0 }
        return buffer
    }

    private func batch(_ data: FloatBuffer, _ count: Int) -> Batch { Batch(inputs: data.pointer, targets: data.pointer, count: count) }

    private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// F(v), from the formula.
    private func freeEnergy(_ v: [Double], _ w: [Float], _ b: [Float], _ c: [Float]) -> Double {
        var energy = -zip(v, b).reduce(0) { $0 + $1.0 * Double($1.1) }
        for unit in c.indices { energy -= log1p(exp(v.indices.reduce(Double(c[unit])) { $0 + v[$1] * Double(w[$1 * c.count + unit]) })) }
        return energy
    }

    /// Over many draws the update of one CD-1 step is its expectation, worked out by enumerating hidden and visible states.
    @Test func contrastiveDivergenceIsRightOnAverage() throws {
        let count = 3, inputs = data(count, visible), machine = try machine(RBM(hiddenUnits: hidden), capacity: count, rate: 1)
        let start = machine.parameters.map { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }
        var mean = [Double](repeating: 0, count: visible * hidden)
        let draws = 20_000
        for _ in 0..<draws {
            for (parameter, values) in zip(machine.parameters, start) { for index in values.indices { parameter.value.pointer[index] = values[index] } }
            try machine.train(batch(inputs, count))
            for index in mean.indices { mean[index] += Double(machine.parameters[0].value.pointer[index] - start[0][index]) / Double(draws) }
        }
        var wanted = [Double](repeating: 0, count: visible * hidden)
        for sample in 0..<count {
            let v0 = (0..<visible).map { Double(inputs.pointer[sample * visible + $0]) }
            let p0 = hiddenMeans(v0, start)
            for state in 0..<1 << hidden {
                let h = (0..<hidden).map { Double(state >> $0 & 1) }
                let chance = (0..<hidden).reduce(1.0) { $0 * (h[$1] == 1 ? p0[$1] : 1 - p0[$1]) }
                let q = (0..<visible).map { unit in sigmoid(Double(start[1][unit]) + (0..<hidden).reduce(0) { $0 + h[$1] * Double(start[0][unit * hidden + $1]) }) }
                for other in 0..<1 << visible {
                    let v1 = (0..<visible).map { Double(other >> $0 & 1) }
                    let both = (0..<visible).reduce(chance) { $0 * (v1[$1] == 1 ? q[$1] : 1 - q[$1]) }, p1 = hiddenMeans(v1, start)
                    for i in 0..<visible { for j in 0..<hidden { wanted[i * hidden + j] -= both * v1[i] * p1[j] / Double(count) } }
                }
            }
            for i in 0..<visible { for j in 0..<hidden { wanted[i * hidden + j] += v0[i] * p0[j] / Double(count) } }
        }
        // Each draw scatters by about ½ / √count: the mean of so many is right to a few thousandths.
        for index in wanted.indices { #expect(abs(mean[index] - wanted[index]) < 0.01, "weight \(index): \(mean[index]) for \(wanted[index])") }
    }

    private func hiddenMeans(_ v: [Double], _ weights: [[Float]]) -> [Double] {
        (0..<hidden).map { unit in sigmoid(Double(weights[2][unit]) + v.indices.reduce(0) { $0 + v[$1] * Double(weights[0][$1 * hidden + unit]) }) }
    }

    @Test func freeEnergyAndPseudoLikelihoodAreThoseOfTheFormulas() throws {
        let count = 5, inputs = data(count, visible), machine = try machine(RBM(hiddenUnits: hidden), capacity: count)
        var sums = MetricSums([MetricSpec(.freeEnergy), MetricSpec(.pseudoLikelihood)], outputs: 1)
        _ = machine.evaluate(batch(inputs, count), metrics: &sums)
        let weights = machine.parameters.map { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }
        let energies = (0..<count).map { sample in freeEnergy((0..<visible).map { Double(inputs.pointer[sample * visible + $0]) }, weights[0], weights[1], weights[2]) }
        #expect(abs((sums.value(of: .freeEnergy) ?? 0) - energies.reduce(0, +) / Double(count)) < 1e-4)
        // One unit of each sample is turned over: the mean lies between the least and the largest that any choice gives.
        let scores = (0..<count).map { sample -> [Double] in
            let v = (0..<visible).map { Double(inputs.pointer[sample * visible + $0]) }
            return (0..<visible).map { unit in
                var turned = v
                turned[unit] = 1 - turned[unit]
                return Double(visible) * log(sigmoid(freeEnergy(turned, weights[0], weights[1], weights[2]) - freeEnergy(v, weights[0], weights[1], weights[2])))
            }
        }
        let value = sums.value(of: .pseudoLikelihood) ?? 0
        #expect(value > scores.reduce(0) { $0 + ($1.min() ?? 0) } / Double(count) - 1e-3 && value < scores.reduce(0) { $0 + ($1.max() ?? 0) } / Double(count) + 1e-3)
    }

    /// Every sample turns units of its own, whatever batch it comes in: so the mean over many samples comes near that over all units, and is the same in batches of any size.
    @Test(arguments: [1, 7, 64, 600])
    func pseudoLikelihoodDoesNotDependOnTheBatch(_ size: Int) throws {
        let count = 600, inputs = data(count, visible), machine = try machine(RBM(hiddenUnits: hidden), capacity: size)
        let weights = machine.parameters.map { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }
        var exact = 0.0
        for sample in 0..<count {
            let v = (0..<visible).map { Double(inputs.pointer[sample * visible + $0]) }, plain = freeEnergy(v, weights[0], weights[1], weights[2])
            for unit in 0..<visible {
                var turned = v
                turned[unit] = 1 - turned[unit]
                exact += log(sigmoid(freeEnergy(turned, weights[0], weights[1], weights[2]) - plain)) / Double(count)
            }
        }
        func score(_ size: Int, _ machine: BoltzmannMachine) -> Double {
            var sums = MetricSums([MetricSpec(.pseudoLikelihood)], outputs: 1)
            let samples = (0..<count).map(Int32.init)
            samples.withUnsafeBufferPointer { numbers in
                for start in stride(from: 0, to: count, by: size) {
                    _ = machine.evaluate(
                        Batch(inputs: inputs.pointer + start * visible, targets: inputs.pointer, count: min(size, count - start), samples: numbers.baseAddress.map { $0 + start }),
                        metrics: &sums)
                }
            }
            return sums.value(of: .pseudoLikelihood) ?? 0
        }
        let value = score(size, machine)
        #expect(abs(value - exact) < 0.05 * abs(exact), "\(value), not \(exact)")
        machine.stepsTaken += 1
        #expect(score(size, machine) != value, "another pass turns other units")
        machine.stepsTaken -= 1
        let whole = try self.machine(RBM(hiddenUnits: hidden), capacity: count, threads: 3)
        #expect(abs(score(count, whole) - value) < 1e-9)
    }

    /// The dreams of a machine have the frequencies of its distribution, worked out over all states.
    @Test func dreamsFollowTheDistribution() throws {
        let count = 64, machine = try machine(RBM(hiddenUnits: hidden), capacity: count)
        let weights = machine.parameters.map { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }
        let states = (0..<1 << visible).map { state in (0..<visible).map { Double(state >> $0 & 1) } }
        let likelihoods = states.map { exp(-freeEnergy($0, weights[0], weights[1], weights[2])) }, total = likelihoods.reduce(0, +)
        var sums = [Double](repeating: 0, count: visible)
        let rounds = 200, particles = data(count, visible), inputs = data(count, visible)
        for round in 0..<rounds {
            let means = machine.dream(particles.pointer, count: count, steps: 20, draw: round * 20)
            for place in 0..<count * visible { sums[place % visible] += Double(means[place]) / Double(count * rounds) }
            // What is reconstructed in between leaves the particles alone.
            var metrics = MetricSums()
            _ = machine.evaluate(batch(inputs, count), metrics: &metrics)
        }
        for unit in 0..<visible {
            let wanted = zip(states, likelihoods).reduce(0) { $0 + $1.0[unit] * $1.1 } / total
            #expect(abs(sums[unit] - wanted) < 0.02, "unit \(unit): \(sums[unit]) for \(wanted)")
        }
    }

    @Test(arguments: [false, true], [1, 5, 33])
    func weightsAreTheSameBitsAtAnyNumberOfThreads(_ isPersistent: Bool, _ count: Int) throws {
        var expected: [[UInt32]]?
        let visible = 131, inputs = data(count, visible)
        for threads in [1, 2, 3, 4, 7, 8, 16] {
            let machine = try machine(
                RBM(hiddenUnits: 37, steps: 2, isPersistent: isPersistent), capacity: count, threads: threads, rate: 0.1, momentum: 0.5, visible: visible)
            for _ in 0..<3 { try machine.train(batch(inputs, count)) }
            let bits = machine.weights.map { $0.tensor.values.map(\.bitPattern) }
            if let expected { #expect(bits == expected, "\(threads) threads") } else { expected = bits }
        }
    }

    @Test func itLearnsWhatItsDataIsLike() throws {
        let count = 32, visible = 16, inputs = FloatBuffer(count: count * visible), random = RandomGenerator(seed: 1, purpose: .sampling)
        for sample in 0..<count {
            let bar = random.integer(below: 4, stream: 0, index: sample)
            for pixel in 0..<visible { inputs.pointer[sample * visible + pixel] = pixel / 4 == bar ? 1 : 0 }
        }
        let machine = try machine(RBM(hiddenUnits: 8), capacity: count, rate: 0.5, momentum: 0.5, visible: visible)
        for parameter in machine.parameters { for index in 0..<parameter.shape.count { parameter.value.pointer[index] *= 0.05 } }
        let before = try machine.train(batch(inputs, count)).lossSum
        for _ in 0..<600 { try machine.train(batch(inputs, count)) }
        let after = try machine.train(batch(inputs, count)).lossSum
        #expect(after < before / 10, "\(before) → \(after)")
    }
}
