extension RecurrentKernels {
    /// Computes y and the final state from x; `memory` receives what the backward pass needs.
    ///
    /// `mask` (count, steps): 1, or 0 for a step to skip. `recurrentScale` (count, units): factors of h in the recurrent product, for dropout.
    /// `initialState`, `finalState` (states, batch, units): h, then c.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, recurrentKernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
        mask: UnsafePointer<Float>?, recurrentScale: UnsafePointer<Float>?, initialState: UnsafePointer<Float>?, finalState: UnsafeMutablePointer<Float>?,
        y: UnsafeMutablePointer<Float>, returnsSequences: Bool, count: Int, memory: UnsafeMutablePointer<Float>, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        pool.run(tasks: blocks * tiles) { task, _ in
            packForward(tile: task / blocks, block: task % blocks, kernel, recurrentKernel, bias, workspace)
        }
        let scale = recurrentScale == nil ? nil : workspace + forwardPanels
        pool.run(tasks: groups(count)) { number, worker in
            let group = group(number, count: count, memory: memory)
            let sequence = Sequence(group: group, panels: workspace, mask: mask, scale: scale.map { $0 + group.samples.lowerBound * padded })
            begin(sequence, x, initialState, recurrentScale)
            let hasBegun = scratch + worker * workspacePerWorker  // for each sample: whether a step that is not masked has come
            hasBegun.update(repeating: initialState == nil ? 1 : 0, count: group.count)
            for step in 0..<steps {
                if activation == .tanh, recurrentActivation == .sigmoid {
                    advance(sequence, step, UsualFunctions())
                } else {
                    advance(sequence, step, ChosenFunctions(chosenActivation: activation, chosenGate: recurrentActivation))
                }
                for (place, sample) in group.samples.enumerated() {
                    let isMasked = sequence.isMasked(place, time(step), steps)
                    if !isMasked { hasBegun[place] = 1 }
                    guard returnsSequences || step == steps - 1 else { continue }
                    let target = y + (returnsSequences ? sample * steps + step : sample) * units
                    if isMasked, zeroesMaskedOutput || hasBegun[place] == 0 {
                        target.update(repeating: 0, count: units)
                    } else {
                        target.update(from: group.hidden(before: step + 1, place), count: units)
                    }
                }
            }
            guard let finalState else { return }
            for (place, sample) in group.samples.enumerated() {
                (finalState + sample * units).update(from: group.hidden(before: steps, place), count: units)
                guard cell == .lstm else { continue }
                (finalState + (batch + sample) * units).update(from: group.cells(before: steps, place), count: units)
            }
        }
    }

    /// The memory of a group's forward pass.
    struct Sequence {
        let group: Group
        let panels: UnsafePointer<Float>
        let mask: UnsafePointer<Float>?
        /// (places, padded)
        let scale: UnsafeMutablePointer<Float>?

        @_transparent func isMasked(_ place: Int, _ time: Int, _ steps: Int) -> Bool {
            guard let mask else { return false }
            return mask[(group.samples.lowerBound + place) * steps + time] == 0
        }
    }

    /// The index in x of the step that is processed as number `step`.
    @_transparent func time(_ step: Int) -> Int { goesBackwards ? steps - 1 - step : step }

    /// Packs the weights of a tile of units and a block as a panel (depth, 16), with rows in the order of [x | 1 | h′].
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

    /// Writes the samples' rows for all steps, and their initial states.
    private func begin(
        _ sequence: Sequence, _ x: UnsafePointer<Float>, _ initialState: UnsafePointer<Float>?, _ recurrentScale: UnsafePointer<Float>?
    ) {
        let group = sequence.group
        for (place, sample) in group.samples.enumerated() {
            for step in 0..<steps {
                let row = group.row(step, place)
                row.update(from: x + (sample * steps + time(step)) * inputs, count: inputs)
                row[inputs] = 1
            }
            let hidden = group.hidden(before: 0, place), entering = group.row(0, place) + inputs + 1
            hidden.update(repeating: 0, count: padded)
            if let initialState { hidden.update(from: initialState + sample * units, count: units) }
            entering.update(from: hidden, count: padded)
            if let scale = sequence.scale, let recurrentScale {
                let own = scale + place * padded
                own.update(repeating: 0, count: padded)
                own.update(from: recurrentScale + sample * units, count: units)
                for unit in 0..<units { entering[unit] *= own[unit] }
            }
            guard cell == .lstm else { continue }
            let cells = group.cells(before: 0, place)
            cells.update(repeating: 0, count: padded)
            if let initialState { cells.update(from: initialState + (batch + sample) * units, count: units) }
        }
    }

    /// One step of a group of samples: the products of all blocks, written to where the gates are kept (so that a tile's stores complete while the next tile is computed); their
    /// activations while they are in the cache; then the cell, sample by sample.
    @inline(never)
    private func advance(_ sequence: Sequence, _ step: Int, _ functions: some CellFunctions) {
        let group = sequence.group, row = group.row(step, 0), isReset = cell == .gru(resetAfter: false), count = group.count * 16
        for tile in 0..<tiles {
            let panel = sequence.panels + tile * blocks * depth * 16
            for block in 0..<(isReset ? 2 : blocks) {
                let isRecurrentOnly = inputGate(block) == nil, isInputOnly = recurrentGate(block) == nil
                let first = isRecurrentOnly ? inputs : 0, end = isInputOnly ? inputs + 1 : depth
                let sums = group.block(block, tile: tile, step, 0)
                Tile.column(
                    rows: group.count, depth: end - first, row + first, rowStride, 1, panel + (block * depth + first) * 16, 16, sums, 16, false)
                switch (cell, block) {
                case (.simple, _), (.lstm, 2): functions.activate(sums, count)
                case (.gru(resetAfter: true), 0), (.gru(resetAfter: true), 3): break
                default: functions.activateGates(sums, count)
                }
            }
        }
        for place in 0..<group.count {
            let isMasked = sequence.isMasked(place, time(step), steps)
            switch cell {
            case _ where isMasked: carry(sequence, step, place)
            case .simple: simple(sequence, step, place)
            case .lstm: lstm(sequence, step, place, functions)
            case .gru(resetAfter: true): gru(sequence, step, place, functions)
            case .gru(resetAfter: false): reset(sequence, step, place)
            }
        }
        guard isReset else { return }
        for tile in 0..<tiles {
            let panel = sequence.panels + (tile * blocks + 2) * depth * 16, sums = group.block(2, tile: tile, step, 0)
            Tile.column(rows: group.count, depth: inputs + 1, row, rowStride, 1, panel, 16, sums, 16, false)
            Tile.column(
                rows: group.count, depth: units, group.reset(step, 0), padded, 1, panel + (inputs + 1) * 16, 16, sums, 16, true)
            functions.activate(sums, count)
        }
        for place in 0..<group.count {
            if sequence.isMasked(place, time(step), steps) {
                for tile in 0..<tiles { group.block(2, tile: tile, step, place).update(repeating: 0, count: 16) }
            } else {
                candidate(sequence, step, place)
            }
        }
    }

    /// Where a step's h goes: to `hidden`, and multiplied by the scale into the next step's row.
    private struct Next {
        let hidden: UnsafeMutablePointer<Float>
        let entering, scale: UnsafeMutablePointer<Float>?

        @_transparent func keep(_ h: Vector, _ unit: Int) {
            store(h, hidden, unit)
            guard let entering else { return }
            if let scale { store(h * load(scale, unit), entering, unit) } else { store(h, entering, unit) }
        }
    }

    @inline(__always)
    private func next(_ sequence: Sequence, _ step: Int, _ place: Int) -> Next {
        Next(
            hidden: sequence.group.hidden(before: step + 1, place), entering: step + 1 < steps ? sequence.group.row(step + 1, place) + inputs + 1 : nil,
            scale: sequence.scale.map { $0 + place * padded })
    }

    /// A masked step: the state stays unchanged.
    private func carry(_ sequence: Sequence, _ step: Int, _ place: Int) {
        let group = sequence.group, next = next(sequence, step, place)
        for block in 0..<blocks {
            for tile in 0..<tiles { group.block(block, tile: tile, step, place).update(repeating: 0, count: 16) }
        }
        for unit in stride(from: 0, to: padded, by: 8) {
            next.keep(load(group.hidden(before: step, place), unit), unit)
            if cell == .lstm { store(load(group.cells(before: step, place), unit), group.cells(before: step + 1, place), unit) }
        }
        if cell == .gru(resetAfter: false) { group.reset(step, place).update(repeating: 0, count: padded) }
    }

    @inline(__always)
    private func simple(_ sequence: Sequence, _ step: Int, _ place: Int) {
        let next = next(sequence, step, place), across = sequence.group.tileStride
        var h = sequence.group.block(0, tile: 0, step, place)
        for unit in stride(from: 0, to: padded, by: 16) {
            next.keep(load(h, 0), unit)
            next.keep(load(h, 8), unit + 8)
            h += across
        }
    }

    @inline(__always)
    private func lstm(_ sequence: Sequence, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let group = sequence.group, next = next(sequence, step, place), across = group.tileStride, down = group.blockStride
        let before = group.cells(before: step, place), behind = group.cells(before: step + 1, place)
        var gates = group.block(0, tile: 0, step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let i = load(gates, 0), f = load(gates, down), candidate = load(gates, 2 * down), o = load(gates, 3 * down)
            let c = (i * candidate).addingProduct(f, load(before, unit))
            store(c, behind, unit)
            next.keep(o * functions.activation(c), unit)
            gates += unit & 8 == 0 ? 8 : across - 8
        }
    }

    /// GRU with the reset after the product: q, z, r, and the input's part of the candidate.
    @inline(__always)
    private func gru(_ sequence: Sequence, _ step: Int, _ place: Int, _ functions: some CellFunctions) {
        let group = sequence.group, next = next(sequence, step, place), across = group.tileStride, down = group.blockStride
        let before = group.hidden(before: step, place)
        var gates = group.block(0, tile: 0, step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let q = load(gates, 0), z = load(gates, down), r = load(gates, 2 * down)
            let candidate = functions.activation(load(gates, 3 * down).addingProduct(r, q))
            store(candidate, gates, 3 * down)
            next.keep(blend(z, load(before, unit), candidate), unit)
            gates += unit & 8 == 0 ? 8 : across - 8
        }
    }

    /// GRU with the reset before the product: r ∘ h′ of all units, before the candidate's product.
    @inline(__always)
    private func reset(_ sequence: Sequence, _ step: Int, _ place: Int) {
        let group = sequence.group, entered = group.row(step, place) + inputs + 1, product = group.reset(step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            store(load(group.block(1, tile: unit / 16, step, place), unit % 16) * load(entered, unit), product, unit)
        }
    }

    @inline(__always)
    private func candidate(_ sequence: Sequence, _ step: Int, _ place: Int) {
        let group = sequence.group, next = next(sequence, step, place), before = group.hidden(before: step, place)
        for unit in stride(from: 0, to: padded, by: 8) {
            let z = load(group.block(0, tile: unit / 16, step, place), unit % 16), candidate = load(group.block(2, tile: unit / 16, step, place), unit % 16)
            next.keep(blend(z, load(before, unit), candidate), unit)
        }
    }

    /// z ∘ h₋₁ + (1 − z) ∘ h̃
    @_transparent
    private func blend(_ z: Vector, _ before: Vector, _ candidate: Vector) -> Vector {
        (z * before).addingProduct(Vector(repeating: 1) - z, candidate)
    }
}
