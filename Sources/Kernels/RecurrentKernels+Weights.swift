extension RecurrentKernels {
    /// The gradients of all weights: the rows [x | 1 | h′] of all steps, transposed, times the gradients of the blocks.
    ///
    /// A task forms up to 96 rows of the stacked weights by 64 units of one block; it adds the steps' rows in order, so many at a time as stay in the cache.
    func weightGradients(
        _ views: Views, _ dkernel: UnsafeMutablePointer<Float>, _ drecurrent: UnsafeMutablePointer<Float>, _ dbias: UnsafeMutablePointer<Float>?,
        _ scratch: UnsafeMutablePointer<Float>, _ pool: WorkerPool
    ) {
        let inputRows = inputs + 1, rowTasks = Self.tasks(units, Self.weightRows), inputTasks = Self.tasks(inputRows, Self.weightRows)
        let columnTasks = Self.tasks(padded, Self.weightColumns)
        pool.run(tasks: (rowTasks + inputTasks) * blocks * columnTasks) { task, worker in
            let strip = task / (blocks * columnTasks), block = task / columnTasks % blocks
            let isRecurrent = strip < rowTasks
            guard let gate = isRecurrent ? recurrentGate(block) : inputGate(block) else { return }
            let first = (isRecurrent ? strip : strip - rowTasks) * Self.weightRows, count = min(Self.weightRows, (isRecurrent ? units : inputRows) - first)
            let unit = task % columnTasks * Self.weightColumns, columns = min(Self.weightColumns, units - unit)
            let sums = scratch + worker * workspacePerWorker
            product(
                views, isRecurrent ? inputRows + first : first, count, isReset: isRecurrent && block == 2, block,
                tiles: unit / 16..<min(tiles, (unit + Self.weightColumns) / 16), sums)
            let column = gate * units + unit, width = gates * units
            for row in 0..<count {
                let source = sums + row * Self.weightColumns
                if isRecurrent {
                    (drecurrent + (first + row) * width + column).update(from: source, count: columns)
                } else if first + row < inputs {
                    (dkernel + (first + row) * width + column).update(from: source, count: columns)
                } else if let dbias {
                    (dbias + column).update(from: source, count: columns)
                    if cell == .gru(resetAfter: true), gate < 2 { (dbias + width + column).update(from: source, count: columns) }
                }
            }
        }
        guard let dbias, cell == .gru(resetAfter: true) else { return }
        candidateBias(views, dbias + 5 * units, pool)
    }

    private static func tasks(_ number: Int, _ size: Int) -> Int { (number + size - 1) / size }

    /// sums (rows, 64) = Σ over steps and samples of row[first…]ᵀ · gradients of the tiles of a block.
    private func product(
        _ views: Views, _ first: Int, _ count: Int, isReset: Bool, _ block: Int, tiles: Range<Int>, _ sums: UnsafeMutablePointer<Float>
    ) {
        let resets = isReset && cell == .gru(resetAfter: false), rows = steps * views.kept.count
        let a = resets ? views.reset(0, 0) + first - inputs - 1 : views.row(0, 0) + first, stride = resets ? padded : rowStride
        for start in Swift.stride(from: 0, to: rows, by: Self.weightDepth) {
            let depth = min(Self.weightDepth, rows - start)
            for tile in tiles {
                Tile.column(
                    rows: count, depth: depth, a + start * stride, 1, stride, views.block(block, tile: tile, 0, 0) + start * 16, 16,
                    sums + (tile - tiles.lowerBound) * 16, Self.weightColumns, start > 0)
            }
        }
    }

    /// Σ of q's gradients: the candidate's part of the recurrent bias.
    private func candidateBias(_ views: Views, _ dbias: UnsafeMutablePointer<Float>, _ pool: WorkerPool) {
        pool.run(tasks: tiles) { tile, _ in
            var low = Vector(), high = Vector()
            let gradients = views.block(0, tile: tile, 0, 0)
            for row in 0..<steps * views.kept.count { low += load(gradients, row * 16); high += load(gradients, row * 16 + 8) }
            for unit in tile * 16..<min(units, tile * 16 + 16) { dbias[unit] = unit % 16 < 8 ? low[unit % 8] : high[unit % 8] }
        }
    }
}
