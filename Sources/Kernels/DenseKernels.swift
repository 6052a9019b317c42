/// The arithmetic of a fully connected layer.
///
/// x (batch, inputs), w (inputs, outputs), y (batch, outputs), row-major. `padded` rounds the outputs up to whole tiles.
public struct DenseKernels: Sendable {
    /// The largest batch, and how many inputs and outputs there are.
    public let batch: Int, inputs: Int, outputs: Int
    let padded: Int
    /// A layer with few outputs has its inputs cut into parts, whose sums are added in order. So every thread has work, and the weights are read sequentially.
    let parts: Int
    /// How many tiles of outputs one task of the forward pass computes.
    let taskPanels: Int
    /// How many rows of the weights form a block, whose gradient is computed in scratch and used before the next block; and how many blocks a task takes.
    let weightRows: Int, taskBlocks: Int
    /// Whether passes look for zeros, and skip them where there are many.
    let skipsZeros: Bool
    private static let partLength = 1_024
    /// How many rows of the second factor are packed or added at a time: sixteen columns of them fill half of the level-1 cache.
    private static let depthBlock = 256

    /// `skipsZeros`: whether to look for zeros in inputs and gradients and skip them; the bits are the same (for finite values, except for the sign of a zero).
    public init(batch: Int, inputs: Int, outputs: Int, skipsZeros: Bool = true) {
        self.batch = batch
        self.skipsZeros = skipsZeros
        self.inputs = inputs
        self.outputs = outputs
        padded = (outputs + Tile.columns - 1) / Tile.columns * Tile.columns
        let panels = padded / Tile.columns
        parts = panels >= 16 ? 1 : max(1, (inputs + Self.partLength - 1) / Self.partLength)
        taskPanels = parts > 1 ? panels : panels >= 32 ? 4 : panels >= 16 ? 2 : 1
        weightRows = min(96, max(24, 12_288 / padded / Tile.rows * Tile.rows))
        taskBlocks = max(1, (inputs + weightRows - 1) / weightRows / 32)
    }

    var panels: Int { padded / Tile.columns }
    private var columnTasks: Int { Self.pieces(panels, taskPanels) }
    /// How many rows of the batch one task of the forward pass takes: many, as each task packs its weights, or few where there would be too few tasks.
    private var rowBlock: Int { parts * columnTasks < 8 ? 24 : 128 }
    private var batchPanels: Int { Self.pieces(batch, Tile.columns) }

    static func pieces(_ number: Int, _ size: Int) -> Int { (number + size - 1) / size }

    /// How many values of memory all threads share.
    public var sharedWorkspace: Int { max(parts > 1 ? parts * batch * padded : 0, batch * padded + batchPanels * 16 * outputs, sparseSharedWorkspace) }
    /// How many values of memory each thread needs.
    public var workspacePerWorker: Int {
        max((Self.depthBlock + rowBlock) * taskPanels * 16, weightRows * (padded + 16), sparseWorkspacePerWorker)
    }

    /// y = activation(x · w + bias) for the first `rows` rows.
    public func forward(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, bias: UnsafePointer<Float>?, activation: ElementFunction = .linear,
        y: UnsafeMutablePointer<Float>, rows: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        if isSparse(x: x, rows: rows) {
            return forwardSparse(x: x, w: w, bias: bias, activation: activation, y: y, rows: rows, workspace: workspace, scratch: scratch, pool: pool)
        }
        let rowTasks = Self.pieces(rows, rowBlock), columnTasks = columnTasks
        pool.run(tasks: parts * rowTasks * columnTasks) { task, worker in
            let part = task / (rowTasks * columnTasks), column = task % columnTasks * taskPanels * 16
            let row = task / columnTasks % rowTasks * rowBlock, rowCount = min(rowBlock, rows - row)
            let packed = scratch + worker * workspacePerWorker, width = min(taskPanels * 16, padded - column)
            let sums = parts > 1 ? workspace + (part * batch + row) * padded + column : packed + Self.depthBlock * width
            let first = part * Self.partLength, end = parts > 1 ? min(inputs, first + Self.partLength) : inputs
            for start in stride(from: first, to: end, by: Self.depthBlock) {
                let depth = min(Self.depthBlock, end - start)
                pack(w + start * outputs + column, depth: depth, columns: min(width, outputs - column), into: packed)
                let next = min(Self.depthBlock, end - start - depth), columns = width / 16
                for panel in 0..<columns {
                    for row in next * panel / columns..<next * (panel + 1) / columns { prefetch(w + (start + depth + row) * outputs + column, 0..<width) }
                    Tile.column(
                        rows: rowCount, depth: depth, x + row * inputs + start, inputs, 1, packed + panel * depth * 16, 16, sums + panel * 16, width,
                        start > first)
                }
            }
            if parts == 1 { finish(sums, width, bias, activation, y + row * outputs, column, rows: rowCount) }
        }
        guard parts > 1 else { return }
        pool.run(tasks: Self.pieces(rows, 4)) { task, _ in
            let row = task * 4
            finish(workspace + row * padded, padded, bias, activation, y + row * outputs, 0, rows: min(4, rows - row))
        }
    }

    /// Packs panels of sixteen columns of the weights, one after the other; each row of the weights is read once.
    @inline(__always)
    private func pack(_ w: UnsafePointer<Float>, depth: Int, columns: Int, into packed: UnsafeMutablePointer<Float>) {
        let whole = columns / 16
        for row in 0..<depth {
            let source = w + row * outputs, target = packed + row * 16
            for panel in 0..<whole {
                store(load(source, panel * 16), target, panel * depth * 16)
                store(load(source, panel * 16 + 8), target, panel * depth * 16 + 8)
            }
        }
        if columns % 16 > 0 {
            Packing.panel(packed + whole * depth * 16, rows: depth, columns: columns % 16, of: w + whole * 16, stride: outputs)
        }
    }

    /// y = activation(Σ sums of the parts + bias), for `width` columns from `column` on.
    func finish(
        _ sums: UnsafePointer<Float>, _ width: Int, _ bias: UnsafePointer<Float>?, _ activation: ElementFunction, _ y: UnsafeMutablePointer<Float>,
        _ column: Int, rows: Int
    ) {
        activation.withFunction { function in
            for row in 0..<rows {
                for place in stride(from: 0, to: min(width, outputs - column), by: 8) {
                    var sum = load(sums, row * width + place)
                    for part in 1..<max(parts, 1) { sum += load(sums, (part * batch + row) * padded + place) }
                    if let bias { sum += load(bias, column + place) }  // values after the last bias are discarded below
                    store(function(sum), y + row * outputs + column + place, first: outputs - column - place)
                }
            }
        }
    }

    /// What happens to the weights' gradient.
    public enum GradientUse {
        /// It is stored.
        case store(UnsafeMutablePointer<Float>)
        /// The weights are updated in the same pass, so that weights and slots are read and written once per step.
        case update(UnsafeMutablePointer<Float>, UpdateRule, UpdateRule.Slots)
    }

    /// dx = g · wᵀ (where wanted), dw = xᵀ · g, dbias = Σ g, with g = dy ∘ f′ for an activation f whose derivative follows from y = f(·).
    public func backward(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, y: UnsafePointer<Float>, activation: ElementFunction = .linear, dy: UnsafePointer<Float>,
        dx: UnsafeMutablePointer<Float>?, use: GradientUse, dbias: UnsafeMutablePointer<Float>?, rows: Int, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        if isSparse(y: y, activation: activation, dy: dy, rows: rows) {
            return backwardSparse(
                x: x, w: w, y: y, activation: activation, dy: dy, dx: dx, use: use, dbias: dbias, rows: rows, workspace: workspace, scratch: scratch,
                pool: pool)
        }
        let lying = workspace, standing = workspace + batch * padded  // panels of g, and of its transpose
        pool.run(tasks: panels) { panel, _ in
            let own = lying + panel * rows * 16
            activation.withGradient { gradient in packGradient(own, panel, y, dy, rows: rows, gradient) }
            if let dbias { sum(own, rows: rows, columns: min(16, outputs - panel * 16), into: dbias + panel * 16) }
            if dx != nil { stand(own, panel, rows: rows, standing) }
        }
        let blocks = Self.pieces(inputs, weightRows)
        pool.run(tasks: Self.pieces(blocks, taskBlocks)) { task, worker in
            let gradient = scratch + worker * workspacePerWorker, product = gradient + weightRows * padded
            for block in task * taskBlocks..<min(blocks, (task + 1) * taskBlocks) {
                let first = block * weightRows, count = min(weightRows, inputs - first), offset = first * outputs
                if let dx { inputGradient(w + offset, standing, product, dx + first, count, rows: rows) }
                // From the last panel to the first: what a tile writes past a row's end is the start of the next row, which is written later.
                let ahead = dx == nil ? offset : min(offset + count * outputs, (inputs - count) * outputs)
                for panel in (0..<panels).reversed() {
                    let part = count * outputs * panel / panels..<count * outputs * (panel + 1) / panels
                    prefetch(w + ahead, part)
                    if case .update(_, _, let slots) = use {
                        prefetch(slots.first + offset, part)
                        prefetch(slots.second + offset, part)
                    }
                    let depth = panels == 1 ? rows : Self.depthBlock
                    for start in stride(from: 0, to: rows, by: depth) {
                        Tile.column(
                            rows: count, depth: min(depth, rows - start), x + start * inputs + first, 1, inputs, lying + (panel * rows + start) * 16, 16,
                            gradient + panel * 16, outputs, start > 0)
                    }
                }
                spend(gradient, use, offset: offset, count: count * outputs)
            }
        }
    }

    /// Stores a piece of the weights' gradient or updates the weights with it, from index `offset` on.
    @inline(__always)
    func spend(_ gradient: UnsafePointer<Float>, _ use: GradientUse, offset: Int, count: Int) {
        switch use {
        case .store(let target): (target + offset).update(from: gradient, count: count)
        case .update(let weights, let rule, let slots):
            rule.apply(weights: weights + offset, gradient: gradient, slots: slots, offset: offset, count: count)
        }
    }

    /// Packs sixteen columns of g row by row, with zeros after the last column.
    @inline(__always)
    func packGradient(
        _ packed: UnsafeMutablePointer<Float>, _ panel: Int, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, rows: Int,
        _ gradient: (_ dy: Vector, _ y: Vector) -> Vector
    ) {
        let lanes = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
        for half in stride(from: 0, to: 16, by: 8) {
            let column = panel * 16 + half, isBehind = lanes .>= SIMD8(repeating: Int32(truncatingIfNeeded: outputs - column))
            for row in 0..<rows {
                let place = row * outputs + column
                store(gradient(load(dy, place), load(y, place)).replacing(with: Vector(), where: isBehind), packed, row * 16 + half)
            }
        }
    }

    /// Transposes a panel of g, sixteen rows at a time.
    @inline(__always)
    private func stand(_ panel: UnsafePointer<Float>, _ number: Int, rows: Int, _ standing: UnsafeMutablePointer<Float>) {
        let columns = min(16, outputs - number * 16)
        for row in stride(from: 0, to: rows, by: 16) {
            let target = standing + row * outputs + number * 256, source = panel + row * 16, lanes = min(16, rows - row)
            if columns == 16, lanes == 16 {
                Packing.transpose(source, 16, to: target, 16)
                Packing.transpose(source + 8, 16, to: target + 128, 16)
                Packing.transpose(source + 128, 16, to: target + 8, 16)
                Packing.transpose(source + 136, 16, to: target + 136, 16)
            } else {
                for column in 0..<columns {
                    for lane in 0..<16 { target[column * 16 + lane] = lane < lanes ? source[lane * 16 + column] : 0 }
                }
            }
        }
    }

    /// dx of some inputs: computed as its transpose, for sixteen rows of the batch at a time, then transposed into dx.
    @inline(__always)
    private func inputGradient(
        _ w: UnsafePointer<Float>, _ standing: UnsafePointer<Float>, _ product: UnsafeMutablePointer<Float>, _ dx: UnsafeMutablePointer<Float>, _ count: Int,
        rows: Int
    ) {
        for row in stride(from: 0, to: rows, by: 16) {
            Tile.column(rows: count, depth: outputs, w, outputs, 1, standing + row * outputs, 16, product, 16, false)
            for lane in stride(from: 0, to: min(16, rows - row), by: 8) {
                let lanes = min(8, rows - row - lane), target = dx + (row + lane) * inputs
                var index = 0
                while lanes == 8, index + 8 <= count {
                    Packing.transpose(product + index * 16 + lane, 16, to: target + index, inputs)
                    index += 8
                }
                for index in index..<count {
                    for place in 0..<lanes { target[place * inputs + index] = product[index * 16 + lane + place] }
                }
            }
        }
    }

    /// The column sums of a panel, added in order of the rows.
    @inline(__always)
    func sum(_ panel: UnsafePointer<Float>, rows: Int, columns: Int, into sums: UnsafeMutablePointer<Float>) {
        var low = Vector(), high = Vector()
        for row in 0..<rows { low += load(panel, row * 16); high += load(panel, row * 16 + 8) }
        for column in 0..<columns { sums[column] = column < 8 ? low[column] : high[column - 8] }
    }
}
