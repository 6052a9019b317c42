extension RecurrentKernels {
    /// dkernel, drecurrent, dbias and, where wanted, dx from the gradient by y, through the steps in reverse. Overwrites the gates in `memory`.
    public func backward(
        kernel: UnsafePointer<Float>, recurrentKernel: UnsafePointer<Float>, mask: UnsafePointer<Float>?, recurrentScale: UnsafePointer<Float>?,
        dy: UnsafePointer<Float>, returnsSequences: Bool, dx: UnsafeMutablePointer<Float>?, dkernel: UnsafeMutablePointer<Float>,
        drecurrent: UnsafeMutablePointer<Float>, dbias: UnsafeMutablePointer<Float>?, count: Int, memory: UnsafeMutablePointer<Float>,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let inputTiles = dx == nil ? 0 : paddedInputs / 16
        pool.run(tasks: tiles + inputTiles) { task, _ in
            packBackward(tile: task, kernel, recurrentKernel, workspace + task * blocks * padded * 16)
        }
        let views = Views(self, count: count, memory: memory), scales = workspace + backwardPanels
        let samples = sampleBlocks(count)
        pool.run(tasks: samples) { task, worker in
            let rows = count * task / samples..<count * (task + 1) / samples
            let reversed = Reversed(self, views: views, samples: rows, panels: workspace, mask: mask, scratch: scratch + worker * workspacePerWorker)
            reversed.dh.update(repeating: 0, count: 2 * Self.blockRows * padded)
            if let recurrentScale {
                for sample in rows {
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
        }
        weightGradients(views, dkernel, drecurrent, dbias, scratch, pool)
    }

    /// A block of samples on its way back through the steps.
    struct Reversed {
        let views: Views
        let samples: Range<Int>
        let panels: UnsafePointer<Float>
        let mask: UnsafePointer<Float>?
        /// (samples, padded): the gradients by h and c behind the step; then, by those before it. `product`: what the recurrent product gives them.
        let dh, dc, product: UnsafeMutablePointer<Float>
        /// (samples, blocks · padded), at `gradientStride`: the gradients by the step's sums.
        let gradients: UnsafeMutablePointer<Float>
        /// (samples, paddedInputs)
        let inputs: UnsafeMutablePointer<Float>

        init(
            _ kernels: RecurrentKernels, views: Views, samples: Range<Int>, panels: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
            scratch: UnsafeMutablePointer<Float>
        ) {
            self.views = views
            self.samples = samples
            self.panels = panels
            self.mask = mask
            dh = scratch
            dc = dh + RecurrentKernels.blockRows * kernels.padded
            product = dc + RecurrentKernels.blockRows * kernels.padded
            gradients = product + RecurrentKernels.blockRows * kernels.padded
            inputs = gradients + RecurrentKernels.blockRows * kernels.gradientStride
        }

        @_transparent func isMasked(_ sample: Int, _ time: Int, _ steps: Int) -> Bool {
            guard let mask else { return false }
            return mask[sample * steps + time] == 0
        }
    }

    /// The panel (blocks · padded, 16) of sixteen units of h′, or behind those of sixteen inputs: the transposed weights.
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

    /// dh += dy, but where a masked step gave 0.
    private func add(_ dy: UnsafePointer<Float>, _ stride: Int, to reversed: Reversed, _ step: Int) {
        for (place, sample) in reversed.samples.enumerated() {
            if zeroesMaskedOutput, reversed.isMasked(sample, time(step), steps) { continue }
            let source = dy + sample * stride, target = reversed.dh + place * padded
            for unit in 0..<units { target[unit] += source[unit] }
        }
    }

    /// One step back: the cell's gradients, sixteen units of a sample at a time, then the product that takes them to dh before the step.
    @inline(never)
    private func retreat(_ reversed: Reversed, _ step: Int, _ functions: some CellFunctions, scale: UnsafePointer<Float>?) {
        for (place, sample) in reversed.samples.enumerated() {
            if reversed.isMasked(sample, time(step), steps) {
                carry(reversed, step, place, sample)
                continue
            }
            switch cell {
            case .simple: simple(reversed, step, place, sample, functions)
            case .lstm: lstm(reversed, step, place, sample, functions)
            case .gru(resetAfter: true): gru(reversed, step, place, sample, functions)
            case .gru(resetAfter: false): gates(reversed, step, place, sample, functions)
            }
        }
        if cell == .gru(resetAfter: false) { reset(reversed, step, functions, scale) }
        guard step > 0 else { return }
        if let scale {
            product(reversed, recurrentBlocks, to: reversed.product, accumulates: false)
            for (place, sample) in reversed.samples.enumerated() {
                let target = reversed.dh + place * padded, product = reversed.product + place * padded, factors = scale + sample * padded
                for unit in 0..<padded { target[unit] += product[unit] * factors[unit] }
            }
        } else {
            product(reversed, recurrentBlocks, to: reversed.dh, accumulates: true)
        }
    }

    /// c (+)= the gradients of some blocks · the transposed recurrent kernel.
    @inline(__always)
    private func product(_ reversed: Reversed, _ range: Range<Int>, to c: UnsafeMutablePointer<Float>, accumulates: Bool) {
        for tile in 0..<tiles {
            Tile.column(
                rows: reversed.samples.count, depth: range.count * padded, reversed.gradients + range.lowerBound * padded, gradientStride, 1,
                reversed.panels + (tile * blocks + range.lowerBound) * padded * 16, 16, c + tile * 16, padded, accumulates)
        }
    }

    /// dx of the step's block of samples.
    private func inputGradient(_ reversed: Reversed, _ step: Int, _ dx: UnsafeMutablePointer<Float>) {
        let range = inputBlocks
        for tile in 0..<paddedInputs / 16 {
            Tile.column(
                rows: reversed.samples.count, depth: range.count * padded, reversed.gradients + range.lowerBound * padded, gradientStride, 1,
                reversed.panels + ((tiles + tile) * blocks + range.lowerBound) * padded * 16, 16, reversed.inputs + tile * 16, paddedInputs, false)
        }
        for (place, sample) in reversed.samples.enumerated() {
            (dx + (sample * steps + time(step)) * inputs).update(from: reversed.inputs + place * paddedInputs, count: inputs)
        }
    }

    /// A gradient by a sum: for the product back in time, and for the weights' gradient.
    @_transparent
    private func keep(_ gradient: Vector, _ reversed: Reversed, _ block: Int, _ step: Int, _ place: Int, _ sample: Int, _ unit: Int) {
        store(gradient, reversed.gradients + place * gradientStride + block * padded, unit)
        store(gradient, reversed.views.block(block, tile: unit / 16, step, sample), unit % 16)
    }

    /// A masked step: dh and dc pass it; the gates' gradients are 0, as the forward pass left the gates.
    private func carry(_ reversed: Reversed, _ step: Int, _ place: Int, _ sample: Int) {
        (reversed.gradients + place * gradientStride).update(repeating: 0, count: blocks * padded)
    }

    @inline(__always)
    private func simple(_ reversed: Reversed, _ step: Int, _ place: Int, _ sample: Int, _ functions: some CellFunctions) {
        let dh = reversed.dh + place * padded
        for unit in stride(from: 0, to: padded, by: 8) {
            let h = load(reversed.views.block(0, tile: unit / 16, step, sample), unit % 16)
            keep(load(dh, unit) * functions.activationSlope(h), reversed, 0, step, place, sample, unit)
            store(Vector(), dh, unit)
        }
    }

    @inline(__always)
    private func lstm(_ reversed: Reversed, _ step: Int, _ place: Int, _ sample: Int, _ functions: some CellFunctions) {
        let views = reversed.views, dhs = reversed.dh + place * padded, dcs = reversed.dc + place * padded
        for unit in stride(from: 0, to: padded, by: 8) {
            let tile = unit / 16, lane = unit % 16
            let i = load(views.block(0, tile: tile, step, sample), lane), f = load(views.block(1, tile: tile, step, sample), lane)
            let candidate = load(views.block(2, tile: tile, step, sample), lane), o = load(views.block(3, tile: tile, step, sample), lane)
            let bent = functions.activation(load(views.cells(before: step + 1, sample), unit)), dh = load(dhs, unit)
            let dc = load(dcs, unit).addingProduct(dh * o, functions.activationSlope(bent))
            keep(dc * candidate * functions.gateSlope(i), reversed, 0, step, place, sample, unit)
            keep(dc * load(views.cells(before: step, sample), unit) * functions.gateSlope(f), reversed, 1, step, place, sample, unit)
            keep(dc * i * functions.activationSlope(candidate), reversed, 2, step, place, sample, unit)
            keep(dh * bent * functions.gateSlope(o), reversed, 3, step, place, sample, unit)
            store(dc * f, dcs, unit)
            store(Vector(), dhs, unit)
        }
    }

    @inline(__always)
    private func gru(_ reversed: Reversed, _ step: Int, _ place: Int, _ sample: Int, _ functions: some CellFunctions) {
        let views = reversed.views, dhs = reversed.dh + place * padded, one = Vector(repeating: 1)
        for unit in stride(from: 0, to: padded, by: 8) {
            let tile = unit / 16, lane = unit % 16
            let q = load(views.block(0, tile: tile, step, sample), lane), z = load(views.block(1, tile: tile, step, sample), lane)
            let r = load(views.block(2, tile: tile, step, sample), lane), candidate = load(views.block(3, tile: tile, step, sample), lane)
            let before = load(views.hidden(before: step, sample), unit), dh = load(dhs, unit)
            let gradient = dh * (one - z) * functions.activationSlope(candidate)
            keep(gradient * r, reversed, 0, step, place, sample, unit)
            keep(dh * (before - candidate) * functions.gateSlope(z), reversed, 1, step, place, sample, unit)
            keep(gradient * q * functions.gateSlope(r), reversed, 2, step, place, sample, unit)
            keep(gradient, reversed, 3, step, place, sample, unit)
            store(dh * z, dhs, unit)
        }
    }

    /// Reset before the product, z and the candidate; r waits for what the candidate's product gives.
    @inline(__always)
    private func gates(_ reversed: Reversed, _ step: Int, _ place: Int, _ sample: Int, _ functions: some CellFunctions) {
        let views = reversed.views, dhs = reversed.dh + place * padded, one = Vector(repeating: 1)
        for unit in stride(from: 0, to: padded, by: 8) {
            let tile = unit / 16, lane = unit % 16
            let z = load(views.block(0, tile: tile, step, sample), lane), candidate = load(views.block(2, tile: tile, step, sample), lane)
            let before = load(views.hidden(before: step, sample), unit), dh = load(dhs, unit)
            keep(dh * (before - candidate) * functions.gateSlope(z), reversed, 0, step, place, sample, unit)
            keep(dh * (one - z) * functions.activationSlope(candidate), reversed, 2, step, place, sample, unit)
            store(dh * z, dhs, unit)
        }
    }

    /// Reset before the product: d(r ∘ h′), and from there dr and a part of dh.
    private func reset(_ reversed: Reversed, _ step: Int, _ functions: some CellFunctions, _ scale: UnsafePointer<Float>?) {
        let views = reversed.views
        product(reversed, 2..<3, to: reversed.product, accumulates: false)
        for (place, sample) in reversed.samples.enumerated() where !reversed.isMasked(sample, time(step), steps) {
            let dhs = reversed.dh + place * padded, entered = views.row(step, sample) + inputs + 1
            for unit in stride(from: 0, to: padded, by: 8) {
                let r = load(views.block(1, tile: unit / 16, step, sample), unit % 16), gradient = load(reversed.product + place * padded, unit)
                keep(gradient * load(entered, unit) * functions.gateSlope(r), reversed, 1, step, place, sample, unit)
                let passed = gradient * r
                store(load(dhs, unit) + (scale.map { passed * load($0, sample * padded + unit) } ?? passed), dhs, unit)
            }
        }
    }
}
