extension ConvolutionKernels {
    /// y = pool(activation(x ∗ kernel + bias)). `winners`, where given, receives for each pooled value the index of the maximum in its window, or a mark where ReLU made it 0.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>,
        winners: UnsafeMutablePointer<UInt8>?, batch: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let bands = bands(batch)
        if isFactored { rows.packFactors(kernel, bias, workspace) } else { rows.pack(kernel, bias, workspace) }
        pool.run(tasks: batch * bands) { task, worker in
            let sample = task / bands, band = task % bands
            let own = scratch + worker * workspacePerWorker
            let bare = x + sample * inputCount, image = isCopied ? UnsafePointer(own) : bare, end = pooledRows * (band + 1) / bands
            var row = pooledRows * band / bands, filled = row * poolRows * geometry.strideRows
            while row < end {
                let count = min(end - row, bandRows), offset = sample * outputCount + row * pooledColumns * filters
                fill(bare, own, from: &filled, below: (row + count) * poolRows)
                forwardRows(image + row * poolRows * rows.rowStep, count, workspace, y + offset, winners.map { $0 + offset }, own + layout.rows)
                row += count
            }
        }
    }

    /// Copies the rows of the image that the windows of the output rows below `end` reach, enlarged and with their border.
    @inline(__always)
    func fill(_ image: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>, from filled: inout Int, below end: Int) {
        guard isCopied else { return }
        rows.fill(scratch, from: &filled, below: end) { row, target in enlargement.enlarge(image, row: row, target) }
    }

    /// How many bands of rows each image is cut into: more than one for a batch of few images, whatever the number of threads.
    private func bands(_ batch: Int) -> Int { batch >= 16 ? 1 : max(1, min(pooledRows, 16 / max(1, batch))) }

    /// Some pooled rows, from the image at their first window. Pools other than 2 × 2 read rows of sums from scratch.
    private func forwardRows(
        _ image: UnsafePointer<Float>, _ count: Int, _ packed: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<UInt8>?,
        _ sums: UnsafeMutablePointer<Float>
    ) {
        let floor: Float = isRectified ? 0 : .nan
        if !isPooled {
            rows.plain(image, count: count, packed, floor, y)
        } else if isFactored {
            rows.pooledByFactors(image, count: count, packed, floor, y, winners, sums)
        } else if poolRows == 2, poolColumns == 2, rows.poolsInRegisters {
            rows.pooled(image, count: count, packed, floor, y, winners)
        } else {
            for row in 0..<count {
                let start = row * pooledColumns * filters
                rows.plain(image + row * poolRows * rows.rowStep, count: poolRows, packed, .nan, sums)
                poolRow(sums, floor, y + start, winners.map { $0 + start })
            }
        }
    }

    /// Pools rows of sums, (poolRows, outputColumns, filters), with a window of any size.
    private func poolRow(_ rows: UnsafePointer<Float>, _ floor: Float, _ y: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<UInt8>?) {
        let width = geometry.outputColumns * filters, floor = Vector(repeating: floor)
        for column in 0..<pooledColumns {
            for filter in stride(from: 0, to: filters, by: 8) {
                let window = rows + column * poolColumns * filters + filter
                var best = load(window, 0), number = SIMD8<Int32>(repeating: 0), place: Int32 = 0
                for row in 0..<poolRows {
                    for offset in 0..<poolColumns {
                        let value = load(window, row * width + offset * filters)
                        let wins = (value .> best) .| (value .!= value)
                        best = best.replacing(with: value, where: wins)
                        number = number.replacing(with: SIMD8(repeating: place), where: wins)
                        place &+= 1
                    }
                }
                let pooled = Kernels.pooled((best, number), floor)
                store(pooled.y, y + column * filters + filter, first: filters - filter)
                if let winners { store(pooled.mark, winners + column * filters + filter, first: filters - filter) }
            }
        }
    }
}
