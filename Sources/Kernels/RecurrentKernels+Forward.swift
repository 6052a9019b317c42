extension RecurrentKernels {
    /// y and the final state from x; keeps in `memory` what the backward pass needs.
    ///
    /// `mask` (count, steps): 1, or 0 where a step is to be passed over. `recurrentScale` (count, units): factors of h where it enters the recurrent
    /// product. `initialState`, `finalState` (states, count, units): h, then c.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, recurrentKernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
        mask: UnsafePointer<Float>?, recurrentScale: UnsafePointer<Float>?, initialState: UnsafePointer<Float>?, finalState: UnsafeMutablePointer<Float>?,
        y: UnsafeMutablePointer<Float>, returnsSequences: Bool, count: Int, memory: UnsafeMutablePointer<Float>, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        pool.run(tasks: blocks * tiles) { task, _ in
            packForward(tile: task / blocks, block: task % blocks, kernel, recurrentKernel, bias, workspace)
        }
        let sequence = Sequence(
            views: Views(self, count: count, memory: memory), panels: workspace, mask: mask,
            scale: recurrentScale == nil ? nil : workspace + forwardPanels)
        let samples = sampleBlocks(count)
        pool.run(tasks: samples) { task, worker in
            let rows = count * task / samples..<count * (task + 1) / samples
            begin(sequence, rows, x, initialState, recurrentScale)
            let own = scratch + worker * workspacePerWorker
            let hasBegun = own + Self.blockRows * blocks * 16   // of each sample: whether a step was not masked so far
            hasBegun.update(repeating: initialState == nil ? 1 : 0, count: rows.count)
            for step in 0..<steps {
                if activation == .tanh, recurrentActivation == .sigmoid {
                    advance(sequence, rows, step, own, UsualFunctions())
                } else {
                    advance(sequence, rows, step, own, ChosenFunctions(chosenActivation: activation, chosenGate: recurrentActivation))
                }
                for (place, sample) in rows.enumerated() {
                    let isMasked = sequence.isMasked(sample, time(step), steps)
                    if !isMasked { hasBegun[place] = 1 }
                    guard returnsSequences || step == steps - 1 else { continue }
                    let target = y + (returnsSequences ? sample * steps + step : sample) * units
                    if isMasked, zeroesMaskedOutput || hasBegun[place] == 0 {
                        target.update(repeating: 0, count: units)
                    } else {
                        target.update(from: sequence.views.hidden(before: step + 1, sample), count: units)
                    }
                }
            }
            guard let finalState else { return }
            for sample in rows {
                (finalState + sample * units).update(from: sequence.views.hidden(before: steps, sample), count: units)
                guard cell == .lstm else { continue }
                (finalState + (count + sample) * units).update(from: sequence.views.cells(before: steps, sample), count: units)
            }
        }
    }

    /// What one forward pass reads and writes.
    struct Sequence {
        let views: Views
        let panels: UnsafePointer<Float>
        let mask: UnsafePointer<Float>?
        /// (count, padded)
        let scale: UnsafeMutablePointer<Float>?

        @_transparent func isMasked(_ sample: Int, _ time: Int, _ steps: Int) -> Bool {
            guard let mask else { return false }
            return mask[sample * steps + time] == 0
        }
    }

    /// The step of x that is processed as number `step`.
    @_transparent func time(_ step: Int) -> Int { goesBackwards ? steps - 1 - step : step }

    /// The weights' panel (depth, 16) of a tile of units and a block, rows in the order of [x | 1 | h′].
    private func packForward(
        tile: Int, block: Int, _ kernel: UnsafePointer<Float>, _ recurrentKernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?,
        _ panels: UnsafeMutablePointer<Float>
    ) {
        let panel = panels + (tile * blocks + block) * depth * 16, unit = tile * 16, width = gates * units, columns = min(16, units - unit)
        let atBias = panel + inputs * 16
        atBias.update(repeating: 0, count: 16)
        if let gate = inputGate(block) {
            let column = gate * units + unit
            Packing.panel(panel, rows: inputs, columns: columns, of: kernel + column, stride: width)
            if let bias { for index in 0..<columns { atBias[index] = bias[column + index] } }
        }
        if let gate = recurrentGate(block) {
            let column = gate * units + unit
            Packing.panel(atBias + 16, rows: units, columns: columns, of: recurrentKernel + column, stride: width)
            if let bias, cell == .gru(resetAfter: true) { for index in 0..<columns { atBias[index] += bias[width + column + index] } }
        }
    }

    /// Lays out the samples' rows for all steps, and their initial states.
    private func begin(
        _ sequence: Sequence, _ samples: Range<Int>, _ x: UnsafePointer<Float>, _ initialState: UnsafePointer<Float>?,
        _ recurrentScale: UnsafePointer<Float>?
    ) {
        let views = sequence.views, count = views.kept.count
        for sample in samples {
            for step in 0..<steps {
                let row = views.row(step, sample)
                row.update(from: x + (sample * steps + time(step)) * inputs, count: inputs)
                row[inputs] = 1
            }
            let hidden = views.hidden(before: 0, sample), entering = views.row(0, sample) + inputs + 1
            hidden.update(repeating: 0, count: padded)
            if let initialState { hidden.update(from: initialState + sample * units, count: units) }
            entering.update(from: hidden, count: padded)
            if let scale = sequence.scale, let recurrentScale {
                let own = scale + sample * padded
                own.update(repeating: 0, count: padded)
                own.update(from: recurrentScale + sample * units, count: units)
                for unit in 0..<units { entering[unit] *= own[unit] }
            }
            guard cell == .lstm else { continue }
            let cells = views.cells(before: 0, sample)
            cells.update(repeating: 0, count: padded)
            if let initialState { cells.update(from: initialState + (count + sample) * units, count: units) }
        }
    }

    /// One step of a block of samples: for each sixteen units the products of all blocks, and behind them, in the cache, the cell.
    @inline(never)
    private func advance(_ sequence: Sequence, _ samples: Range<Int>, _ step: Int, _ sums: UnsafeMutablePointer<Float>, _ functions: some CellFunctions) {
        let views = sequence.views, row = views.row(step, samples.lowerBound), isReset = cell == .gru(resetAfter: false)
        for tile in 0..<tiles {
            let panel = sequence.panels + tile * blocks * depth * 16
            for block in 0..<(isReset ? 2 : blocks) {
                let isRecurrentOnly = inputGate(block) == nil, isInputOnly = recurrentGate(block) == nil
                let first = isRecurrentOnly ? inputs : 0, end = isInputOnly ? inputs + 1 : depth
                Tile.column(
                    rows: samples.count, depth: end - first, row + first, rowStride, 1, panel + (block * depth + first) * 16, 16, sums + block * 16, blocks * 16,
                    false)
            }
            for (place, sample) in samples.enumerated() {
                let sum = UnsafePointer(sums + place * blocks * 16)
                let isMasked = sequence.isMasked(sample, time(step), steps)
                switch cell {
                case _ where isMasked: carry(sequence, step, sample, tile)
                case .simple: simple(sequence, step, sample, tile, sum, functions)
                case .lstm: lstm(sequence, step, sample, tile, sum, functions)
                case .gru(resetAfter: true): gru(sequence, step, sample, tile, sum, functions)
                case .gru(resetAfter: false): gates(sequence, step, sample, tile, sum, functions)
                }
            }
        }
        guard isReset else { return }
        for tile in 0..<tiles {
            let panel = sequence.panels + (tile * blocks + 2) * depth * 16
            Tile.column(rows: samples.count, depth: inputs + 1, row, rowStride, 1, panel, 16, sums, 16, false)
            Tile.column(
                rows: samples.count, depth: units, views.reset(step, samples.lowerBound), padded, 1, panel + (inputs + 1) * 16, 16, sums, 16, true)
            for (place, sample) in samples.enumerated() where !sequence.isMasked(sample, time(step), steps) {
                candidate(sequence, step, sample, tile, sums + place * 16, functions)
            }
        }
    }

    /// h behind the step, for the lab and the blend, and scaled for the next product.
    @_transparent
    private func keep(_ h: Vector, _ sequence: Sequence, _ step: Int, _ sample: Int, _ unit: Int) {
        store(h, sequence.views.hidden(before: step + 1, sample), unit)
        guard step + 1 < steps else { return }
        let entering = sequence.views.row(step + 1, sample) + inputs + 1
        if let scale = sequence.scale { store(h * load(scale, sample * padded + unit), entering, unit) } else { store(h, entering, unit) }
    }

    /// A masked step: the state goes on as it was.
    private func carry(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int) {
        let views = sequence.views
        for block in 0..<blocks { views.block(block, tile: tile, step, sample).update(repeating: 0, count: 16) }
        for unit in stride(from: tile * 16, to: tile * 16 + 16, by: 8) {
            keep(load(views.hidden(before: step, sample), unit), sequence, step, sample, unit)
            if cell == .lstm { store(load(views.cells(before: step, sample), unit), views.cells(before: step + 1, sample), unit) }
        }
        if cell == .gru(resetAfter: false) { (views.reset(step, sample) + tile * 16).update(repeating: 0, count: 16) }
    }

    @inline(__always)
    private func simple(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int, _ sum: UnsafePointer<Float>, _ functions: some CellFunctions) {
        let kept = sequence.views.block(0, tile: tile, step, sample)
        for half in 0..<2 {
            let h = functions.activation(load(sum, half * 8))
            store(h, kept, half * 8)
            keep(h, sequence, step, sample, tile * 16 + half * 8)
        }
    }

    @inline(__always)
    private func lstm(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int, _ sum: UnsafePointer<Float>, _ functions: some CellFunctions) {
        let views = sequence.views
        for half in 0..<2 {
            let lane = half * 8, unit = tile * 16 + lane
            let i = functions.gate(load(sum, lane)), f = functions.gate(load(sum, 16 + lane))
            let candidate = functions.activation(load(sum, 32 + lane)), o = functions.gate(load(sum, 48 + lane))
            let c = (i * candidate).addingProduct(f, load(views.cells(before: step, sample), unit))
            store(i, views.block(0, tile: tile, step, sample), lane)
            store(f, views.block(1, tile: tile, step, sample), lane)
            store(candidate, views.block(2, tile: tile, step, sample), lane)
            store(o, views.block(3, tile: tile, step, sample), lane)
            store(c, views.cells(before: step + 1, sample), unit)
            keep(o * functions.activation(c), sequence, step, sample, unit)
        }
    }

    /// Reset after the product: the sums are q, z, r and the candidate's input part.
    @inline(__always)
    private func gru(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int, _ sum: UnsafePointer<Float>, _ functions: some CellFunctions) {
        let views = sequence.views
        for half in 0..<2 {
            let lane = half * 8, unit = tile * 16 + lane
            let q = load(sum, lane), z = functions.gate(load(sum, 16 + lane)), r = functions.gate(load(sum, 32 + lane))
            let candidate = functions.activation(load(sum, 48 + lane).addingProduct(r, q))
            store(q, views.block(0, tile: tile, step, sample), lane)
            store(z, views.block(1, tile: tile, step, sample), lane)
            store(r, views.block(2, tile: tile, step, sample), lane)
            store(candidate, views.block(3, tile: tile, step, sample), lane)
            keep(blend(z, load(views.hidden(before: step, sample), unit), candidate), sequence, step, sample, unit)
        }
    }

    /// Reset before the product: z, r and r ∘ h′, for all units before the candidate's product begins.
    @inline(__always)
    private func gates(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int, _ sum: UnsafePointer<Float>, _ functions: some CellFunctions) {
        let views = sequence.views
        for half in 0..<2 {
            let lane = half * 8, unit = tile * 16 + lane
            let z = functions.gate(load(sum, lane)), r = functions.gate(load(sum, 16 + lane))
            store(z, views.block(0, tile: tile, step, sample), lane)
            store(r, views.block(1, tile: tile, step, sample), lane)
            store(r * load(views.row(step, sample) + inputs + 1, unit), views.reset(step, sample), unit)
        }
    }

    @inline(__always)
    private func candidate(_ sequence: Sequence, _ step: Int, _ sample: Int, _ tile: Int, _ sum: UnsafePointer<Float>, _ functions: some CellFunctions) {
        let views = sequence.views
        for half in 0..<2 {
            let lane = half * 8, unit = tile * 16 + lane
            let candidate = functions.activation(load(sum, lane))
            store(candidate, views.block(2, tile: tile, step, sample), lane)
            let z = load(views.block(0, tile: tile, step, sample), lane)
            keep(blend(z, load(views.hidden(before: step, sample), unit), candidate), sequence, step, sample, unit)
        }
    }

    /// z ∘ h₋₁ + (1 − z) ∘ h̃
    @_transparent
    private func blend(_ z: Vector, _ before: Vector, _ candidate: Vector) -> Vector {
        (z * before).addingProduct(Vector(repeating: 1) - z, candidate)
    }
}
