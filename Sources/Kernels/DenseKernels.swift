/// The arithmetic of a fully connected layer.
///
/// x (batch, inputs), w (inputs, outputs), y (batch, outputs), row-major. `padded` rounds the outputs up to whole tiles.
public struct DenseKernels: Sendable {
    public let batch: Int, inputs: Int, outputs: Int
    let padded: Int
    /// The inputs are cut into this many parts whose sums are added in order: a layer with few outputs still gives every thread work.
    let parts: Int
    private static let partLength = 512
    private static let rowBlock = 48
    private static let columnBlock = 128
    /// Rows of the weights that one task of the backward pass takes.
    private static let weightRows = 48

    public init(batch: Int, inputs: Int, outputs: Int) {
        self.batch = batch
        self.inputs = inputs
        self.outputs = outputs
        padded = (outputs + Tile.columns - 1) / Tile.columns * Tile.columns
        parts = max(1, (inputs + Self.partLength - 1) / Self.partLength)
    }

    var paddedBatch: Int { (batch + Tile.columns - 1) / Tile.columns * Tile.columns }

    /// Numbers of workspace that the passes need, shared by all threads, and for each thread.
    public var sharedWorkspace: Int { max(parts * batch * padded, batch * padded + outputs * paddedBatch) }
    public var workspacePerWorker: Int { Self.weightRows * max(padded, paddedBatch) }

    /// y = x · w + bias; the activation is another pass.
    public func forward(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>, rows: Int,
        workspace: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let rowBlocks = (rows + Self.rowBlock - 1) / Self.rowBlock, columnBlocks = (padded + Self.columnBlock - 1) / Self.columnBlock
        pool.run(tasks: parts * rowBlocks * columnBlocks) { task, _ in
            let part = task / (rowBlocks * columnBlocks), rowBlock = task / columnBlocks % rowBlocks, columnBlock = task % columnBlocks
            let first = part * Self.partLength, depth = min(Self.partLength, inputs - first)
            let row = rowBlock * Self.rowBlock, rowCount = min(Self.rowBlock, rows - row)
            let sums = workspace + (part * batch + row) * padded
            var column = columnBlock * Self.columnBlock
            let end = min(padded, column + Self.columnBlock)
            while column < end {
                Tile.column(
                    rows: rowCount, depth: depth, x + row * inputs + first, inputs, 1, w + first * outputs + column, outputs, sums + column, padded, false)
                column += Tile.columns
            }
        }
        pool.run(tasks: (rows + 15) / 16) { task, _ in
            for row in task * 16..<min(rows, task * 16 + 16) {
                let target = y + row * outputs, sums = workspace + row * padded
                for column in 0..<outputs {
                    var sum = bias?[column] ?? 0
                    for part in 0..<parts { sum += sums[part * batch * padded + column] }
                    target[column] = sum
                }
            }
        }
    }

    /// What becomes of the weights' gradient.
    public enum GradientUse {
        case store(UnsafeMutablePointer<Float>)
        /// The update in the same pass: weights and their memory are touched once a step.
        case update(UnsafeMutablePointer<Float>, UpdateRule, UpdateRule.Slots)
    }

    /// dx = dy · wᵀ (where wanted), dw = xᵀ · dy, dbias = Σ dy.
    public func backward(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?, use: GradientUse,
        dbias: UnsafeMutablePointer<Float>?, rows: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let columns = paddedBatch, padded = padded
        let copied = workspace, standing = workspace + batch * padded   // dy with padded rows, where it has none; its transpose
        let lying = padded == outputs ? dy : UnsafePointer(copied)
        if padded != outputs {
            for row in 0..<rows { (copied + row * padded).update(from: dy + row * outputs, count: outputs) }
        }
        if dx != nil {
            pool.run(tasks: (outputs + 31) / 32) { task, _ in
                for column in task * 32..<min(outputs, task * 32 + 32) {
                    for row in 0..<rows { standing[column * columns + row] = dy[row * outputs + column] }
                }
            }
        }
        if let dbias {
            dbias.update(repeating: 0, count: outputs)
            for row in 0..<rows {
                for column in 0..<outputs { dbias[column] += dy[row * outputs + column] }
            }
        }
        let blocks = (inputs + Self.weightRows - 1) / Self.weightRows
        pool.run(tasks: blocks) { task, worker in
            let tile = scratch + worker * workspacePerWorker
            let first = task * Self.weightRows, count = min(Self.weightRows, inputs - first)
            if let dx {
                var column = 0
                while column < rows {
                    Tile.column(rows: count, depth: outputs, w + first * outputs, outputs, 1, standing + column, columns, tile + column, columns, false)
                    column += Tile.columns
                }
                for row in 0..<rows {
                    let target = dx + row * inputs + first
                    for index in 0..<count { target[index] = tile[index * columns + row] }
                }
            }
            var column = 0
            while column < padded {
                Tile.column(rows: count, depth: rows, x + first, 1, inputs, lying + column, padded, tile + column, padded, false)
                column += Tile.columns
            }
            for index in 0..<count {
                let offset = (first + index) * outputs
                switch use {
                case .store(let gradient): (gradient + offset).update(from: tile + index * padded, count: outputs)
                case .update(let weights, let rule, let slots):
                    rule.apply(weights: weights + offset, gradient: tile + index * padded, slots: slots, offset: offset, count: outputs)
                }
            }
        }
    }
}
