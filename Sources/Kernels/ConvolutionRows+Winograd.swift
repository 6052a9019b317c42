/// 2 × 2 windows under 2 × 2 pools by Winograd's F(2 × 2, 2 × 2): the four outputs of a pool from nine products instead of sixteen.
///
/// In one dimension, of the outputs y0 = d0·g0 + d1·g1 and y1 = d1·g0 + d2·g1:
///     m0 = (d0 − d1)·g0, m1 = d1·(g0 + g1), m2 = (d1 − d2)·g1;  y0 = m0 + m1, y1 = m1 − m2
/// In two, the same along rows and columns. Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2015).
extension ConvolutionRows {
    /// Whether it is used: 2 × 2 windows without stride or dilation, whole vectors of channels and whole panels of filters.
    static func factors(_ g: WindowGeometry, filters: Int, pool: (rows: Int, columns: Int)) -> Bool {
        pool == (2, 2) && g.windowRows == 2 && g.windowColumns == 2 && g.strideRows == 1 && g.strideColumns == 1 && g.dilationRows == 1
            && g.dilationColumns == 1 && g.channels % 8 == 0 && filters % 16 == 0
    }

    /// How many values the packed kernel has: for each panel nine kernels of one value per channel, (9, channels + 1, 16).
    var factoredCount: Int { panels.count * factoredPanel }
    private var factoredPanel: Int { 9 * (geometry.channels + 1) * 16 }
    /// How many values of scratch are needed: nine images of one value per channel for each of four windows, and their products with a panel.
    var factoredScratch: Int { 9 * 4 * (geometry.channels + 16) }

    /// Packs the kernel's nine factors. The bias follows the middle one, whose product is part of all four outputs.
    func packFactors(_ kernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, _ packed: UnsafeMutablePointer<Float>) {
        let channels = geometry.channels, size = (channels + 1) * 16, tap = channels * filters
        for panel in panels.indices {
            let target = packed + panel * factoredPanel
            for channel in 0..<channels {
                for half in stride(from: 0, to: 16, by: 8) {
                    let from = channel * filters + panel * 16 + half, to = target + channel * 16 + half
                    let g00 = load(kernel, from), g01 = load(kernel, tap + from), g10 = load(kernel, 2 * tap + from), g11 = load(kernel, 3 * tap + from)
                    let top = g00 + g01, bottom = g10 + g11
                    store(g00, to, 0); store(top, to, size); store(g01, to, 2 * size)
                    store(g00 + g10, to, 3 * size); store(top + bottom, to, 4 * size); store(g01 + g11, to, 5 * size)
                    store(g10, to, 6 * size); store(bottom, to, 7 * size); store(g11, to, 8 * size)
                }
            }
            for factor in 0..<9 { (target + factor * size + channels * 16).update(repeating: 0, count: 16) }
            if let bias { (target + 4 * size + channels * 16).update(from: bias + panel * 16, count: 16) }
        }
    }

    /// Rows of 2 × 2 pools with the result of `pooled`, four windows at a time; the last four overlap the previous ones.
    func pooledByFactors(
        _ image: UnsafePointer<Float>, count: Int, _ packed: UnsafePointer<Float>, _ floor: Float, _ y: UnsafeMutablePointer<Float>,
        _ winners: UnsafeMutablePointer<UInt8>?, _ scratch: UnsafeMutablePointer<Float>
    ) {
        let columns = geometry.outputColumns / 2, width = columns * filters, channels = geometry.channels, products = scratch + 9 * 4 * channels
        offsets.withUnsafeBufferPointer { offsets in
            guard let offsets = offsets.baseAddress else { return }
            for row in 0..<count {
                var start = 0
                while start < columns {
                    let column = max(0, min(start, columns - 4)), windows = min(4, columns - column)
                    for window in 0..<windows { differences(image + row * 2 * rowStep + (column + window) * 2 * columnStep, scratch + window * channels) }
                    for panel in panels.indices {
                        multiply(packed + panel * factoredPanel, offsets, scratch, products)
                        for window in 0..<windows {
                            let place = row * width + (column + window) * filters + panel * 16
                            pool(products + window * 16, Vector(repeating: floor), y + place, winners.map { $0 + place })
                        }
                    }
                    start += 4
                }
            }
        }
    }

    /// The 3 × 3 values of each channel that one pool reads, as nine differences: (9, 4 windows, channels).
    @inline(__always)
    private func differences(_ image: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
        let channels = geometry.channels, size = 4 * channels, down = rowStep
        var channel = 0
        while channel < channels {
            let (a0, a1, a2) = Self.differences(image + channel, down), (b0, b1, b2) = Self.differences(image + channels + channel, down)
            let (c0, c1, c2) = Self.differences(image + 2 * channels + channel, down)
            let to = target + channel
            store(a0 - b0, to, 0); store(b0, to, size); store(b0 - c0, to, 2 * size)
            store(a1 - b1, to, 3 * size); store(b1, to, 4 * size); store(b1 - c1, to, 5 * size)
            store(a2 - b2, to, 6 * size); store(b2, to, 7 * size); store(b2 - c2, to, 8 * size)
            channel += 8
        }
    }

    /// The differences of a column of three values.
    @_transparent
    private static func differences(_ column: UnsafePointer<Float>, _ down: Int) -> (Vector, Vector, Vector) {
        let first = load(column, 0), second = load(column, down), third = load(column, 2 * down)
        return (first - second, second, second - third)
    }

    /// The nine products of four windows with a panel, (9, 4 windows, 16).
    @inline(never)
    private func multiply(
        _ panel: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>, _ differences: UnsafePointer<Float>, _ products: UnsafeMutablePointer<Float>
    ) {
        let channels = geometry.channels
        for factor in 0..<9 {
            let tile = ConvolutionTile(
                panel: panel + factor * (channels + 1) * 16, offsets: offsets, depth: channels, second: channels, third: 2 * channels, fourth: 3 * channels)
            let sums = tile.wide(differences + factor * 4 * channels), target = products + factor * 64
            store(sums.p0, target, 0); store(sums.p1, target, 8); store(sums.q0, target, 16); store(sums.q1, target, 24)
            store(sums.r0, target, 32); store(sums.r1, target, 40); store(sums.s0, target, 48); store(sums.s1, target, 56)
        }
    }

    /// One pool's four outputs of sixteen filters from their products, and the maximum.
    @inline(__always)
    private func pool(_ products: UnsafePointer<Float>, _ floor: Vector, _ y: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<UInt8>?) {
        let first = Self.outputs(products), second = Self.outputs(products + 8)
        let low = Kernels.pooled(poolWinner(first.0, first.1, first.2, first.3), floor)
        let high = Kernels.pooled(poolWinner(second.0, second.1, second.2, second.3), floor)
        store(low.y, y, 0)
        store(high.y, y, 8)
        if let winners {
            store(low.mark, winners, first: 8)
            store(high.mark, winners + 8, first: 8)
        }
    }

    @_transparent
    private static func outputs(_ m: UnsafePointer<Float>) -> (Vector, Vector, Vector, Vector) {
        let left = load(m, 0) + load(m, 192), middle = load(m, 64) + load(m, 256), right = load(m, 128) + load(m, 320)
        let lowerLeft = load(m, 192) - load(m, 384), lowerMiddle = load(m, 256) - load(m, 448), lowerRight = load(m, 320) - load(m, 512)
        return (left + middle, middle - right, lowerLeft + lowerMiddle, lowerMiddle - lowerRight)
    }
}
