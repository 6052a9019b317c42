/// The arithmetic of a two-dimensional convolution, with the maximum pooling behind it where there is one.
///
/// A row of outputs is a product: its windows lie in the image as the rows of a matrix do, `strideColumns · channels` numbers apart, so no
/// window is copied. What follows a row (bias, activation, pooling) happens while it is in the cache; backwards, a row's gradient is spread
/// from the winners of its pooling windows into a row of scratch, and serves the bias, the kernel and the input before the next row is touched.
///
/// x (batch, rows, columns, channels), kernel (windowRows, windowColumns, channels, filters), y (batch, outputRows, outputColumns, filters).
public struct ConvolutionKernels: Sendable {
    public let geometry: WindowGeometry
    public let filters: Int
    /// Rows × columns of a pooling without overlap behind the convolution; 1 × 1 for none.
    public let poolRows: Int, poolColumns: Int
    public let isRectified: Bool
    let padded: Int
    /// Numbers of a segment: what of a window lies in one piece in the image.
    let segmentLength: Int
    let segments: [Segment]

    struct Segment: Sendable {
        /// Numbers from a window's first number to the segment's, in the padded image.
        let imageOffset: Int
        let kernelOffset: Int
    }

    public init(geometry: WindowGeometry, filters: Int, pool: (rows: Int, columns: Int) = (1, 1), isRectified: Bool = false) {
        self.geometry = geometry
        self.filters = filters
        (poolRows, poolColumns) = pool
        self.isRectified = isRectified
        padded = (filters + Tile.columns - 1) / Tile.columns * Tile.columns
        let g = geometry
        if g.dilationColumns == 1 {
            segmentLength = g.windowColumns * g.channels
            segments = (0..<g.windowRows).map {
                Segment(imageOffset: $0 * g.dilationRows * g.paddedColumns * g.channels, kernelOffset: $0 * g.windowColumns * g.channels)
            }
        } else {
            segmentLength = g.channels
            segments = (0..<g.windowRows * g.windowColumns).map {
                let row = $0 / g.windowColumns * g.dilationRows, column = $0 % g.windowColumns * g.dilationColumns
                return Segment(imageOffset: (row * g.paddedColumns + column) * g.channels, kernelOffset: $0 * g.channels)
            }
        }
    }

    public var pooledRows: Int { geometry.outputRows / poolRows }
    public var pooledColumns: Int { geometry.outputColumns / poolColumns }
    var isPooled: Bool { poolRows * poolColumns > 1 }
    var windowCount: Int { geometry.windowRows * geometry.windowColumns * geometry.channels }
    /// The kernel's numbers of a window, rounded up to whole tiles: the columns of the transposed kernel.
    var paddedWindow: Int { (windowCount + Tile.columns - 1) / Tile.columns * Tile.columns }

    /// Numbers of one sample's output.
    public var outputCount: Int { pooledRows * pooledColumns * filters }
    private var rowCount: Int { geometry.outputColumns * padded }
    public var workspacePerWorker: Int {
        2 * (geometry.isPadded ? geometry.paddedCount : 0) + 64 + poolRows * rowCount + geometry.outputColumns * paddedWindow
    }
    /// Numbers of the workspace that all threads share in the backward pass, for so many samples.
    public func sharedWorkspace(batch: Int) -> Int { filters * paddedWindow + groups(batch) * (windowCount + 1) * padded }

    /// Samples are grouped by the batch's size alone; a group's gradient is summed by one task, the groups' in order.
    func groups(_ batch: Int) -> Int { min(batch, 16) }

    /// Two threads or sixteen: a batch of a few large images is cut into bands of rows too.
    private func bands(_ batch: Int) -> Int { batch >= 16 ? 1 : max(1, min(pooledRows, 16 / max(1, batch))) }

    /// y = pool(activation(x ∗ kernel + bias)); `winners`, where given, keeps for each pooled value which number of its window it was.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>,
        winners: UnsafeMutablePointer<UInt8>?, batch: Int, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let bands = bands(batch), g = geometry
        pool.run(tasks: batch * bands) { task, worker in
            let sample = task / bands, band = task % bands
            let first = pooledRows * band / bands, end = pooledRows * (band + 1) / bands
            let own = scratch + worker * workspacePerWorker
            let image = self.padded(x + sample * g.inputCount, own)
            let rows = own + (g.isPadded ? g.paddedCount : 0)
            for pooledRow in first..<end {
                for row in 0..<poolRows {
                    outputRow(pooledRow * poolRows + row, of: image, kernel, bias, rows + row * rowCount)
                }
                let offset = sample * outputCount + pooledRow * pooledColumns * filters
                finish(rows, y + offset, winners.map { $0 + offset })
            }
        }
    }

    /// One row of sums, before the activation: (outputColumns, padded).
    @inline(__always)
    private func outputRow(
        _ row: Int, of image: UnsafePointer<Float>, _ kernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, _ sums: UnsafeMutablePointer<Float>
    ) {
        let g = geometry, step = g.strideColumns * g.channels
        for column in 0..<g.outputColumns {
            let target = sums + column * padded
            if let bias { target.update(from: bias, count: filters) } else { target.update(repeating: 0, count: filters) }
        }
        let windows = image + row * g.strideRows * g.paddedColumns * g.channels
        var filter = 0
        while filter < padded {
            for segment in segments {
                Tile.column(
                    rows: g.outputColumns, depth: segmentLength, windows + segment.imageOffset, step, 1,
                    kernel + segment.kernelOffset * filters + filter, filters, sums + filter, padded, true)
            }
            filter += Tile.columns
        }
    }

    /// Activation and pooling of the rows in scratch.
    @inline(__always)
    private func finish(_ rows: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<UInt8>?) {
        let floor: Float = isRectified ? 0 : -.infinity
        for column in 0..<pooledColumns {
            let target = y + column * filters
            if !isPooled {
                let sums = rows + column * padded
                for filter in 0..<filters { target[filter] = sums[filter] < floor ? floor : sums[filter] }
                continue
            }
            let window = rows + column * poolColumns * padded
            var filter = 0
            while filter + 8 <= filters {
                var best = load(window, filter), index = SIMD8<Int32>(repeating: 0), number: Int32 = 0
                for row in 0..<poolRows {
                    for offset in 0..<poolColumns {
                        let value = load(window, row * rowCount + offset * padded + filter)
                        let wins = (value .> best) .| (value .!= value)   // what is not a number wins, so that it is noticed
                        best = best.replacing(with: value, where: wins)
                        index = index.replacing(with: SIMD8(repeating: number), where: wins)
                        number &+= 1
                    }
                }
                store(best.replacing(with: Vector(repeating: floor), where: best .< Vector(repeating: floor)), target, filter)
                if let winners {
                    UnsafeMutableRawPointer(winners + column * filters + filter).storeBytes(of: SIMD8<UInt8>(truncatingIfNeeded: index), as: SIMD8<UInt8>.self)
                }
                filter += 8
            }
            while filter < filters {
                var best = window[filter], index = 0
                for number in 1..<poolRows * poolColumns {
                    let value = window[number / poolColumns * rowCount + number % poolColumns * padded + filter]
                    if value > best || value != value { best = value; index = number }
                }
                target[filter] = best < floor ? floor : best
                winners?[column * filters + filter] = UInt8(truncatingIfNeeded: index)
                filter += 1
            }
        }
    }

    /// dkernel, dbias and, where wanted, dx, from the gradient `dy` by this stage's output `y`.
    public func backward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, y: UnsafePointer<Float>, dy: UnsafePointer<Float>, winners: UnsafePointer<UInt8>?,
        dx: UnsafeMutablePointer<Float>?, dkernel: UnsafeMutablePointer<Float>, dbias: UnsafeMutablePointer<Float>?, batch: Int,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let g = geometry, groups = groups(batch), transposed = workspace, partials = workspace + filters * paddedWindow
        if dx != nil {
            for index in 0..<windowCount {
                for filter in 0..<filters { transposed[filter * paddedWindow + index] = kernel[index * filters + filter] }
            }
        }
        let partialCount = (windowCount + 1) * padded
        pool.run(tasks: groups) { group, worker in
            let partial = partials + group * partialCount
            partial.update(repeating: 0, count: partialCount)
            let own = scratch + worker * workspacePerWorker
            let padding = g.isPadded ? g.paddedCount : 0
            let border = own + padding, rows = own + 2 * padding, products = rows + poolRows * rowCount
            for sample in batch * group / groups..<batch * (group + 1) / groups {
                let image = self.padded(x + sample * g.inputCount, own)
                let target = dx.map { g.isPadded ? border : $0 + sample * g.inputCount }
                target?.update(repeating: 0, count: g.isPadded ? g.paddedCount : g.inputCount)
                let start = sample * outputCount
                for pooledRow in 0..<pooledRows {
                    let offset = start + pooledRow * pooledColumns * filters
                    spread(dy + offset, y + offset, winners.map { $0 + offset }, rows, partial + windowCount * padded)
                    for row in 0..<poolRows {
                        rowBackward(
                            pooledRow * poolRows + row, gradient: rows + row * rowCount, image: image, transposed: transposed, partial: partial, dx: target,
                            products: products)
                    }
                }
                if let dx, g.isPadded { removeBorder(border, dx + sample * g.inputCount) }
            }
        }
        let block = 4_096, count = windowCount * filters
        pool.run(tasks: (count + block - 1) / block) { task, _ in
            for index in task * block..<min(count, (task + 1) * block) {
                var sum: Float = 0
                let offset = index / filters * padded + index % filters
                for group in 0..<groups { sum += partials[group * partialCount + offset] }
                dkernel[index] = sum
            }
        }
        if let dbias {
            for filter in 0..<filters {
                var sum: Float = 0
                for group in 0..<groups { sum += partials[group * partialCount + windowCount * padded + filter] }
                dbias[filter] = sum
            }
        }
    }

    /// The gradient of a pooled row, spread to the winners of its windows and stopped where the rectifier did; summed into `biasSums`.
    @inline(__always)
    private func spread(
        _ dy: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ winners: UnsafePointer<UInt8>?, _ rows: UnsafeMutablePointer<Float>,
        _ biasSums: UnsafeMutablePointer<Float>
    ) {
        rows.update(repeating: 0, count: poolRows * rowCount)
        for column in 0..<pooledColumns {
            for filter in 0..<filters {
                let index = column * filters + filter
                let gradient = isRectified && !(y[index] > 0) ? 0 : dy[index]
                biasSums[filter] += gradient
                let winner = winners.map { Int($0[index]) } ?? 0
                let row = winner / poolColumns, offset = winner - row * poolColumns
                rows[row * rowCount + (column * poolColumns + offset) * padded + filter] = gradient
            }
        }
    }

    @inline(__always)
    private func rowBackward(
        _ row: Int, gradient: UnsafePointer<Float>, image: UnsafePointer<Float>, transposed: UnsafePointer<Float>, partial: UnsafeMutablePointer<Float>,
        dx: UnsafeMutablePointer<Float>?, products: UnsafeMutablePointer<Float>
    ) {
        let g = geometry, step = g.strideColumns * g.channels
        let start = row * g.strideRows * g.paddedColumns * g.channels
        var filter = 0
        while filter < padded {
            for segment in segments {
                Tile.column(
                    rows: segmentLength, depth: g.outputColumns, image + start + segment.imageOffset, 1, step, gradient + filter, padded,
                    partial + segment.kernelOffset * padded + filter, padded, true)
            }
            filter += Tile.columns
        }
        guard let dx else { return }
        var column = 0
        while column < paddedWindow {
            Tile.column(
                rows: g.outputColumns, depth: filters, gradient, padded, 1, transposed + column, paddedWindow, products + column, paddedWindow, false)
            column += Tile.columns
        }
        for position in 0..<g.outputColumns {
            let product = products + position * paddedWindow, target = dx + start + position * step
            for segment in segments {
                let from = product + segment.kernelOffset, to = target + segment.imageOffset
                for index in 0..<segmentLength { to[index] += from[index] }
            }
        }
    }

    /// The image with its border of zeros, in scratch; the image itself where it needs none.
    @inline(__always)
    private func padded(_ image: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
        let g = geometry
        guard g.isPadded else { return image }
        scratch.update(repeating: 0, count: g.paddedCount)
        for row in 0..<g.inputRows {
            (scratch + ((row + g.padTop) * g.paddedColumns + g.padLeft) * g.channels)
                .update(from: image + row * g.inputColumns * g.channels, count: g.inputColumns * g.channels)
        }
        return UnsafePointer(scratch)
    }

    @inline(__always)
    private func removeBorder(_ border: UnsafePointer<Float>, _ image: UnsafeMutablePointer<Float>) {
        let g = geometry
        for row in 0..<g.inputRows {
            (image + row * g.inputColumns * g.channels)
                .update(from: border + ((row + g.padTop) * g.paddedColumns + g.padLeft) * g.channels, count: g.inputColumns * g.channels)
        }
    }
}
