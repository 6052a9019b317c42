import Foundation
import Kernels
import Testing

/// The recurrent kernels against a plain network in double precision, written step by step.
struct RecurrentTests {
    @Test(arguments: RecurrentCase.all)
    func agreesWithAPlainReference(_ example: RecurrentCase) {
        let run = RecurrentRun(example, threads: 2), reference = RecurrentReference(example)
        expectClose(run.y, reference.y, 2e-5, "y")
        expectClose(run.finalState, reference.finalState, 2e-5, "final state")
        expectGradients(run, reference)
        for (place, value) in run.shown { #expect(abs(Double(value) - reference.shown(place)) < 2e-5, "\(place)") }
    }

    @Test(arguments: RecurrentCase.all)
    func givesTheSameBitsAtAnyNumberOfThreads(_ example: RecurrentCase) {
        let one = RecurrentRun(example, threads: 1)
        for threads in [2, 3, 4, 7, 8, 16] { #expect(RecurrentRun(example, threads: threads) == one, "\(threads) threads") }
    }

    /// Whole tiles, several blocks of samples, more steps times samples than are added at a time.
    @Test(arguments: [RecurrentKernels.Cell.simple, .lstm, .gru(resetAfter: true), .gru(resetAfter: false)])
    func agreesAtTheSizesThatAreCutUp(_ cell: RecurrentKernels.Cell) {
        let example = RecurrentCase(
            cell: cell, batch: 40, count: 33, steps: 16, inputs: 100, units: 101, hasMask: true, hasScale: true, hasInitialState: true, scale: 0.1)
        let run = RecurrentRun(example, threads: 2), reference = RecurrentReference(example)
        expectClose(run.y, reference.y, 2e-5, "y")
        expectClose(run.finalState, reference.finalState, 2e-5, "final state")
        expectGradients(run, reference, along: [1.0])
        for threads in [1, 3, 16] { #expect(RecurrentRun(example, threads: threads) == run, "\(threads) threads") }
    }

    /// Behind the last unit of a tile functions without bounds run away from their sums of 0: nothing of that reaches a gradient.
    @Test(arguments: [RecurrentKernels.Cell.lstm, .gru(resetAfter: true), .gru(resetAfter: false)])
    func whatFillsATileReachesNoGradient(_ cell: RecurrentKernels.Cell) {
        let example = RecurrentCase(
            cell: cell, activation: .exponential, recurrentActivation: .exponential, batch: 2, count: 2, steps: 100, inputs: 2, units: 3, scale: 0.1, bias: -5)
        let run = RecurrentRun(example, threads: 2)
        let gradients = run.dx + run.dkernel + run.drecurrent + run.dbias, areFinite = gradients.allSatisfy(\.isFinite)
        #expect(areFinite)
    }

    /// A network plans its memory for the largest batch; smaller ones need no more.
    @Test func smallerBatchesNeedNoMoreMemory() {
        for batch in 1...130 {
            let kernels = RecurrentKernels(cell: .lstm, activation: .tanh, recurrentActivation: .sigmoid, batch: batch, steps: 3, inputs: 5, units: 7)
            for count in 1...batch { #expect(kernels.memory(batch: count) <= kernels.memory(batch: batch), "\(count) of \(batch)") }
        }
    }

    /// Each gradient along some directions that no two numbers share.
    private func expectGradients(_ run: RecurrentRun, _ reference: RecurrentReference, along frequencies: [Double] = [1, 0.37, 2.1]) {
        for (path, gradient) in [(\RecurrentNumbers.x, run.dx), (\.kernel, run.dkernel), (\.recurrentKernel, run.drecurrent), (\.bias, run.dbias)] {
            for frequency in frequencies {
                let direction = gradient.indices.map { cos(frequency * Double($0) + 0.3) }
                let along = zip(gradient, direction).reduce(0) { $0 + Double($1.0) * $1.1 }, exact = reference.difference(path, along: direction)
                #expect(abs(along - exact) < 1e-4 * (1 + abs(exact)), "\(path): \(along), not \(exact)")
            }
        }
    }

    private func expectClose(_ values: [Float], _ exact: [Double], _ tolerance: Double, _ name: String) {
        #expect(values.count == exact.count, "\(name)")
        var worst = 0.0
        for (value, exact) in zip(values, exact) { worst = max(worst, abs(Double(value) - exact) / (1 + abs(exact))) }
        #expect(worst < tolerance, "\(name): \(worst)")
    }
}

/// A layer, its numbers and what is switched on.
struct RecurrentCase: CustomTestStringConvertible, Sendable {
    var cell: RecurrentKernels.Cell
    var activation = ElementFunction.tanh, recurrentActivation = ElementFunction.sigmoid
    var batch = 5, count = 4, steps = 4, inputs = 3, units = 5
    var goesBackwards = false, zeroesMaskedOutput = false, returnsSequences = true
    var hasBias = true, hasMask = false, hasScale = false, hasInitialState = false
    var scale = 0.6, bias = 0.0

    var testDescription: String {
        let switches = [
            (goesBackwards, "backwards"), (zeroesMaskedOutput, "zeroes"), (returnsSequences, "sequences"), (hasBias, "bias"), (hasMask, "mask"),
            (hasScale, "scale"), (hasInitialState, "state"),
        ]
        return "\(cell) \(activation) \(recurrentActivation) \(count)×\(steps)×\(inputs)→\(units) " + switches.filter(\.0).map(\.1).joined(separator: " ")
    }

    static let all: [RecurrentCase] = [RecurrentKernels.Cell.simple, .lstm, .gru(resetAfter: true), .gru(resetAfter: false)].flatMap { cell in
        [
            RecurrentCase(cell: cell),
            RecurrentCase(cell: cell, returnsSequences: false, hasBias: false),
            RecurrentCase(cell: cell, goesBackwards: true, hasMask: true),
            RecurrentCase(cell: cell, zeroesMaskedOutput: true, hasMask: true, hasScale: true),
            RecurrentCase(cell: cell, hasMask: true, hasInitialState: true),
            RecurrentCase(cell: cell, goesBackwards: true, returnsSequences: false, hasMask: true, hasScale: true, hasInitialState: true),
            RecurrentCase(cell: cell, batch: 19, count: 19, steps: 3, inputs: 7, units: 19, hasScale: true, hasInitialState: true),
            RecurrentCase(cell: cell, activation: .sigmoid, recurrentActivation: .tanh, batch: 2, count: 2, steps: 5, inputs: 1, units: 17),
            RecurrentCase(cell: cell, activation: .linear, recurrentActivation: .sigmoid, batch: 3, count: 1, steps: 2, inputs: 2, units: 1),
        ]
    }

    var gates: Int { cell == .simple ? 1 : cell == .lstm ? 4 : 3 }
    var states: Int { cell == .lstm ? 2 : 1 }
    var biasRows: Int { cell == .gru(resetAfter: true) ? 2 : 1 }

    var numbers: RecurrentNumbers {
        RecurrentNumbers(
            x: values(1, count * steps * inputs, 1), kernel: values(2, inputs * gates * units, scale),
            recurrentKernel: values(3, units * gates * units, scale), bias: values(4, hasBias ? biasRows * gates * units : 0, 0.5).map { $0 + bias },
            initialState: values(5, hasInitialState ? states * batch * units : 0, 0.8),
            recurrentScale: values(6, hasScale ? count * units : 0, 1).map { $0 > 0 ? 1.5 : 0 },
            mask: (0..<(hasMask ? count * steps : 0)).map { ($0 / steps + 2 * ($0 % steps)) % 3 == 0 ? 0 : 1 },
            weights: values(7, count * (returnsSequences ? steps : 1) * units, 1))
    }

    /// Numbers that floats hold exactly.
    private func values(_ stream: UInt64, _ count: Int, _ scale: Double) -> [Double] {
        let random = Philox(key: 11)
        return (0..<count).map { Double(Float((Double(random.words(index: UInt64($0), stream: stream)[0]) / 0x1p32 * 2 - 1) * scale)) }
    }
}

/// `weights` are those of the y in the loss Σ weight · y.
struct RecurrentNumbers {
    var x, kernel, recurrentKernel, bias, initialState, recurrentScale, mask, weights: [Double]
}

/// What the kernels give.
struct RecurrentRun: Equatable {
    var y, finalState, dx, dkernel, drecurrent, dbias: [Float]
    /// Gates and states where the lab would look.
    var shown: [RecurrentPlace: Float] = [:]

    init(_ example: RecurrentCase, threads: Int) {
        let pool = WorkerPool(threads: threads), numbers = example.numbers
        let kernels = RecurrentKernels(
            cell: example.cell, activation: example.activation, recurrentActivation: example.recurrentActivation, batch: example.batch, steps: example.steps,
            inputs: example.inputs, units: example.units, goesBackwards: example.goesBackwards, zeroesMaskedOutput: example.zeroesMaskedOutput)
        let x = Self.buffer(numbers.x), kernel = Self.buffer(numbers.kernel), recurrent = Self.buffer(numbers.recurrentKernel)
        let bias = Self.buffer(numbers.bias), mask = Self.buffer(numbers.mask), scale = Self.buffer(numbers.recurrentScale)
        let initial = Self.buffer(numbers.initialState), dy = Self.buffer(numbers.weights)
        let y = FloatBuffer(count: numbers.weights.count), final = FloatBuffer(count: example.states * example.batch * example.units)
        let dx = FloatBuffer(count: numbers.x.count), dkernel = FloatBuffer(count: numbers.kernel.count)
        let drecurrent = FloatBuffer(count: numbers.recurrentKernel.count), dbias = FloatBuffer(count: numbers.bias.count)
        // What an earlier batch left behind must not matter.
        let memory = Self.dirty(kernels.memory(batch: example.batch)), workspace = Self.dirty(kernels.sharedWorkspace)
        let scratch = Self.dirty(threads * kernels.workspacePerWorker)
        let isMasked = example.hasMask ? UnsafePointer(mask.pointer) : nil, scaling = example.hasScale ? UnsafePointer(scale.pointer) : nil
        kernels.forward(
            x: x.pointer, kernel: kernel.pointer, recurrentKernel: recurrent.pointer, bias: example.hasBias ? UnsafePointer(bias.pointer) : nil, mask: isMasked,
            recurrentScale: scaling, initialState: example.hasInitialState ? UnsafePointer(initial.pointer) : nil, finalState: final.pointer, y: y.pointer,
            returnsSequences: example.returnsSequences, count: example.count, memory: memory.pointer, workspace: workspace.pointer, scratch: scratch.pointer,
            pool: pool)
        let kept = kernels.kept(count: example.count), sample = example.count - 1, unit = example.units - 1
        for step in 0..<example.steps {
            shown[.hidden(step, sample, unit)] = memory.pointer[kept.hidden(step: step, sample: sample) + unit]
            if example.cell == .lstm { shown[.cell(step, sample, unit)] = memory.pointer[kept.cellState(step: step, sample: sample) + unit] }
            guard example.cell != .simple else { continue }
            for gate in 0..<example.gates {
                shown[.gate(gate, step, sample, unit)] = memory.pointer[kept.gate(gate, unit: unit, step: step, sample: sample)]
            }
        }
        kernels.backward(
            kernel: kernel.pointer, recurrentKernel: recurrent.pointer, mask: isMasked, recurrentScale: scaling, dy: dy.pointer,
            returnsSequences: example.returnsSequences, dx: dx.pointer, dkernel: dkernel.pointer, drecurrent: drecurrent.pointer,
            dbias: example.hasBias ? dbias.pointer : nil, count: example.count, memory: memory.pointer, workspace: workspace.pointer, scratch: scratch.pointer,
            pool: pool)
        self.y = Self.array(y)
        finalState = Self.array(final)
        self.dx = Self.array(dx)
        self.dkernel = Self.array(dkernel)
        self.drecurrent = Self.array(drecurrent)
        self.dbias = Self.array(dbias)
    }

    private static func buffer(_ values: [Double]) -> FloatBuffer {
        let buffer = FloatBuffer(count: values.count)
        for (index, value) in values.enumerated() { buffer.pointer[index] = Float(value) }
        return buffer
    }

    private static func dirty(_ count: Int) -> FloatBuffer {
        let buffer = FloatBuffer(count: count)
        for index in 0..<count { buffer.pointer[index] = 3 }
        return buffer
    }

    private static func array(_ buffer: FloatBuffer) -> [Float] { Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)) }
}

enum RecurrentPlace: Hashable {
    case gate(Int, Int, Int, Int), hidden(Int, Int, Int), cell(Int, Int, Int)
}

/// The equations, one number after the other, in double precision; gradients by differences.
struct RecurrentReference {
    let example: RecurrentCase
    let numbers: RecurrentNumbers
    let y, finalState: [Double]
    private let places: [RecurrentPlace: Double]

    init(_ example: RecurrentCase) {
        self.example = example
        numbers = example.numbers
        (y, finalState, places) = Self.run(example, numbers)
    }

    func shown(_ place: RecurrentPlace) -> Double { places[place] ?? .nan }

    /// The derivative of the loss where one of its variables moves along a direction.
    func difference(_ path: WritableKeyPath<RecurrentNumbers, [Double]>, along direction: [Double]) -> Double {
        func loss(_ shift: Double) -> Double {
            var moved = numbers
            for index in direction.indices { moved[keyPath: path][index] += shift * direction[index] }
            return zip(Self.run(example, moved).y, moved.weights).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return (loss(1e-5) - loss(-1e-5)) / 2e-5
    }

    private static func apply(_ function: ElementFunction, _ x: Double) -> Double {
        switch function {
        case .relu: max(0, x)
        case .sigmoid: 1 / (1 + exp(-x))
        case .tanh: tanh(x)
        default: x
        }
    }

    private static func run(_ e: RecurrentCase, _ n: RecurrentNumbers) -> (y: [Double], finalState: [Double], places: [RecurrentPlace: Double]) {
        let u = e.units, width = e.gates * u
        var y = [Double](repeating: 0, count: n.weights.count), final = [Double](repeating: 0, count: e.states * e.batch * u)
        var places: [RecurrentPlace: Double] = [:]
        for b in 0..<e.count {
            var h = e.hasInitialState ? Array(n.initialState[b * u..<(b + 1) * u]) : [Double](repeating: 0, count: u)
            var c = e.hasInitialState && e.cell == .lstm ? Array(n.initialState[(e.batch + b) * u..<(e.batch + b + 1) * u]) : [Double](repeating: 0, count: u)
            var output = [Double](repeating: 0, count: u)
            for step in 0..<e.steps {
                let time = e.goesBackwards ? e.steps - 1 - step : step
                func input(_ gate: Int, _ j: Int) -> Double {
                    var sum = e.hasBias ? n.bias[gate * u + j] : 0
                    for k in 0..<e.inputs { sum += n.x[(b * e.steps + time) * e.inputs + k] * n.kernel[k * width + gate * u + j] }
                    return sum
                }
                let entering = (0..<u).map { h[$0] * (e.hasScale ? n.recurrentScale[b * u + $0] : 1) }
                func recurrent(_ gate: Int, _ j: Int, _ state: [Double]) -> Double {
                    var sum = e.hasBias && e.biasRows == 2 ? n.bias[width + gate * u + j] : 0
                    for k in 0..<u { sum += state[k] * n.recurrentKernel[k * width + gate * u + j] }
                    return sum
                }
                func gate(_ gate: Int, _ function: ElementFunction) -> [Double] {
                    (0..<u).map { apply(function, input(gate, $0) + recurrent(gate, $0, entering)) }
                }
                var gates: [[Double]] = []
                var next = h, nextCell = c
                switch e.cell {
                case .simple: next = gate(0, e.activation)
                case .lstm:
                    let i = gate(0, e.recurrentActivation), f = gate(1, e.recurrentActivation), g = gate(2, e.activation), o = gate(3, e.recurrentActivation)
                    gates = [i, f, g, o]
                    nextCell = (0..<u).map { f[$0] * c[$0] + i[$0] * g[$0] }
                    next = (0..<u).map { o[$0] * apply(e.activation, nextCell[$0]) }
                case .gru(let resetAfter):
                    let z = gate(0, e.recurrentActivation), r = gate(1, e.recurrentActivation)
                    let reset = (0..<u).map { r[$0] * entering[$0] }
                    let candidate = (0..<u).map {
                        apply(e.activation, input(2, $0) + (resetAfter ? r[$0] * recurrent(2, $0, entering) : recurrent(2, $0, reset)))
                    }
                    gates = [z, r, candidate]
                    next = (0..<u).map { z[$0] * h[$0] + (1 - z[$0]) * candidate[$0] }
                }
                let isMasked = e.hasMask && n.mask[b * e.steps + time] == 0
                if isMasked {
                    if e.zeroesMaskedOutput { output = [Double](repeating: 0, count: u) }
                    gates = gates.map { $0.map { _ in 0 } }
                } else {
                    (h, c, output) = (next, nextCell, next)
                }
                for j in 0..<u {
                    if e.returnsSequences || step == e.steps - 1 { y[(e.returnsSequences ? b * e.steps + step : b) * u + j] = output[j] }
                    for (gate, values) in gates.enumerated() { places[.gate(gate, step, b, j)] = values[j] }
                    places[.hidden(step, b, j)] = h[j]
                    places[.cell(step, b, j)] = c[j]
                }
            }
            for j in 0..<u {
                final[b * u + j] = h[j]
                if e.cell == .lstm { final[(e.batch + b) * u + j] = c[j] }
            }
        }
        return (y, final, places)
    }
}
