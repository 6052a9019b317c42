extension ConvolutionKernels {
    /// y = pool(activation(x ∗ kernel + bias)); `winners`, where given, keeps for each pooled value which number of its window it was.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>,
        winners: UnsafeMutablePointer<UInt8>?, batch: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let bands = bands(batch), g = geometry, plan = self.scratch
        packPanels(kernel, bias, workspace)
        offsets.withUnsafeBufferPointer { offsets in
            guard let offsets = offsets.baseAddress else { return }
            pool.run(tasks: batch * bands) { task, worker in
                let sample = task / bands, band = task % bands
                let own = scratch + worker * workspacePerWorker
                let image = bordered(x + sample * g.inputCount, own), rows = own + plan.rows
                let end = pooledRows * (band + 1) / bands
                var row = pooledRows * band / bands
                while row < end {
                    let next = min(end, row + bandRows), offset = sample * outputCount + row * pooledColumns * filters
                    forwardRows(row..<next, image, workspace, offsets, y + offset, winners.map { $0 + offset }, rows)
                    row = next
                }
            }
        }
    }

    /// Two threads or sixteen: a batch of a few large images is cut into bands of rows too.
    private func bands(_ batch: Int) -> Int { batch >= 16 ? 1 : max(1, min(pooledRows, 16 / max(1, batch))) }

    /// A filter's sums are formed along the window where there are too few filters to fill a vector with.
    private var isAlongWindow: Bool { filters < 4 && runLength >= 8 }
    /// Numbers of a window that lie in one piece in the image.
    private var runLength: Int { geometry.dilationColumns == 1 ? geometry.windowColumns * geometry.channels : geometry.channels }

    /// The kernel in panels, each with its bias behind it; by filters, and then the bias, where sums are formed along the window.
    private func packPanels(_ kernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, _ packed: UnsafeMutablePointer<Float>) {
        if isAlongWindow {
            for filter in 0..<filters {
                for index in 0..<windowCount { packed[filter * windowCount + index] = kernel[index * filters + filter] }
                packed[filters * windowCount + filter] = bias?[filter] ?? 0
            }
            return
        }
        for (index, panel) in panels.enumerated() {
            let target = packed + index * (windowCount + 1) * 16
            for row in 0...windowCount {
                let to = target + row * panel.width
                to.update(repeating: 0, count: panel.width)
                if let source = row < windowCount ? kernel + row * filters : bias { to.update(from: source + panel.filter, count: panel.count) }
            }
        }
    }

    /// Some pooled rows of one image, panel by panel: a panel stays in the cache for all of them.
    private func forwardRows(
        _ range: Range<Int>, _ image: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?, _ rows: UnsafeMutablePointer<Float>
    ) {
        let floor: Float = isRectified ? 0 : -.infinity, rowCount = pooledColumns * filters
        if isPooled, poolRows != 2 || poolColumns != 2 || isAlongWindow {
            for row in range {
                let start = (row - range.lowerBound) * rowCount
                outputRows(image + row * poolRows * rowStep, count: poolRows, packed, offsets, -.infinity, rows)
                poolRow(rows, floor, y + start, winners.map { $0 + start })
            }
        } else if !isPooled {
            outputRows(image + range.lowerBound * rowStep, count: range.count, packed, offsets, floor, y)
        } else {
            let floor = Vector(repeating: floor)
            for (index, panel) in panels.enumerated() {
                let tile = ConvolutionTile(
                    panel: packed + index * (windowCount + 1) * 16, offsets: offsets, depth: windowCount, second: columnStep, third: rowStep,
                    fourth: rowStep + columnStep)
                for row in range {
                    let start = (row - range.lowerBound) * rowCount + panel.filter
                    if panel.width == 16 {
                        pooledWide(tile, panel.count, image + row * 2 * rowStep, floor, y + start, winners.map { $0 + start })
                    } else {
                        pooledNarrow(tile, panel.count, image + row * 2 * rowStep, floor, y + start, winners.map { $0 + start })
                    }
                }
            }
        }
    }

    /// A row of 2 × 2 pools of up to sixteen filters.
    @inline(never)
    private func pooledWide(
        _ tile: ConvolutionTile, _ count: Int, _ image: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?
    ) {
        let step = 2 * columnStep, filters = filters
        for column in 0..<pooledColumns {
            let sums = tile.wide(image + column * step), place = column * filters
            let first = poolWinner(sums.p0, sums.q0, sums.r0, sums.s0), second = poolWinner(sums.p1, sums.q1, sums.r1, sums.s1)
            store(clamped(first.best, floor), y + place, first: 8)
            store(clamped(second.best, floor), y + place + 8, first: count - 8)
            if let winners {
                store(first.number, winners + place, first: 8)
                store(second.number, winners + place + 8, first: count - 8)
            }
        }
    }

    /// A row of 2 × 2 pools of up to eight filters, two at a time; an odd last one twice.
    @inline(never)
    private func pooledNarrow(
        _ tile: ConvolutionTile, _ count: Int, _ image: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?
    ) {
        let step = 2 * columnStep, filters = filters, last = pooledColumns - 1
        for column in stride(from: 0, through: last, by: 2) {
            let next = min(column + 1, last), sums = tile.narrow(image + column * step, image + next * step)
            let first = poolWinner(sums.p0, sums.q0, sums.r0, sums.s0), second = poolWinner(sums.p1, sums.q1, sums.r1, sums.s1)
            store(clamped(first.best, floor), y + column * filters, first: count)
            store(clamped(second.best, floor), y + next * filters, first: count)
            if let winners {
                store(first.number, winners + column * filters, first: count)
                store(second.number, winners + next * filters, first: count)
            }
        }
    }

    /// Rows of outputs without a pool: (count, outputColumns, filters).
    private func outputRows(
        _ image: UnsafePointer<Float>, count: Int, _ packed: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, _ floor: Float,
        _ y: UnsafeMutablePointer<Float>
    ) {
        let width = geometry.outputColumns * filters
        if isAlongWindow {
            for row in 0..<count { rowAlongWindows(image + row * rowStep, packed, offsets, floor, y + row * width) }
            return
        }
        // A tile's four neighbours; fewer in a row that is shorter, its last one several times.
        let last = geometry.outputColumns - 1, places = (second: min(1, last), third: min(2, last), fourth: min(3, last))
        for (index, panel) in panels.enumerated() {
            let tile = ConvolutionTile(
                panel: packed + index * (windowCount + 1) * 16, offsets: offsets, depth: windowCount, second: places.second * columnStep,
                third: places.third * columnStep, fourth: places.fourth * columnStep)
            for row in 0..<count {
                let target = y + row * width + panel.filter
                if panel.width == 16 {
                    plainWide(tile, panel.count, image + row * rowStep, Vector(repeating: floor), target)
                } else {
                    plainNarrow(tile, panel.count, image + row * rowStep, Vector(repeating: floor), target)
                }
            }
        }
    }

    /// A row of outputs of up to sixteen filters, four at a time; the last four overlap the ones before where the row is no multiple of four.
    @inline(never)
    private func plainWide(
        _ tile: ConvolutionTile, _ count: Int, _ image: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>
    ) {
        let columns = geometry.outputColumns, last = max(0, columns - 4), step = columnStep, filters = filters
        let second = min(1, columns - 1) * filters, third = min(2, columns - 1) * filters, fourth = min(3, columns - 1) * filters
        for start in stride(from: 0, to: columns, by: 4) {
            let column = min(start, last), sums = tile.wide(image + column * step), target = y + column * filters
            store(clamped(sums.p0, floor), target, first: 8); store(clamped(sums.p1, floor), target + 8, first: count - 8)
            store(clamped(sums.q0, floor), target + second, first: 8); store(clamped(sums.q1, floor), target + second + 8, first: count - 8)
            store(clamped(sums.r0, floor), target + third, first: 8); store(clamped(sums.r1, floor), target + third + 8, first: count - 8)
            store(clamped(sums.s0, floor), target + fourth, first: 8); store(clamped(sums.s1, floor), target + fourth + 8, first: count - 8)
        }
    }

    /// The same of up to eight filters, eight outputs at a time.
    @inline(never)
    private func plainNarrow(
        _ tile: ConvolutionTile, _ count: Int, _ image: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>
    ) {
        let columns = geometry.outputColumns, last = max(0, columns - 4), step = columnStep, filters = filters
        let second = min(1, columns - 1) * filters, third = min(2, columns - 1) * filters, fourth = min(3, columns - 1) * filters
        for start in stride(from: 0, to: columns, by: 8) {
            let column = min(start, last), next = min(start + 4, last)
            let sums = tile.narrow(image + column * step, image + next * step), target = y + column * filters, nextTarget = y + next * filters
            store(clamped(sums.p0, floor), target, first: count); store(clamped(sums.q0, floor), target + second, first: count)
            store(clamped(sums.r0, floor), target + third, first: count); store(clamped(sums.s0, floor), target + fourth, first: count)
            store(clamped(sums.p1, floor), nextTarget, first: count); store(clamped(sums.q1, floor), nextTarget + second, first: count)
            store(clamped(sums.r1, floor), nextTarget + third, first: count); store(clamped(sums.s1, floor), nextTarget + fourth, first: count)
        }
    }

    /// A row of outputs of a few filters, each sum formed along its window: four windows at a time share the kernel's vectors.
    @inline(never)
    private func rowAlongWindows(
        _ image: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, _ floor: Float, _ y: UnsafeMutablePointer<Float>
    ) {
        let columns = geometry.outputColumns, last = max(0, columns - 4), step = columnStep, length = runLength, whole = length / 8 * 8, filters = filters
        let second = min(1, columns - 1), third = min(2, columns - 1), fourth = min(3, columns - 1), windowCount = windowCount
        for filter in 0..<filters {
            let kernel = packed + filter * windowCount, bias = packed[filters * windowCount + filter]
            var start = 0
            while start < columns {
                let column = min(start, last)
                var p = Vector(), q = Vector(), r = Vector(), s = Vector(), rest = SIMD4<Float>(repeating: bias), run = 0
                while run < windowCount {
                    let w = kernel + run, a = image + column * step + Int(offsets[run])
                    let b = a + second * step, c = a + third * step, d = a + fourth * step
                    var k = 0
                    while k < whole {
                        let x = load(w, k)
                        p.addProduct(x, load(a, k)); q.addProduct(x, load(b, k)); r.addProduct(x, load(c, k)); s.addProduct(x, load(d, k))
                        k += 8
                    }
                    while k < length {
                        rest.addProduct(SIMD4(a[k], b[k], c[k], d[k]), SIMD4(repeating: w[k]))
                        k += 1
                    }
                    run += length
                }
                let sums = rest + SIMD4(p.sum(), q.sum(), r.sum(), s.sum()), target = y + column * filters + filter
                let clamped = sums.replacing(with: SIMD4(repeating: floor), where: sums .< SIMD4(repeating: floor))
                target[0] = clamped[0]; target[second * filters] = clamped[1]; target[third * filters] = clamped[2]; target[fourth * filters] = clamped[3]
                start += 4
            }
        }
    }

    /// The pool of rows of sums, (poolRows, outputColumns, filters), whatever its window.
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
                store(clamped(best, floor), y + column * filters + filter, first: filters - filter)
                if let winners { store(number, winners + column * filters + filter, first: filters - filter) }
            }
        }
    }
}
