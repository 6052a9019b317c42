/// The arithmetic of a depthwise two-dimensional convolution: each channel has `multiplier` small kernels of its own, and channels are not mixed.
///
/// y[i, j, c · multiplier + m] = bias[c · multiplier + m] + Σ over r, s of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, m]
///
/// The image is copied with its border, each channel `multiplier` times, filled up to whole vectors of channels. So every output channel has its own
/// input channel, and all loops process eight channels at once.
///
/// x (batch, rows, columns, channels), kernel (windowRows, windowColumns, channels, multiplier), y (batch, outputRows, outputColumns, channels · multiplier).
/// Up to seven values after the end of `dy` are read and ignored, which `FloatBuffer` allows.
public struct DepthwiseKernels: Sendable {
    /// The windows.
    public let geometry: WindowGeometry
    /// How many kernels each channel has.
    public let multiplier: Int
    let taps: Int, outputChannels: Int
    let paddedChannels: Int
    /// The offset of each tap from a window's first value in the copied image.
    let offsets: [Int]

    /// One kernel for each channel, unless `multiplier` is given.
    public init(geometry: WindowGeometry, multiplier: Int = 1) {
        self.geometry = geometry
        self.multiplier = multiplier
        taps = geometry.windowRows * geometry.windowColumns
        outputChannels = geometry.channels * multiplier
        let padded = (outputChannels + 7) / 8 * 8
        paddedChannels = padded
        offsets = (0..<taps).map { tap in
            let row = tap / geometry.windowColumns * geometry.dilationRows, column = tap % geometry.windowColumns * geometry.dilationColumns
            return (row * geometry.paddedColumns + column) * padded
        }
    }

    /// How many values one sample's output has.
    public var outputCount: Int { geometry.positions * outputChannels }
    private var imageCount: Int { geometry.paddedRows * geometry.paddedColumns * paddedChannels }
    private var columnStep: Int { geometry.strideColumns * paddedChannels }
    private var rowStep: Int { geometry.strideRows * geometry.paddedColumns * paddedChannels }

    /// How many values of memory each thread needs: the image and its gradient.
    public var workspacePerWorker: Int { 2 * imageCount }
    /// How many values of memory all threads share: kernel and bias, then the same for each group's gradient.
    public func sharedWorkspace(batch: Int) -> Int { (1 + groups(batch)) * packedCount }
    private var packedCount: Int { (taps + 1) * paddedChannels }

    /// The number of groups of samples, which depends on the batch's size only. One task sums a group's gradient; the groups' gradients are added in order.
    private func groups(_ batch: Int) -> Int { min(batch, 16) }

    /// y = x ∗ kernel + bias, channel by channel.
    public func forward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>, batch: Int,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let g = geometry
        pack(kernel, bias, workspace)
        pool.run(tasks: batch) { sample, worker in
            let image = scratch + worker * workspacePerWorker
            spread(x + sample * g.inputCount, image)
            for row in 0..<g.outputRows {
                forwardRow(image + row * rowStep, workspace, y + sample * outputCount + row * g.outputColumns * outputChannels)
            }
        }
    }

    /// A row of outputs: eight channels of four neighbours at once; the last four overlap the previous ones.
    @inline(never)
    private func forwardRow(_ image: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
        let columns = geometry.outputColumns, last = max(0, columns - 4), step = columnStep, width = outputChannels
        let second = min(1, columns - 1), third = min(2, columns - 1), fourth = min(3, columns - 1)
        var channel = 0
        while channel < width {
            let count = width - channel
            var start = 0
            while start < columns {
                let column = min(start, last), a = image + column * step + channel
                let b = a + second * step, c = a + third * step, d = a + fourth * step
                var p = load(packed, taps * paddedChannels + channel), q = p, r = p, s = p
                for tap in 0..<taps {
                    let w = load(packed, tap * paddedChannels + channel), o = offsets[tap]
                    p.addProduct(load(a, o), w); q.addProduct(load(b, o), w); r.addProduct(load(c, o), w); s.addProduct(load(d, o), w)
                }
                let target = y + column * width + channel
                store(p, target, first: count); store(q, target + second * width, first: count)
                store(r, target + third * width, first: count); store(s, target + fourth * width, first: count)
                start += 4
            }
            channel += 8
        }
    }

    /// Computes dkernel, and dx and dbias where wanted, from `dy`.
    public func backward(
        x: UnsafePointer<Float>, kernel: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?,
        dkernel: UnsafeMutablePointer<Float>, dbias: UnsafeMutablePointer<Float>?, batch: Int, workspace: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let g = geometry, groups = groups(batch), partials = workspace + packedCount
        pack(kernel, nil, workspace)
        pool.run(tasks: groups) { group, worker in
            let image = scratch + worker * workspacePerWorker, partial = partials + group * packedCount
            let gradient = dx == nil ? nil : image + imageCount
            partial.update(repeating: 0, count: packedCount)
            for sample in batch * group / groups..<batch * (group + 1) / groups {
                spread(x + sample * g.inputCount, image)
                gradient?.update(repeating: 0, count: imageCount)
                for row in 0..<g.outputRows {
                    let dy = dy + sample * outputCount + row * g.outputColumns * outputChannels
                    backwardRow(image + row * rowStep, workspace, dy, partial, gradient.map { $0 + row * rowStep })
                }
                if let dx, let gradient { gather(gradient, dx + sample * g.inputCount) }
            }
        }
        for index in 0..<(taps + 1) * outputChannels {
            let tap = index / outputChannels, channel = index % outputChannels
            var sum: Float = 0
            for group in 0..<groups { sum += partials[group * packedCount + tap * paddedChannels + channel] }
            if tap < taps { dkernel[index] = sum } else { dbias?[channel] = sum }
        }
    }

    /// One row's contribution to the gradients, tap by tap.
    @inline(never)
    private func backwardRow(
        _ image: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ partial: UnsafeMutablePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>?
    ) {
        let columns = geometry.outputColumns, step = columnStep, width = outputChannels
        var channel = 0
        while channel < width {
            var bias = load(partial, taps * paddedChannels + channel)
            for column in 0..<columns { bias += load(dy, column * width + channel) }
            store(bias, partial, taps * paddedChannels + channel)
            for tap in 0..<taps {
                let place = tap * paddedChannels + channel, x = image + offsets[tap] + channel
                var even = load(partial, place), odd = Vector(), column = 0
                while column + 1 < columns {
                    even.addProduct(load(dy, column * width + channel), load(x, column * step))
                    odd.addProduct(load(dy, (column + 1) * width + channel), load(x, (column + 1) * step))
                    column += 2
                }
                if column < columns { even.addProduct(load(dy, column * width + channel), load(x, column * step)) }
                store(even + odd, partial, place)
                guard let dx else { continue }
                let w = load(packed, place), target = dx + offsets[tap] + channel
                for column in 0..<columns {
                    store(load(target, column * step).addingProduct(load(dy, column * width + channel), w), target, column * step)
                }
            }
            channel += 8
        }
    }

    /// Packs the kernel tap by tap, each as whole vectors of channels, then the bias or zeros.
    private func pack(_ kernel: UnsafePointer<Float>, _ bias: UnsafePointer<Float>?, _ packed: UnsafeMutablePointer<Float>) {
        packed.update(repeating: 0, count: packedCount)
        for tap in 0..<taps { (packed + tap * paddedChannels).update(from: kernel + tap * outputChannels, count: outputChannels) }
        if let bias { (packed + taps * paddedChannels).update(from: bias, count: outputChannels) }
    }

    /// Copies the image with a border of zeros, each channel `multiplier` times, as whole vectors of channels.
    private func spread(_ image: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
        let g = geometry
        target.update(repeating: 0, count: imageCount)
        for row in 0..<g.inputRows {
            for column in 0..<g.inputColumns {
                let from = image + (row * g.inputColumns + column) * g.channels
                let to = target + ((row + g.padTop) * g.paddedColumns + column + g.padLeft) * paddedChannels
                if multiplier == 1 {
                    to.update(from: from, count: g.channels)
                } else {
                    for channel in 0..<g.channels { (to + channel * multiplier).update(repeating: from[channel], count: multiplier) }
                }
            }
        }
    }

    /// The reverse of `spread` for gradients: drops the border and sums the copies of each channel.
    private func gather(_ gradient: UnsafePointer<Float>, _ dx: UnsafeMutablePointer<Float>) {
        let g = geometry
        for row in 0..<g.inputRows {
            for column in 0..<g.inputColumns {
                let from = gradient + ((row + g.padTop) * g.paddedColumns + column + g.padLeft) * paddedChannels
                let to = dx + (row * g.inputColumns + column) * g.channels
                for channel in 0..<g.channels {
                    var sum = from[channel * multiplier]
                    for copy in 1..<multiplier { sum += from[channel * multiplier + copy] }
                    to[channel] = sum
                }
            }
        }
    }
}
