import Kernels
import Tensors

/// A recurrent layer that runs.
///
/// `memory` holds what the kernels keep, then, with dropout, the factors for inputs and state and the inputs after dropout.
struct RecurrentLayer: Layer {
    let kernels: RecurrentKernels
    let returnsSequences: Bool
    let isStateful: Bool
    let dropout: Float
    let recurrentDropout: Float
    let bands: [CellAnatomy.Band]

    var outputCount: Int { returnsSequences ? kernels.steps * kernels.units : kernels.units }

    /// The offsets of the parts of `memory`, for a batch of this size.
    private struct Places {
        let inputFactors: Int, stateFactors: Int, inputs: Int, end: Int

        init(_ layer: RecurrentLayer, _ batch: Int) {
            let kernels = layer.kernels
            inputFactors = kernels.memory(batch: batch)
            stateFactors = inputFactors + (layer.dropout > 0 ? batch * kernels.inputs : 0)
            inputs = stateFactors + (layer.recurrentDropout > 0 ? batch * kernels.units : 0)
            end = inputs + (layer.dropout > 0 ? batch * kernels.steps * kernels.inputs : 0)
        }
    }

    var finalStateCount: Int { kernels.states * kernels.units }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(
            memory: Places(self, batch).end, workspace: kernels.sharedWorkspace, scratch: kernels.workspacePerWorker,
            state: isStateful ? kernels.states * batch * kernels.units : 0)
    }

    func forward(_ pass: ForwardPass) {
        let places = Places(self, pass.count)
        var x = pass.x, stateFactors: UnsafePointer<Float>?
        if case .training(let randomness) = pass.mode {
            if dropout > 0 { x = silenced(pass, places, randomness) }
            if recurrentDropout > 0 { stateFactors = filledStateFactors(pass, places, randomness) }
        }
        kernels.forward(
            x: x, kernel: pass[0].value.pointer, recurrentKernel: pass[1].value.pointer, bias: pass.value(2), mask: pass.mask, recurrentScale: stateFactors,
            initialState: isStateful ? UnsafePointer(pass.state) : pass.initialState, finalState: isStateful ? pass.state : pass.finalState, y: pass.y,
            returnsSequences: returnsSequences, count: pass.count, memory: pass.memory, workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if isStateful { pass.finalState?.update(from: pass.state, count: kernels.batch * finalStateCount) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, places = Places(self, forward.count)
        var isTraining = false
        if case .training = forward.mode { isTraining = true }
        let silences = isTraining && dropout > 0
        kernels.backward(
            kernel: forward[0].value.pointer, recurrentKernel: forward[1].value.pointer, mask: forward.mask,
            recurrentScale: isTraining && recurrentDropout > 0 ? UnsafePointer(forward.memory + places.stateFactors) : nil, dy: pass.dy,
            returnsSequences: returnsSequences, states: .init(final: pass.finalStateGradient, initial: pass.initialStateGradient), dx: pass.dx,
            dkernel: forward[0].gradient.pointer, drecurrent: forward[1].gradient.pointer,
            dbias: pass.gradient(2), count: forward.count, memory: forward.memory, workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
        if silences, let dx = pass.dx {
            let factors = forward.memory + places.inputFactors, inputs = kernels.inputs
            for row in 0..<forward.count * kernels.steps {
                for input in 0..<inputs { dx[row * inputs + input] *= factors[row / kernels.steps * inputs + input] }
            }
        }
    }

    /// The inputs after dropout; the factors are the same at every step.
    private func silenced(_ pass: ForwardPass, _ places: Places, _ randomness: Randomness) -> UnsafePointer<Float> {
        let target = pass.memory + places.inputs
        NoiseKernels.dropout(
            x: pass.x, y: target, factors: pass.memory + places.inputFactors, rows: pass.count, perRow: kernels.steps * kernels.inputs, units: kernels.inputs,
            rate: dropout, random: randomness.generator.philox, place: randomness.place, pool: pass.pool)
        return UnsafePointer(target)
    }

    /// The dropout factors of the state, the same at every step.
    private func filledStateFactors(_ pass: ForwardPass, _ places: Places, _ randomness: Randomness) -> UnsafePointer<Float> {
        var own = randomness
        own.part += 1
        let factors = pass.memory + places.stateFactors
        for sample in 0..<pass.count {
            NoiseKernels.fillFactors(
                factors + sample * kernels.units, count: kernels.units, rate: recurrentDropout, random: own.generator.philox, place: own.place(sample))
        }
        return UnsafePointer(factors)
    }
}

/// A layer whose gates and states can be read step by step.
public protocol TapedLayer {
    /// The gates and states of one sample in the last forward pass of `count` samples, as (steps, units) each, in the order of `CellAnatomy.bands` and of the input's steps.
    func tape(sample: Int, count: Int, memory: UnsafePointer<Float>) -> [(name: String, values: Tensor)]
}

extension RecurrentLayer: TapedLayer {
    func tape(sample: Int, count: Int, memory: UnsafePointer<Float>) -> [(name: String, values: Tensor)] {
        let kept = kernels.kept(count: count)
        func tensor(_ place: (_ step: Int, _ unit: Int) -> Int) -> Tensor {
            var values: [Float] = []
            for step in 0..<kernels.steps {
                let processed = kernels.goesBackwards ? kernels.steps - 1 - step : step
                for unit in 0..<kernels.units { values.append(memory[place(processed, unit)]) }
            }
            return Tensor(shape: [kernels.steps, kernels.units], values: values)
        }
        var gates = 0
        return bands.map { band in
            switch band.kind {
            case .gate, .candidate:
                let gate = gates
                gates += 1
                return (band.letter, tensor { kept.gate(gate, unit: $1, step: $0, sample: sample) })
            case .cellState: return (band.letter, tensor { kept.cellState(step: $0, sample: sample) + $1 })
            case .output: return (band.letter, tensor { kept.hidden(step: $0, sample: sample) + $1 })
            }
        }
    }
}
