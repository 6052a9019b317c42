/// The passes of a fully connected layer where its inputs, or the gradients of its sums, are zero in many places, as behind a ReLU.
extension DenseKernels {
    /// Whether there are columns enough for strips, rows enough to be worth lists, and few enough to lie in a cache.
    var mayBeSparse: Bool { skipsZeros && (16...1_024).contains(batch) && inputs >= 64 && outputs >= 64 }

    private var blocks: Int { (outputs + SparseProduct.depth - 1) / SparseProduct.depth }
    private var rowBlocks: Int { (batch + SparseProduct.depth - 1) / SparseProduct.depth }
    private var inputStrips: SparseProduct.Strips { SparseProduct.Strips(columns: inputs) }

    var sparseSharedWorkspace: Int {
        guard mayBeSparse else { return 0 }
        return max(
            SparseProduct.Lists.workspace(rows: batch, columns: inputs),
            batch * (padded + outputs) + 16 + SparseProduct.Lists.workspace(rows: batch, columns: outputs)
                + SparseProduct.Lists.workspace(rows: outputs, columns: batch))
    }
    var sparseWorkspacePerWorker: Int {
        mayBeSparse ? SparseProduct.columns * (2 * rowBlocks * SparseProduct.depth + outputs + 8) : 0
    }

    /// Whether `forward` had better skip the zeros of x.
    func isSparse(x: UnsafePointer<Float>, rows: Int) -> Bool {
        mayBeSparse && parts == 1 && rows >= 16 && SparseProduct.isWorthwhile(rows: rows, columns: inputs) { row, column in load(x, row * inputs + column) }
    }

    /// Whether `backward` had better skip the zeros of g.
    func isSparse(y: UnsafePointer<Float>, activation: ElementFunction, dy: UnsafePointer<Float>, rows: Int) -> Bool {
        var isSparse = false
        guard mayBeSparse, rows >= 16 else { return false }
        activation.withGradient { gradient in
            isSparse = SparseProduct.isWorthwhile(rows: rows, columns: outputs) { row, column in
                gradient(load(dy, row * outputs + column), load(y, row * outputs + column))
            }
        }
        return isSparse
    }

    func forwardSparse(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, bias: UnsafePointer<Float>?, activation: ElementFunction, y: UnsafeMutablePointer<Float>, rows: Int,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let lists = SparseProduct.Lists(workspace, columns: inputs), depth = SparseProduct.depth
        pool.run(tasks: Self.pieces(rows, 8)) { task, _ in
            for row in task * 8..<min(rows, task * 8 + 8) {
                for start in stride(from: 0, to: inputs, by: depth) {
                    lists.gather(row, start / depth, x + row * inputs + start, step: 1, count: min(depth, inputs - start))
                }
            }
        }
        let strips = SparseProduct.Strips(columns: outputs), rowTasks = Self.pieces(rows, depth)
        pool.run(tasks: rowTasks * strips.count) { task, worker in
            let strip = task / rowTasks, columns = strips.range(strip), width = strips.width(strip), isWide = strips.isWide(strip)
            let first = task % rowTasks * depth, end = min(rows, first + depth)
            let packed = scratch + worker * workspacePerWorker, sums = packed + depth * width
            for start in stride(from: 0, to: inputs, by: depth) {
                let count = min(depth, inputs - start)
                pack(w + start * outputs + columns.lowerBound, outputs, rows: count, columns: columns.count, into: packed, width)
                for row in first..<end {
                    SparseProduct.row(
                        lists.list(row, start / depth), x + row * inputs + start, 1, packed, sums + (row - first) * width, isWide: isWide, start > 0)
                }
            }
            finish(sums, width, bias, activation, y + first * outputs, columns.lowerBound, rows: end - first)
        }
    }

    /// Rows of a strip, one behind the other, and zeros behind the last column.
    @inline(__always)
    private func pack(
        _ m: UnsafePointer<Float>, _ stride: Int, rows: Int, columns: Int, into packed: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        for row in 0..<rows {
            for vector in 0..<columns / 8 { store(load(m, row * stride + vector * 8), packed, row * width + vector * 8) }
            for place in columns / 8 * 8..<width { packed[row * width + place] = place < columns ? m[row * stride + place] : 0 }
        }
    }

    /// g in panels and row by row, and the lists of its columns and rows.
    private struct Gradients {
        let panels, rows: UnsafeMutablePointer<Float>
        let columnLists, rowLists: SparseProduct.Lists
    }

    func backwardSparse(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, y: UnsafePointer<Float>, activation: ElementFunction, dy: UnsafePointer<Float>,
        dx: UnsafeMutablePointer<Float>?, use: GradientUse, dbias: UnsafeMutablePointer<Float>?, rows: Int, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let lists = workspace + batch * (padded + outputs) + 16
        let g = Gradients(
            panels: workspace, rows: workspace + batch * padded, columnLists: SparseProduct.Lists(lists, columns: batch),
            rowLists: SparseProduct.Lists(lists + SparseProduct.Lists.workspace(rows: outputs, columns: batch), columns: outputs))
        pool.run(tasks: blocks) { block, _ in
            activation.withGradient { gradient in
                for panel in block * 4..<min(panels, block * 4 + 4) { packGradient(g.panels + panel * rows * 16, panel, y, dy, rows: rows, gradient) }
            }
            list(g, block, rows: rows, listsRows: dx != nil, dbias)
        }
        let strips = inputStrips
        if strips.count >= 32 {   // a strip of the weights is read once
            pool.run(tasks: strips.count) { strip, worker in
                let scratch = scratch + worker * workspacePerWorker
                if let dx { inputGradient(strip, 0..<rows, w, g, dx, scratch) }
                weightGradient(strip, 0..<outputs, x, g, use, ahead: dx, rows: rows, scratch)
            }
            return
        }
        let cuts = min(blocks, Self.pieces(24, strips.count)), rowCuts = min(Self.pieces(rows, 32), Self.pieces(8, strips.count))
        if let dx {
            pool.run(tasks: strips.count * rowCuts) { task, worker in
                let cut = task % rowCuts
                inputGradient(task / rowCuts, rows * cut / rowCuts..<rows * (cut + 1) / rowCuts, w, g, dx, scratch + worker * workspacePerWorker)
            }
        }
        pool.run(tasks: strips.count * cuts) { task, worker in
            let cut = task % cuts, depth = SparseProduct.depth
            let columns = blocks * cut / cuts * depth..<min(outputs, blocks * (cut + 1) / cuts * depth)
            weightGradient(task / cuts, columns, x, g, use, ahead: nil, rows: rows, scratch + worker * workspacePerWorker)
        }
    }

    @inline(__always)
    private func list(_ g: Gradients, _ block: Int, rows: Int, listsRows: Bool, _ dbias: UnsafeMutablePointer<Float>?) {
        let depth = SparseProduct.depth
        for panel in block * 4..<min(panels, block * 4 + 4) {
            let own = g.panels + panel * rows * 16, columns = min(16, outputs - panel * 16)
            if let dbias { sum(own, rows: rows, columns: columns, into: dbias + panel * 16) }
            for start in stride(from: 0, to: rows, by: depth) {
                for column in 0..<columns {
                    g.columnLists.gather(panel * 16 + column, start / depth, own + start * 16 + column, step: 16, count: min(depth, rows - start))
                }
            }
            guard listsRows else { continue }
            for row in 0..<rows {
                store(load(own, row * 16), g.rows + row * outputs + panel * 16, first: columns)
                store(load(own, row * 16 + 8), g.rows + row * outputs + panel * 16 + 8, first: max(0, columns - 8))
            }
        }
        guard listsRows else { return }
        for row in 0..<rows {
            g.rowLists.gather(row, block, g.rows + row * outputs + block * depth, step: 1, count: min(depth, outputs - block * depth))
        }
    }

    /// dx of a strip of inputs and some rows.
    private func inputGradient(
        _ strip: Int, _ rows: Range<Int>, _ w: UnsafePointer<Float>, _ g: Gradients, _ dx: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
    ) {
        let strips = inputStrips, columns = strips.range(strip), width = strips.width(strip), isWide = strips.isWide(strip), depth = SparseProduct.depth
        let isWhole = columns.count == width, sums = scratch + depth * width
        let target = isWhole ? dx + rows.lowerBound * inputs + columns.lowerBound : sums, step = isWhole ? inputs : width
        for block in 0..<blocks {
            stand(w + columns.lowerBound * outputs + block * depth, columns.count, min(depth, outputs - block * depth), scratch, width)
            for row in rows {
                SparseProduct.row(
                    g.rowLists.list(row, block), g.rows + row * outputs + block * depth, 1, scratch, target + (row - rows.lowerBound) * step, isWide: isWide,
                    block > 0)
            }
        }
        guard !isWhole else { return }
        for row in rows { (dx + row * inputs + columns.lowerBound).update(from: sums + (row - rows.lowerBound) * width, count: columns.count) }
    }

    /// Transposes rows of the weights, zeros behind the last.
    @inline(__always)
    private func stand(_ w: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ packed: UnsafeMutablePointer<Float>, _ width: Int) {
        for column in stride(from: 0, to: columns, by: 8) {
            Packing.transpose(blocks: rows / 8, w + column, outputs, step: 8 * outputs, to: packed + column * width, width, step: 8)
            for row in rows / 8 * 8..<width {
                for place in column..<column + 8 { packed[place * width + row] = row < rows ? w[row * outputs + place] : 0 }
            }
        }
    }

    /// Asks for a part of the numbers that come next: the update's memory of these inputs, and of the strip behind them the weights, x and dx.
    @inline(__always)
    private func prefetchNext(
        _ use: GradientUse, _ inputs: Range<Int>, _ part: Int, _ columns: Range<Int>, _ x: UnsafePointer<Float>, _ dx: UnsafeMutablePointer<Float>?, rows: Int
    ) {
        guard case .update(let weights, _, let slots) = use else { return }
        for input in inputs.count * part / columns.count..<inputs.count * (part + 1) / columns.count {
            let offset = (inputs.lowerBound + input) * outputs + columns.lowerBound
            prefetch(dx == nil ? weights + offset : weights + offset + inputs.count * outputs, 0..<columns.count)
            prefetch(slots.first + offset, 0..<columns.count)
            prefetch(slots.second + offset, 0..<columns.count)
        }
        for row in rows * part / columns.count..<rows * (part + 1) / columns.count {
            prefetch(x + row * self.inputs + inputs.upperBound, 0..<inputs.count)
            if let dx { prefetch(dx + row * self.inputs + inputs.upperBound, 0..<inputs.count) }
        }
    }

    /// dw of a strip of inputs and some outputs, as its transpose, and what becomes of it.
    private func weightGradient(
        _ strip: Int, _ outputs: Range<Int>, _ x: UnsafePointer<Float>, _ g: Gradients, _ use: GradientUse, ahead dx: UnsafeMutablePointer<Float>?,
        rows: Int, _ scratch: UnsafeMutablePointer<Float>
    ) {
        let strips = inputStrips, own = strips.range(strip), width = strips.width(strip), isWide = strips.isWide(strip), depth = SparseProduct.depth
        let sums = scratch + rowBlocks * depth * width, gradient = sums + depth * width, count = outputs.count
        pack(x + own.lowerBound, inputs, rows: rows, columns: own.count, into: scratch, width)
        // From the last outputs to the first: what is written behind a row's end is the next row's start, which comes later.
        for first in stride(from: outputs.lowerBound, to: outputs.upperBound, by: depth).reversed() {
            let end = min(first + depth, outputs.upperBound)
            for start in stride(from: 0, to: rows, by: depth) {
                for output in first..<end {
                    if start == 0 { prefetchNext(use, own, output - first, first..<end, x, dx, rows: rows) }
                    SparseProduct.row(
                        g.columnLists.list(output, start / depth), g.panels + (output / 16 * rows + start) * 16 + output % 16, 16, scratch + start * width,
                        sums + (output - first) * width, isWide: isWide, start > 0)
                }
            }
            for output in stride(from: first, to: end, by: 8).reversed() {
                Packing.transpose(
                    blocks: (own.count + 7) / 8, sums + (output - first) * width, width, step: 8, to: gradient + output - outputs.lowerBound, count,
                    step: 8 * count)
            }
        }
        let isWhole = count == self.outputs
        for row in 0..<(isWhole ? 1 : own.count) {
            let offset = (own.lowerBound + row) * self.outputs + outputs.lowerBound, length = isWhole ? own.count * count : count
            switch use {
            case .store(let target): (target + offset).update(from: gradient + row * count, count: length)
            case .update(let weights, let rule, let slots):
                rule.apply(weights: weights + offset, gradient: gradient + row * count, slots: slots, offset: offset, count: length)
            }
        }
    }
}
