extension RecurrentKernels {
    /// The gradients of all weights: the rows [x | 1 | h′] of all steps, transposed, times the gradients of the blocks.
    ///
    /// A part is the sum over some groups of samples, which are likely in the cache of the worker that processed them. The first part is computed in the result, the others in the
    /// workspace, and they are added in order. A task computes up to 96 rows of a part's stacked weights by 64 units of one block.
    func weightGradients(
        _ dkernel: UnsafeMutablePointer<Float>, _ drecurrent: UnsafeMutablePointer<Float>, _ dbias: UnsafeMutablePointer<Float>?, count: Int,
        memory: UnsafeMutablePointer<Float>, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        precondition(count > 0, "no samples to go back through")
        let whole = WeightGradients(kernel: dkernel, recurrent: drecurrent, bias: dbias), groups = groups(count), parts = weightParts(count)
        let inputStrips = Self.pieces(inputs + 1, Self.weightRows), strips = Self.pieces(units, Self.weightRows) + inputStrips
        let perPart = strips * blocks * Self.pieces(padded, Self.weightColumns)
        pool.run(tasks: parts * perPart) { task, worker in
            let part = task / perPart, strip = task % perPart / blocks % strips, block = task % blocks
            let piece = WeightPiece(self, strip: strip, inputStrips: inputStrips, block: block, column: task % perPart / (strips * blocks))
            guard let gate = piece.isRecurrent ? recurrentGate(block) : inputGate(block) else { return }
            let sums = scratch + worker * workspacePerWorker, own = groups * part / parts..<groups * (part + 1) / parts
            for number in own { add(group(number, count: count, memory: memory), piece, to: sums, accumulates: number > own.lowerBound) }
            let target = part == 0 ? whole : gradients(ofPart: part, in: workspace, hasBias: dbias != nil)
            keep(sums, piece, gate: gate, in: target)
            guard cell == .gru(resetAfter: true), block == 0, strip == inputStrips, let bias = target.bias else { return }
            for tile in piece.tiles { candidateBias(own, tile: tile, count: count, memory, bias + 5 * units) }
        }
        guard parts > 1 else { return }
        addParts(parts, from: workspace, to: dkernel, count: inputs * gates * units, pool)
        addParts(parts, from: workspace + inputs * gates * units, to: drecurrent, count: units * gates * units, pool)
        if let dbias { addParts(parts, from: workspace + (inputs + units) * gates * units, to: dbias, count: biasCount, pool) }
    }

    /// Where the gradients of a part are stored.
    private struct WeightGradients {
        let kernel, recurrent: UnsafeMutablePointer<Float>
        let bias: UnsafeMutablePointer<Float>?
    }

    private func gradients(ofPart part: Int, in workspace: UnsafeMutablePointer<Float>, hasBias: Bool) -> WeightGradients {
        let kernel = workspace + (part - 1) * weightCount, recurrent = kernel + inputs * gates * units
        return WeightGradients(kernel: kernel, recurrent: recurrent, bias: hasBias ? recurrent + units * gates * units : nil)
    }

    /// What a task computes: rows of the kernel and the bias, or of the recurrent kernel, by some units of a block.
    private struct WeightPiece {
        let isRecurrent: Bool
        let rows: Range<Int>, units: Range<Int>, tiles: Range<Int>
        let block: Int

        init(_ kernels: RecurrentKernels, strip: Int, inputStrips: Int, block: Int, column: Int) {
            self.block = block
            isRecurrent = strip >= inputStrips
            let first = (isRecurrent ? strip - inputStrips : strip) * weightRows, unit = column * weightColumns
            rows = first..<min(first + weightRows, isRecurrent ? kernels.units : kernels.inputs + 1)
            units = unit..<min(unit + weightColumns, kernels.units)
            tiles = unit / 16..<min(kernels.tiles, (unit + weightColumns) / 16)
        }
    }

    /// sums (rows, 64) = (or +=) Σ rowᵀ · gradients over the steps and samples of a group, as many at a time as stay in the cache.
    private func add(_ group: Group, _ piece: WeightPiece, to sums: UnsafeMutablePointer<Float>, accumulates: Bool) {
        let isReset = piece.isRecurrent && piece.block == 2 && cell == .gru(resetAfter: false), count = steps * group.count
        let stride = isReset ? padded : rowStride, first = piece.rows.lowerBound
        let a = isReset ? group.reset(0, 0) + first : group.row(0, 0) + (piece.isRecurrent ? inputs + 1 + first : first)
        for start in Swift.stride(from: 0, to: count, by: Self.weightDepth) {
            for tile in piece.tiles {
                Tile.column(
                    rows: piece.rows.count, depth: min(Self.weightDepth, count - start), a + start * stride, 1, stride,
                    group.block(piece.block, tile: tile, 0, 0) + start * 16, 16, sums + (tile - piece.tiles.lowerBound) * 16, Self.weightColumns,
                    accumulates || start > 0)
            }
        }
    }

    /// Stores the sums. The row after the inputs is the bias, which in a GRU with the reset after the product is also the recurrent bias of z and r.
    private func keep(_ sums: UnsafePointer<Float>, _ piece: WeightPiece, gate: Int, in target: WeightGradients) {
        let width = gates * units, column = gate * units + piece.units.lowerBound, count = piece.units.count
        for row in piece.rows {
            let source = sums + (row - piece.rows.lowerBound) * Self.weightColumns
            if piece.isRecurrent {
                (target.recurrent + row * width + column).update(from: source, count: count)
            } else if row < inputs {
                (target.kernel + row * width + column).update(from: source, count: count)
            } else if let bias = target.bias {
                (bias + column).update(from: source, count: count)
                if cell == .gru(resetAfter: true), gate < 2 { (bias + width + column).update(from: source, count: count) }
            }
        }
    }

    /// The sum of q's gradients: the candidate's part of the recurrent bias.
    private func candidateBias(_ groups: Range<Int>, tile: Int, count: Int, _ memory: UnsafeMutablePointer<Float>, _ bias: UnsafeMutablePointer<Float>) {
        var low = Vector(), high = Vector()
        for number in groups {
            let group = group(number, count: count, memory: memory), gradients = group.block(0, tile: tile, 0, 0)
            for row in 0..<steps * group.count { low += load(gradients, row * 16); high += load(gradients, row * 16 + 8) }
        }
        for unit in tile * 16..<min(units, tile * 16 + 16) { bias[unit] = unit % 16 < 8 ? low[unit % 8] : high[unit % 8] }
    }

    /// total += the second part, then the third, and so on.
    private func addParts(_ parts: Int, from workspace: UnsafePointer<Float>, to total: UnsafeMutablePointer<Float>, count: Int, _ pool: WorkerPool) {
        Elements.run(count, pool) { range in
            for part in 0..<parts - 1 {
                let numbers = workspace + part * weightCount
                for index in range { total[index] += numbers[index] }
            }
        }
    }
}
