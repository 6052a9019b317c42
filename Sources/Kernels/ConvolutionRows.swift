/// Rows of a convolution's outputs: sums over windows, with or without ReLU, as plain outputs or pooled 2 × 2.
///
/// The forward pass consists of such rows, and so does dx where the stride is 1: it is a convolution of dy with the flipped kernel. The kernel is packed into panels of sixteen
/// filters, the last of eight where that is enough; each panel stays in the cache for all rows of a call.
struct ConvolutionRows: Sendable {
    let geometry: WindowGeometry
    let filters: Int
    /// How many values of the kernel one filter has.
    let windowCount: Int
    /// The offset of each of a window's values from its first one in the padded image: (windowRows, windowColumns, channels).
    let offsets: [Int32]
    let panels: [Panel]
    /// The distance between neighbouring windows in the image, across and down.
    let columnStep: Int, rowStep: Int
    /// How many values of a window are contiguous in the image.
    private let runLength: Int
    /// Whether a vector holds values along the window instead of filters, where there are too few filters to fill it.
    private let isAlongWindow: Bool

    /// Sixteen filters, or the last eight or fewer.
    struct Panel: Sendable {
        let filter: Int, count: Int
        var width: Int { count > 8 ? 16 : 8 }
    }

    init(_ g: WindowGeometry, filters: Int) {
        geometry = g
        self.filters = filters
        windowCount = g.windowRows * g.windowColumns * g.channels
        offsets = (0..<windowCount).map { Int32(g.offset(ofKernelIndex: $0)) }
        panels = stride(from: 0, to: filters, by: 16).map { Panel(filter: $0, count: min(16, filters - $0)) }
        columnStep = g.strideColumns * g.channels
        rowStep = g.strideRows * g.paddedColumns * g.channels
        runLength = g.dilationColumns == 1 ? g.windowColumns * g.channels : g.channels
        isAlongWindow = filters < 4 && runLength >= 8
    }

    /// Whether 2 × 2 pools are computed in registers.
    var poolsInRegisters: Bool { !isAlongWindow }

    /// How many values the packed kernel has.
    var packedCount: Int { (windowCount + 1) * 16 * panels.count }

    /// Packs the kernel in panels, each followed by its bias; or filter by filter and then all biases, where vectors run along the window.
    func pack(_ kernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, _ packed: UnsafeMutablePointer<Float>) {
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
                if panel.count < panel.width || row == windowCount { to.update(repeating: 0, count: panel.width) }
                if let source = row < windowCount ? kernel + row * filters : bias { to.update(from: source + panel.filter, count: panel.count) }
            }
        }
    }

    /// Copies rows of the image with a border of zeros shortly before they are read: from row `filled` up to the last that the windows of the output rows below `end` reach.
    @inline(__always)
    func fill(
        _ scratch: UnsafeMutablePointer<Float>, from filled: inout Int, below end: Int, copy: (_ row: Int, _ target: UnsafeMutablePointer<Float>) -> Void
    ) {
        let g = geometry, needed = min(g.paddedRows, (end - 1) * g.strideRows + (g.windowRows - 1) * g.dilationRows + 1)
        let width = g.paddedColumns * g.channels, left = g.padLeft * g.channels, right = left + g.inputColumns * g.channels
        while filled < needed {
            let target = scratch + filled * width, row = filled - g.padTop
            if row >= 0, row < g.inputRows {
                target.update(repeating: 0, count: left)
                copy(row, target + left)
                (target + right).update(repeating: 0, count: width - right)
            } else {
                target.update(repeating: 0, count: width)
            }
            filled += 1
        }
    }

    /// Rows of outputs without a pool, (count, outputColumns, filters), from the padded image at the first row's first window.
    func plain(_ image: UnsafePointer<Float>, count: Int, _ packed: UnsafePointer<Float>, _ floor: Float, _ y: UnsafeMutablePointer<Float>) {
        let width = geometry.outputColumns * filters
        offsets.withUnsafeBufferPointer { offsets in
            guard let offsets = offsets.baseAddress else { return }
            if isAlongWindow {
                for row in 0..<count { rowAlongWindows(image + row * rowStep, packed, offsets, floor, y + row * width) }
                return
            }
            // The four windows of a tile; a shorter row repeats its last window.
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
    }

    /// Rows of 2 × 2 pools, (count, pooledColumns, filters), and the index of each maximum in its window.
    func pooled(
        _ image: UnsafePointer<Float>, count: Int, _ packed: UnsafePointer<Float>, _ floor: Float, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?
    ) {
        let width = geometry.outputColumns / 2 * filters, floor = Vector(repeating: floor)
        offsets.withUnsafeBufferPointer { offsets in
            guard let offsets = offsets.baseAddress else { return }
            for (index, panel) in panels.enumerated() {
                let tile = ConvolutionTile(
                    panel: packed + index * (windowCount + 1) * 16, offsets: offsets, depth: windowCount, second: columnStep, third: rowStep,
                    fourth: rowStep + columnStep)
                for row in 0..<count {
                    let windows = image + row * 2 * rowStep, start = row * width + panel.filter
                    if panel.width == 16 {
                        pooledWide(tile, panel.count, windows, floor, y + start, winners.map { $0 + start })
                    } else {
                        pooledNarrow(tile, panel.count, windows, floor, y + start, winners.map { $0 + start })
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
        for column in 0..<geometry.outputColumns / 2 {
            let sums = tile.wide(image + column * step), place = column * filters
            let first = Kernels.pooled(poolWinner(sums.p0, sums.q0, sums.r0, sums.s0), floor)
            let second = Kernels.pooled(poolWinner(sums.p1, sums.q1, sums.r1, sums.s1), floor)
            store(first.y, y + place, first: 8)
            store(second.y, y + place + 8, first: count - 8)
            if let winners {
                store(first.mark, winners + place, first: 8)
                store(second.mark, winners + place + 8, first: count - 8)
            }
        }
    }

    /// A row of 2 × 2 pools of up to eight filters, two at a time; an odd last one is computed twice.
    @inline(never)
    private func pooledNarrow(
        _ tile: ConvolutionTile, _ count: Int, _ image: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?
    ) {
        let step = 2 * columnStep, filters = filters, last = geometry.outputColumns / 2 - 1
        for column in stride(from: 0, through: last, by: 2) {
            let next = min(column + 1, last), sums = tile.narrow(image + column * step, image + next * step)
            let first = Kernels.pooled(poolWinner(sums.p0, sums.q0, sums.r0, sums.s0), floor)
            let second = Kernels.pooled(poolWinner(sums.p1, sums.q1, sums.r1, sums.s1), floor)
            store(first.y, y + column * filters, first: count)
            store(second.y, y + next * filters, first: count)
            if let winners {
                store(first.mark, winners + column * filters, first: count)
                store(second.mark, winners + next * filters, first: count)
            }
        }
    }

    /// A row of outputs of up to sixteen filters, four at a time; the last four overlap the previous ones where the row's length is not a multiple of four.
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

    /// A row of outputs of up to eight filters, eight at a time.
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

    /// A row of outputs of a few filters, with vectors along the window: four windows at a time share the kernel's vectors.
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
                // Two sums per window, as a single sum would wait for its last product.
                var p = Vector(), q = Vector(), r = Vector(), s = Vector(), p1 = Vector(), q1 = Vector(), r1 = Vector(), s1 = Vector()
                var rest = SIMD4<Float>(repeating: bias), run = 0
                while run < windowCount {
                    let w = kernel + run, a = image + column * step + Int(offsets[run])
                    let b = a + second * step, c = a + third * step, d = a + fourth * step
                    var k = 0
                    while k + 8 < whole {
                        let x = load(w, k), z = load(w, k + 8)
                        p.addProduct(x, load(a, k)); q.addProduct(x, load(b, k)); r.addProduct(x, load(c, k)); s.addProduct(x, load(d, k))
                        p1.addProduct(z, load(a, k + 8)); q1.addProduct(z, load(b, k + 8)); r1.addProduct(z, load(c, k + 8)); s1.addProduct(z, load(d, k + 8))
                        k += 16
                    }
                    if k < whole {
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
                p += p1; q += q1; r += r1; s += s1
                let halves = (p.lowHalf + p.highHalf, q.lowHalf + q.highHalf, r.lowHalf + r.highHalf, s.lowHalf + s.highHalf)
                let sums = rest + SIMD4(halves.0.sum(), halves.1.sum(), halves.2.sum(), halves.3.sum()), target = y + column * filters + filter
                target[0] = clamped(sums[0], floor); target[second * filters] = clamped(sums[1], floor)
                target[third * filters] = clamped(sums[2], floor); target[fourth * filters] = clamped(sums[3], floor)
                start += 4
            }
        }
    }
}
