import Kernels

/// The initial states of recurrent layers that other layers provide. A state is (states, capacity, units): h, then c.
extension Network {
    /// The initial state of a stage; `nil` where it starts with zeros or with its own state.
    func initialState(of stage: Int) -> UnsafePointer<Float>? {
        if let own = buffers.initialStates[stage] { return UnsafePointer(own.pointer) }
        guard let source = layout.stages[stage].states.first?.stage else { return nil }
        return buffers.finalStates[source].map { UnsafePointer($0.pointer) }
    }

    /// Copies the outputs that are h and c into the stage's initial state.
    func gatherState(of stage: Int, _ batch: Batch) {
        let states = layout.stages[stage].states
        guard let own = buffers.initialStates[stage] else { return }
        let units = layout.stages[stage].layer.finalStateCount / states.count
        for (place, state) in states.enumerated() {
            let source = state.stage.map { UnsafePointer(buffers.activations[$0].pointer) } ?? batch.inputs
            (own.pointer + place * capacity * units).update(from: source, count: batch.count * units)
        }
    }

    /// Passes the gradient with respect to a stage's initial state on to the stages that provided it, c before h.
    func spreadStateGradient(_ gradient: FloatBuffer, of stage: Int, count: Int) {
        let states = layout.stages[stage].states, parts = gradient.count / capacity
        for (place, state) in states.enumerated().reversed() where state.isWanted {
            if state.isFinalState {
                guard let source = state.stage, let target = buffers.finalStateGradients[source] else { continue }
                add(gradient.pointer, to: target.pointer, adds: state.adds, count: capacity * parts)
            } else {
                guard let target = state.stage.map({ buffers.keptGradients[$0] }) ?? buffers.inputGradient else { continue }
                let units = parts / states.count
                add(gradient.pointer + place * capacity * units, to: target.pointer, adds: state.adds, count: count * units)
            }
        }
    }

    private func add(_ numbers: UnsafePointer<Float>, to sum: UnsafeMutablePointer<Float>, adds: Bool, count: Int) {
        if adds { BroadcastKernels.add(numbers, to: sum, count: count, pool: pool) } else { sum.update(from: numbers, count: count) }
    }
}
