extension RecurrentKernels {
    /// The gradients with respect to the final and the initial state of the sequences: (states, batch, units), h, then c.
    public struct StateGradients {
        let final: UnsafePointer<Float>?
        let initial: UnsafeMutablePointer<Float>?

        /// `final` is nil where the final state is not used, `initial` where its gradient is not wanted.
        public init(final: UnsafePointer<Float>?, initial: UnsafeMutablePointer<Float>?) {
            self.final = final
            self.initial = initial
        }
    }

    /// Computes dkernel, drecurrent, dbias and, where wanted, dx from dy, through the steps in reverse. Overwrites the gates in `memory`.
    ///
    /// `dy` (count, steps, units) or (count, units); `mask` (count, steps) and `recurrentScale` (count, units) as in the forward pass.
    public func backward(
        kernel: UnsafePointer<Float>, recurrentKernel: UnsafePointer<Float>, mask: UnsafePointer<Float>?, recurrentScale: UnsafePointer<Float>?,
        dy: UnsafePointer<Float>, returnsSequences: Bool, states: StateGradients? = nil, dx: UnsafeMutablePointer<Float>?, dkernel: UnsafeMutablePointer<Float>,
        drecurrent: UnsafeMutablePointer<Float>, dbias: UnsafeMutablePointer<Float>?, count: Int, memory: UnsafeMutablePointer<Float>,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let inputTiles = dx == nil ? 0 : paddedInputs / 16
        pool.run(tasks: tiles + inputTiles) { task, _ in
            packBackward(tile: task, kernel, recurrentKernel, workspace + task * blocks * padded * 16)
        }
        let scales = workspace + backwardPanels
        pool.run(tasks: groups(count)) { number, worker in
            let group = group(number, count: count, memory: memory)
            let reversed = Reversed(
                self, group: group, panels: workspace, mask: mask, scratch: scratch + worker * workspacePerWorker, reachesInitialState: states?.initial != nil)
            reversed.dh.update(repeating: 0, count: 2 * Self.groupRows * padded)
            if let final = states?.final { begin(reversed, at: final) }
            if let recurrentScale {
                for sample in group.samples {
                    (scales + sample * padded).update(repeating: 0, count: padded)
                    (scales + sample * padded).update(from: recurrentScale + sample * units, count: units)
                }
            }
            for step in stride(from: steps - 1, through: 0, by: -1) {
                if returnsSequences {
                    add(dy + step * units, steps * units, to: reversed, step)
                } else if step == steps - 1 {
                    add(dy, units, to: reversed, step)
                }
                if activation == .tanh, recurrentActivation == .sigmoid {
                    retreat(reversed, step, UsualFunctions(), scale: recurrentScale == nil ? nil : scales)
                } else {
                    let functions = ChosenFunctions(chosenActivation: activation, chosenGate: recurrentActivation)
                    retreat(reversed, step, functions, scale: recurrentScale == nil ? nil : scales)
                }
                if let dx { inputGradient(reversed, step, dx) }
            }
            if let initial = states?.initial { end(reversed, at: initial) }
        }
        weightGradients(dkernel, drecurrent, dbias, count: count, memory: memory, workspace: workspace, scratch: scratch, pool: pool)
    }

    /// The backward pass of a group of samples.
    struct Reversed {
        let group: Group
        let panels: UnsafePointer<Float>
        let mask: UnsafePointer<Float>?
        /// (samples, padded): the gradients with respect to h and c after the step, which become those before it; `product`: the contribution of the recurrent product.
        let dh, dc, product: UnsafeMutablePointer<Float>
        /// (samples, blocks · padded), rows `gradientStride` apart: the gradients with respect to the step's sums.
        let gradients: UnsafeMutablePointer<Float>
        /// (samples, paddedInputs)
        let inputs: UnsafeMutablePointer<Float>
        /// Whether the gradient with respect to the initial state is wanted.
        let reachesInitialState: Bool

        init(
            _ kernels: RecurrentKernels, group: Group, panels: UnsafePointer<Float>, mask: UnsafePointer<Float>?, scratch: UnsafeMutablePointer<Float>,
            reachesInitialState: Bool
        ) {
            self.reachesInitialState = reachesInitialState
            self.group = group
            self.panels = panels
            self.mask = mask
            dh = scratch
            dc = dh + RecurrentKernels.groupRows * kernels.padded
            product = dc + RecurrentKernels.groupRows * kernels.padded
            gradients = product + RecurrentKernels.groupRows * kernels.padded
            inputs = gradients + RecurrentKernels.groupRows * kernels.gradientStride
        }

        @_transparent func isMasked(_ sample: Int, _ time: Int, _ steps: Int) -> Bool {
            guard let mask else { return false }
            return mask[sample * steps + time] == 0
        }
    }

    /// Starts with the gradients with respect to the final state as dh and dc after the last step.
    private func begin(_ reversed: Reversed, at final: UnsafePointer<Float>) {
        for (place, sample) in reversed.group.samples.enumerated() {
            (reversed.dh + place * padded).update(from: final + sample * units, count: units)
            if cell == .lstm { (reversed.dc + place * padded).update(from: final + (batch + sample) * units, count: units) }
        }
    }

    /// Stores dh and dc before the first step as the gradients with respect to the initial state.
    private func end(_ reversed: Reversed, at initial: UnsafeMutablePointer<Float>) {
        for (place, sample) in reversed.group.samples.enumerated() {
            (initial + sample * units).update(from: reversed.dh + place * padded, count: units)
            if cell == .lstm { (initial + (batch + sample) * units).update(from: reversed.dc + place * padded, count: units) }
        }
    }

    /// Packs the transposed weights of sixteen units of h′, or (in the tiles after them) of sixteen inputs, as a panel (blocks · padded, 16).
    private func packBackward(tile: Int, _ kernel: UnsafePointer<Float>, _ recurrentKernel: UnsafePointer<Float>, _ panel: UnsafeMutablePointer<Float>) {
        let isRecurrent = tile < tiles, width = gates * units
        let first = (isRecurrent ? tile : tile - tiles) * 16, rows = (isRecurrent ? units : inputs) - first
        for block in 0..<blocks {
            let part = panel + block * padded * 16
            guard let gate = isRecurrent ? recurrentGate(block) : inputGate(block) else { continue }
            Packing.transposedPanel(
                part, rows: units, columns: min(16, rows), of: (isRecurrent ? recurrentKernel : kernel) + first * width + gate * units, stride: width)
            (part + units * 16).update(repeating: 0, count: (padded - units) * 16)
        }
    }

    /// dh += dy, except where the output was 0 because of the mask: at every masked step, or only at those before the first step that counts.
    private func add(_ dy: UnsafePointer<Float>, _ stride: Int, to reversed: Reversed, _ step: Int) {
        for (place, sample) in reversed.group.samples.enumerated() {
            if reversed.isMasked(sample, time(step), steps), zeroesMaskedOutput || reversed.reachesInitialState && !hasBegun(reversed, sample, before: step) { continue }
            let source = dy + sample * stride, target = reversed.dh + place * padded
            for unit in 0..<units { target[unit] += source[unit] }
        }
    }

    /// Whether any step before this one is not masked.
    private func hasBegun(_ reversed: Reversed, _ sample: Int, before step: Int) -> Bool {
        for earlier in 0..<step where !reversed.isMasked(sample, time(earlier), steps) { return true }
        return false
    }

    /// One step back: the cell's gradients, sample by sample, then the product that gives dh before the step.
    @inline(never)
    private func retreat(_ reversed: Reversed, _ step: Int, _ functions: some CellFunctions, scale: UnsafePointer<Float>?) {
        for (place, sample) in reversed.group.samples.enumerated() {
            if reversed.isMasked(sample, time(step), steps) {
                carry(reversed, step, place)
                continue
            }
            switch cell {
            case .simple: simple(reversed, step, place, functions)
            case .lstm: lstm(reversed, step, place, functions)
            case .gru(resetAfter: true): gru(reversed, step, place, functions)
            case .gru(resetAfter: false): gates(reversed, step, place, functions)
            }
        }
        clearPadding(reversed)
        if cell == .gru(resetAfter: false) {
            reset(reversed, step, functions, scale)
            clearPadding(reversed)
        }
        guard step > 0 || reversed.reachesInitialState else { return }
        if let scale {
            product(reversed, recurrentBlocks, to: reversed.product, accumulates: false)
            for (place, sample) in reversed.group.samples.enumerated() {
                let target = reversed.dh + place * padded, product = reversed.product + place * padded, factors = scale + sample * padded
                for unit in 0..<padded { target[unit] += product[unit] * factors[unit] }
            }
        } else {
            product(reversed, recurrentBlocks, to: reversed.dh, accumulates: true)
        }
    }

    /// Sets the gradients after the last unit to 0: unbounded functions may have produced values there that are not finite, which a product would spread to all units.
    private func clearPadding(_ reversed: Reversed) {
        guard padded > units else { return }
        for place in 0..<reversed.group.count {
            for block in 0..<blocks {
                (reversed.gradients + place * gradientStride + block * padded + units).update(repeating: 0, count: padded - units)
            }
        }
    }

    /// c = (or +=) the gradients of some blocks · the transposed recurrent kernel.
    @inline(__always)
    private func product(_ reversed: Reversed, _ range: Range<Int>, to c: UnsafeMutablePointer<Float>, accumulates: Bool) {
        for tile in 0..<tiles {
            Tile.column(
                rows: reversed.group.samples.count, depth: range.count * padded, reversed.gradients + range.lowerBound * padded, gradientStride, 1,
                reversed.panels + (tile * blocks + range.lowerBound) * padded * 16, 16, c + tile * 16, padded, accumulates)
        }
    }

    /// dx of the step, for the group of samples.
    private func inputGradient(_ reversed: Reversed, _ step: Int, _ dx: UnsafeMutablePointer<Float>) {
        let range = inputBlocks
        for tile in 0..<paddedInputs / 16 {
            Tile.column(
                rows: reversed.group.samples.count, depth: range.count * padded, reversed.gradients + range.lowerBound * padded, gradientStride, 1,
                reversed.panels + ((tiles + tile) * blocks + range.lowerBound) * padded * 16, 16, reversed.inputs + tile * 16, paddedInputs, false)
        }
        for (place, sample) in reversed.group.samples.enumerated() {
            (dx + (sample * steps + time(step)) * inputs).update(from: reversed.inputs + place * paddedInputs, count: inputs)
        }
    }

    /// Where the gradients with respect to a sample's sums go: to `own` for the product with the recurrent kernel, and over the gates for the weights' gradient.
    private struct Gradients {
        let own, gates: UnsafeMutablePointer<Float>
        let padded: Int, across: Int, down: Int

        /// The offset of a unit in a block of the gates.
        @_transparent func place(_ unit: Int) -> Int { (unit >> 4) * across + (unit & 8) }
        @_transparent func gate(_ block: Int, _ unit: Int) -> Vector { load(gates, block * down + place(unit)) }
        @_transparent func keep(_ gradient: Vector, _ block: Int, _ unit: Int) {
            store(gradient, own, block * padded + unit)
            store(gradient, gates, block * down + place(unit))
        }
    }

    @inline(__always)
    private func kept(_ reversed: Reversed, _ step: Int, _ place: Int) -> Gradients {
        Gradients(
            own: reversed.gradients + place * gradientStride, gates: reversed.group.block(0, tile: 0, step, place), padded: padded,
            across: reversed.group.tileStride, down: reversed.group.blockStride)
    }

    /// A masked step: dh and dc pass unchanged, and the gates' gradients are 0, like the gates themselves.
    private func carry(_ reversed: Reversed, _ step: Int, _ place: Int) {
        (reversed.gradients + place * gradientStride).update(repeating: 0, count: blocks * padded)
    }

    @inline(__always)
    private func simple(_ reversed: Reversed, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let dh = reversed.dh + place * padded, kept = kept(reversed, step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let h = kept.gate(0, unit)
            kept.keep(load(dh, unit) * functions.activationSlope(h), 0, unit)
            store(Vector(), dh, unit)
        }
    }

    @inline(__always)
    private func lstm(_ reversed: Reversed, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let dhs = reversed.dh + place * padded, dcs = reversed.dc + place * padded, kept = kept(reversed, step, place)
        let before = reversed.group.cells(before: step, place), behind = reversed.group.cells(before: step + 1, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let i = kept.gate(0, unit), f = kept.gate(1, unit)
            let candidate = kept.gate(2, unit), o = kept.gate(3, unit)
            let bent = functions.activation(load(behind, unit)), dh = load(dhs, unit)
            let dc = load(dcs, unit).addingProduct(dh * o, functions.activationSlope(bent))
            kept.keep(dc * candidate * functions.gateSlope(i), 0, unit)
            kept.keep(dc * load(before, unit) * functions.gateSlope(f), 1, unit)
            kept.keep(dc * i * functions.activationSlope(candidate), 2, unit)
            kept.keep(dh * bent * functions.gateSlope(o), 3, unit)
            store(dc * f, dcs, unit)
            store(Vector(), dhs, unit)
        }
    }

    @inline(__always)
    private func gru(_ reversed: Reversed, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let dhs = reversed.dh + place * padded, one = Vector(repeating: 1), kept = kept(reversed, step, place)
        let hidden = reversed.group.hidden(before: step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let q = kept.gate(0, unit), z = kept.gate(1, unit)
            let r = kept.gate(2, unit), candidate = kept.gate(3, unit)
            let before = load(hidden, unit), dh = load(dhs, unit)
            let gradient = dh * (one - z) * functions.activationSlope(candidate)
            kept.keep(gradient * r, 0, unit)
            kept.keep(dh * (before - candidate) * functions.gateSlope(z), 1, unit)
            kept.keep(gradient * q * functions.gateSlope(r), 2, unit)
            kept.keep(gradient, 3, unit)
            store(dh * z, dhs, unit)
        }
    }

    /// GRU with the reset before the product, first part: z and the candidate. The gradient of r needs the candidate's product.
    @inline(__always)
    private func gates(_ reversed: Reversed, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let dhs = reversed.dh + place * padded, one = Vector(repeating: 1), kept = kept(reversed, step, place)
        let hidden = reversed.group.hidden(before: step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let z = kept.gate(0, unit), candidate = kept.gate(2, unit)
            let before = load(hidden, unit), dh = load(dhs, unit)
            kept.keep(dh * (before - candidate) * functions.gateSlope(z), 0, unit)
            kept.keep(dh * (one - z) * functions.activationSlope(candidate), 2, unit)
            store(dh * z, dhs, unit)
        }
    }

    /// GRU with the reset before the product, second part: d(r ∘ h′), and from it dr and a part of dh.
    private func reset(_ reversed: Reversed, _ step: Int, _ functions: some CellFunctions, _ scale: UnsafePointer<Float>?) {
        product(reversed, 2..<3, to: reversed.product, accumulates: false)
        for (place, sample) in reversed.group.samples.enumerated() where !reversed.isMasked(sample, time(step), steps) {
            let kept = kept(reversed, step, place), dhs = reversed.dh + place * padded, entered = reversed.group.row(step, place) + inputs + 1
            for unit in stride(from: 0, to: padded, by: 8) {
                let r = kept.gate(1, unit), gradient = load(reversed.product + place * padded, unit)
                kept.keep(gradient * load(entered, unit) * functions.gateSlope(r), 1, unit)
                let passed = gradient * r
                store(load(dhs, unit) + (scale.map { passed * load($0, sample * padded + unit) } ?? passed), dhs, unit)
            }
        }
    }
}
