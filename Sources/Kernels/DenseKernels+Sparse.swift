/// The passes of a fully connected layer whose inputs, or gradients with respect to its sums, contain many zeros, as after a ReLU.
extension DenseKernels {
    /// The batch sizes for which lists are worthwhile and the packed strips fit in a cache.
    private static let sparseRows = 16...1_024
    /// Whether the batch and the layer are large enough for lists and strips.
    private var mayBeSparse: Bool { skipsZeros && Self.sparseRows.contains(batch) && inputs >= SparseProduct.narrow && outputs >= SparseProduct.narrow }

    private var blocks: Int { SparseProduct.blocks(outputs) }
    fileprivate var inputStrips: SparseProduct.Strips { SparseProduct.Strips(columns: inputs) }

    var sparseSharedWorkspace: Int {
        guard mayBeSparse else { return 0 }
        return max(
            SparseProduct.Lists.workspace(rows: batch, columns: inputs),
            batch * (padded + outputs) + 16 + SparseProduct.Lists.workspace(rows: batch, columns: outputs)
                + SparseProduct.Lists.workspace(rows: outputs, columns: batch))
    }
    var sparseWorkspacePerWorker: Int {
        mayBeSparse ? SparseProduct.wide * (2 * SparseProduct.blocks(batch) * SparseProduct.depth + outputs + 8) : 0
    }

    /// Whether `forward` is faster when it skips the zeros of x.
    func isSparse(x: UnsafePointer<Float>, rows: Int) -> Bool {
        mayBeSparse && parts == 1 && Self.sparseRows.contains(rows) && SparseProduct.isWorthwhile(rows: rows, columns: inputs) { row, column in load(x, row * inputs + column) }
    }

    /// Whether `backward` is faster when it skips the zeros of g.
    func isSparse(y: UnsafePointer<Float>, activation: ElementFunction, dy: UnsafePointer<Float>, rows: Int) -> Bool {
        var isSparse = false
        guard mayBeSparse, Self.sparseRows.contains(rows) else { return false }
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
                SparseProduct.pack(w + start * outputs + columns.lowerBound, outputs, rows: count, columns: columns.count, into: packed, width)
                for row in first..<end {
                    SparseProduct.row(
                        lists.list(row, start / depth), x + row * inputs + start, 1, packed, sums + (row - first) * width, isWide: isWide, start > 0)
                }
            }
            finish(sums, width, bias, activation, y + first * outputs, columns.lowerBound, rows: end - first)
        }
    }

    /// As `backward`, along lists of the values of g that are not zero.
    func backwardSparse(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, y: UnsafePointer<Float>, activation: ElementFunction, dy: UnsafePointer<Float>,
        dx: UnsafeMutablePointer<Float>?, use: GradientUse, dbias: UnsafeMutablePointer<Float>?, rows: Int, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let pass = SparseBackward(kernels: self, x: x, w: w, dx: dx, use: use, rows: rows, workspace: workspace)
        pool.run(tasks: blocks) { block, _ in
            activation.withGradient { gradient in
                for panel in block * 4..<min(panels, block * 4 + 4) { packGradient(pass.panels + panel * rows * 16, panel, y, dy, rows: rows, gradient) }
            }
            pass.list(block, dbias)
        }
        let strips = inputStrips.count
        if strips >= 32 {  // so that each strip of the weights is read once only
            pool.run(tasks: strips) { strip, worker in
                let scratch = scratch + worker * workspacePerWorker
                if dx != nil { pass.inputGradient(strip, 0..<rows, scratch) }
                pass.weightGradient(strip, 0..<outputs, scratch, asksAhead: true)
            }
            return
        }
        if dx != nil {
            let cuts = min(Self.pieces(rows, 32), Self.pieces(8, strips))
            pool.run(tasks: strips * cuts) { task, worker in
                let cut = task % cuts
                pass.inputGradient(task / cuts, rows * cut / cuts..<rows * (cut + 1) / cuts, scratch + worker * workspacePerWorker)
            }
        }
        let cuts = min(blocks, Self.pieces(24, strips)), depth = SparseProduct.depth
        pool.run(tasks: strips * cuts) { task, worker in
            let cut = task % cuts, columns = blocks * cut / cuts * depth..<min(outputs, blocks * (cut + 1) / cuts * depth)
            pass.weightGradient(task / cuts, columns, scratch + worker * workspacePerWorker, asksAhead: false)
        }
    }
}

/// A sparse backward pass: the memory that its tasks share, and their loops.
private struct SparseBackward {
    let kernels: DenseKernels
    let x, w: UnsafePointer<Float>
    let dx: UnsafeMutablePointer<Float>?
    let use: DenseKernels.GradientUse
    let rows: Int
    /// g in panels of sixteen columns, and, where dx is wanted, row by row.
    let panels, lines: UnsafeMutablePointer<Float>
    /// The lists of values that are not zero, for each column of g and for each row.
    let columnLists, rowLists: SparseProduct.Lists

    private var depth: Int { SparseProduct.depth }
    private var inputs: Int { kernels.inputs }
    private var outputs: Int { kernels.outputs }
    private var strips: SparseProduct.Strips { kernels.inputStrips }

    init(
        kernels: DenseKernels, x: UnsafePointer<Float>, w: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?, use: DenseKernels.GradientUse, rows: Int,
        workspace: UnsafeMutablePointer<Float>
    ) {
        (self.kernels, self.x, self.w, self.dx, self.use, self.rows) = (kernels, x, w, dx, use, rows)
        panels = workspace
        lines = panels + kernels.batch * kernels.padded
        let lists = lines + kernels.batch * kernels.outputs + 16
        columnLists = SparseProduct.Lists(lists, columns: kernels.batch)
        rowLists = SparseProduct.Lists(lists + SparseProduct.Lists.workspace(rows: kernels.outputs, columns: kernels.batch), columns: kernels.outputs)
    }

    /// Lists a block of g's columns, whose panels are already packed, and sums them for dbias.
    func list(_ block: Int, _ dbias: UnsafeMutablePointer<Float>?) {
        for panel in block * 4..<min(kernels.panels, block * 4 + 4) {
            let own = panels + panel * rows * 16, columns = min(16, outputs - panel * 16)
            if let dbias { kernels.sum(own, rows: rows, columns: columns, into: dbias + panel * 16) }
            for start in stride(from: 0, to: rows, by: depth) {
                for column in 0..<columns {
                    columnLists.gather(panel * 16 + column, start / depth, own + start * 16 + column, step: 16, count: min(depth, rows - start))
                }
            }
            guard dx != nil else { continue }
            for row in 0..<rows {
                store(load(own, row * 16), lines + row * outputs + panel * 16, first: columns)
                store(load(own, row * 16 + 8), lines + row * outputs + panel * 16 + 8, first: max(0, columns - 8))
            }
        }
        guard dx != nil else { return }
        for row in 0..<rows {
            rowLists.gather(row, block, lines + row * outputs + block * depth, step: 1, count: min(depth, outputs - block * depth))
        }
    }

    /// dx of a strip of inputs for some rows: the rows of g, along their lists, times the strip's weights, which are transposed block by block.
    func inputGradient(_ strip: Int, _ rows: Range<Int>, _ scratch: UnsafeMutablePointer<Float>) {
        guard let dx else { return }
        let own = strips.range(strip), width = strips.width(strip), isWide = strips.isWide(strip), sums = scratch + depth * width
        let isWhole = own.count == width, step = isWhole ? inputs : width
        let target = isWhole ? dx + rows.lowerBound * inputs + own.lowerBound : sums
        for start in stride(from: 0, to: outputs, by: depth) {
            stand(w + own.lowerBound * outputs + start, own.count, min(depth, outputs - start), scratch, width)
            for row in rows {
                SparseProduct.row(
                    rowLists.list(row, start / depth), lines + row * outputs + start, 1, scratch, target + (row - rows.lowerBound) * step, isWide: isWide,
                    start > 0)
            }
        }
        guard !isWhole else { return }
        for row in rows { (dx + row * inputs + own.lowerBound).update(from: sums + (row - rows.lowerBound) * width, count: own.count) }
    }

    /// Transposes rows of the weights, with zeros after the last. Nothing after their last value is read, as another task may be updating it.
    @inline(__always)
    private func stand(_ w: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ packed: UnsafeMutablePointer<Float>, _ width: Int) {
        for column in stride(from: 0, to: columns, by: 8) {
            let blocks = column + 8 <= columns ? rows / 8 : max(0, rows / 8 - 1)
            Packing.transpose(blocks: blocks, w + column, outputs, step: 8 * outputs, to: packed + column * width, width, step: 8)
            for row in 8 * blocks..<width {
                for place in column..<min(columns, column + 8) { packed[place * width + row] = row < rows ? w[row * outputs + place] : 0 }
            }
        }
    }

    /// dw of a strip of inputs and some outputs, computed as its transpose (the columns of g, along their lists, times the strip of x), then stored or used for the update.
    func weightGradient(_ strip: Int, _ columns: Range<Int>, _ scratch: UnsafeMutablePointer<Float>, asksAhead: Bool) {
        let own = strips.range(strip), width = strips.width(strip), isWide = strips.isWide(strip), count = columns.count
        let sums = scratch + SparseProduct.blocks(rows) * depth * width, gradient = sums + depth * width
        SparseProduct.pack(x + own.lowerBound, inputs, rows: rows, columns: own.count, into: scratch, width)
        // From the last outputs to the first: a write past a row's end hits the start of the next row, which is written later.
        for first in stride(from: columns.lowerBound, to: columns.upperBound, by: depth).reversed() {
            let end = min(first + depth, columns.upperBound)
            for start in stride(from: 0, to: rows, by: depth) {
                for column in first..<end {
                    if start == 0 { prefetch(own, column - first, first..<end, asksAhead: asksAhead) }
                    SparseProduct.row(
                        columnLists.list(column, start / depth), panels + (column / 16 * rows + start) * 16 + column % 16, 16, scratch + start * width,
                        sums + (column - first) * width, isWide: isWide, start > 0)
                }
            }
            for column in stride(from: first, to: end, by: 8).reversed() {
                Packing.transpose(
                    blocks: (own.count + 7) / 8, sums + (column - first) * width, width, step: 8, to: gradient + column - columns.lowerBound, count,
                    step: 8 * count)
            }
        }
        // The gradients of all outputs are laid out like the weights; those of some outputs are copied row by row.
        let pieces = count == outputs ? 1 : own.count
        for piece in 0..<pieces {
            let offset = (own.lowerBound + piece) * outputs + columns.lowerBound
            kernels.spend(gradient + piece * count, use, offset: offset, count: own.count * count / pieces)
        }
    }

    /// Prefetches a part of what is needed next: the optimizer's values for these inputs, and their weights, or where dx has already read those, the next strip's weights,
    /// x and dx.
    @inline(__always)
    private func prefetch(_ own: Range<Int>, _ part: Int, _ columns: Range<Int>, asksAhead: Bool) {
        guard case .update(let weights, _, let slots) = use else { return }
        let ahead = dx != nil && asksAhead ? own.count * outputs : 0
        for input in own.count * part / columns.count..<own.count * (part + 1) / columns.count {
            let offset = (own.lowerBound + input) * outputs + columns.lowerBound
            Kernels.prefetch(weights + offset + ahead, 0..<columns.count)
            Kernels.prefetch(slots.first + offset, 0..<columns.count)
            Kernels.prefetch(slots.second + offset, 0..<columns.count)
        }
        guard asksAhead else { return }
        for row in rows * part / columns.count..<rows * (part + 1) / columns.count {
            Kernels.prefetch(x + row * inputs + own.upperBound, 0..<own.count)
            if let dx { Kernels.prefetch(dx + row * inputs + own.upperBound, 0..<own.count) }
        }
    }
}
