import Kernels

/// Numbers that look random and are the same in every run.
struct Sequence64 {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() >> 33) % range.count }
    mutating func number() -> Float { Float(next() >> 40) / Float(1 << 23) - 1 }

    mutating func buffer(_ count: Int) -> FloatBuffer {
        let buffer = FloatBuffer(count: count)
        for index in 0..<count { buffer.pointer[index] = number() }
        return buffer
    }
}

extension FloatBuffer {
    /// Filled with NaN, so that what a kernel reads before it wrote it, or does not write, shows.
    static func unset(_ count: Int) -> FloatBuffer {
        let buffer = FloatBuffer(count: count)
        buffer.pointer.update(repeating: .nan, count: count)
        return buffer
    }

    var values: [Float] { (0..<count).map { pointer[$0] } }
}

extension WindowGeometry {
    /// Any odd shape: windows larger than their stride or smaller, gaps between their numbers, borders on some sides.
    static func random(_ random: inout Sequence64, channels: Int) -> WindowGeometry {
        let window = (rows: random.integer(1...5), columns: random.integer(1...5)), strides = (rows: random.integer(1...3), columns: random.integer(1...3))
        let dilation = random.integer(0...2) == 0 ? (rows: random.integer(1...3), columns: random.integer(1...3)) : (rows: 1, columns: 1)
        let spread = (rows: (window.rows - 1) * dilation.rows + 1, columns: (window.columns - 1) * dilation.columns + 1)
        let padding = random.integer(0...1) == 0 ? (top: 0, left: 0) : (top: random.integer(0...spread.rows - 1), left: random.integer(0...spread.columns - 1))
        let input = (rows: random.integer(spread.rows...spread.rows + 6), columns: random.integer(spread.columns...spread.columns + 9))
        let below = padding == (0, 0) ? (0, 0) : (random.integer(0...spread.rows - 1), random.integer(0...spread.columns - 1))
        let output = (
            rows: (input.rows + padding.top + below.0 - spread.rows) / strides.rows + 1,
            columns: (input.columns + padding.left + below.1 - spread.columns) / strides.columns + 1
        )
        return WindowGeometry(
            input: (input.rows, input.columns, channels), window: window, strides: strides, dilation: dilation, padding: padding, output: output)
    }

    var windowCount: Int { windowRows * windowColumns * channels }

    /// The image's number that a window's number meets; `nil` in the border.
    func inputIndex(_ row: Int, _ column: Int, _ windowRow: Int, _ windowColumn: Int) -> Int? {
        let r = row * strideRows + windowRow * dilationRows - padTop, c = column * strideColumns + windowColumn * dilationColumns - padLeft
        return r >= 0 && r < inputRows && c >= 0 && c < inputColumns ? (r * inputColumns + c) * channels : nil
    }
}

/// A convolution, its rectifier and pool in plain loops and double precision, and the kernels' answers beside it.
struct ConvolutionCase {
    let kernels: ConvolutionKernels
    let batch: Int
    let hasBias: Bool
    let x: FloatBuffer, kernel: FloatBuffer, bias: FloatBuffer, dy: FloatBuffer

    init(_ kernels: ConvolutionKernels, batch: Int, hasBias: Bool, random: inout Sequence64) {
        self.kernels = kernels
        self.batch = batch
        self.hasBias = hasBias
        x = random.buffer(batch * kernels.inputCount)
        kernel = random.buffer(kernels.geometry.windowCount * kernels.filters)
        bias = random.buffer(kernels.filters)
        dy = random.buffer(batch * kernels.outputCount)
    }

    static func random(seed: Int) -> ConvolutionCase {
        var random = Sequence64(seed: seed)
        for _ in 0..<8 { _ = random.next() }
        if random.integer(0...3) == 0 { return usual(&random) }
        let channels = [1, 1, 2, 3, 5, 8, 16, 17, 24][random.integer(0...8)], filters = [1, 2, 3, 4, 7, 8, 9, 16, 17, 24, 32, 37][random.integer(0...11)]
        var geometry = WindowGeometry.random(&random, channels: channels)
        let enlargement = [(1, 1), (1, 1), (2, 2), (3, 1), (1, 2), (2, 3)][random.integer(0...5)]
        geometry.inputRows = (geometry.inputRows + enlargement.0 - 1) / enlargement.0 * enlargement.0
        geometry.inputColumns = (geometry.inputColumns + enlargement.1 - 1) / enlargement.1 * enlargement.1
        var pool = [(1, 1), (1, 1), (2, 2), (2, 2), (2, 2), (3, 3), (1, 2), (2, 1), (3, 2)][random.integer(0...8)]
        pool = (min(pool.0, geometry.outputRows), min(pool.1, geometry.outputColumns))
        let kernels = ConvolutionKernels(geometry: geometry, filters: filters, pool: pool, isRectified: random.integer(0...1) == 0, enlargement: enlargement)
        return ConvolutionCase(kernels, batch: random.integer(1...3), hasBias: random.integer(0...3) > 0, random: &random)
    }

    /// The shapes that most networks are made of, and that have kernels of their own: 2 × 2 and 3 × 3 windows side by side.
    private static func usual(_ random: inout Sequence64) -> ConvolutionCase {
        let size = random.integer(2...3), channels = [1, 3, 8, 16][random.integer(0...3)], filters = [1, 8, 16, 32][random.integer(0...3)]
        let border = size == 3 ? random.integer(0...1) : 0, input = (rows: random.integer(4...7), columns: random.integer(4...13), channels: channels)
        let output = (rows: input.rows + 2 * border - size + 1, columns: input.columns + 2 * border - size + 1), pool = random.integer(0...2) == 0 ? 1 : 2
        let geometry = WindowGeometry(input: input, window: (size, size), strides: (1, 1), padding: (border, border), output: output)
        let kernels = ConvolutionKernels(geometry: geometry, filters: filters, pool: (pool, pool), isRectified: random.integer(0...2) > 0)
        return ConvolutionCase(kernels, batch: random.integer(1...3), hasBias: random.integer(0...3) > 0, random: &random)
    }

    struct Answer {
        var y: [Double], dx: [Double], dkernel: [Double], dbias: [Double]
    }

    func plain() -> Answer {
        let k = kernels, g = k.geometry, filters = k.filters
        var answer = Answer(
            y: Array(repeating: 0, count: batch * k.outputCount), dx: Array(repeating: 0, count: batch * k.inputCount),
            dkernel: Array(repeating: 0, count: g.windowCount * filters), dbias: Array(repeating: 0, count: filters))
        for sample in 0..<batch {
            for pooled in 0..<k.outputCount {
                let filter = pooled % filters, column = pooled / filters % k.pooledColumns, row = pooled / filters / k.pooledColumns
                var best = -Double.infinity, winner = (row: 0, column: 0)
                for line in 0..<k.poolRows {
                    for place in 0..<k.poolColumns {
                        let r = row * k.poolRows + line, c = column * k.poolColumns + place
                        var sum = hasBias ? Double(bias.pointer[filter]) : 0
                        visit(sample, r, c) { sum += Double(x.pointer[$0]) * Double(kernel.pointer[$1 * filters + filter]) }
                        if sum > best { best = sum; winner = (r, c) }
                    }
                }
                let index = sample * k.outputCount + pooled
                answer.y[index] = k.isRectified ? max(0, best) : best
                if k.isRectified, best <= 0 { continue }
                let gradient = Double(dy.pointer[index])
                answer.dbias[filter] += gradient
                visit(sample, winner.row, winner.column) {
                    answer.dkernel[$1 * filters + filter] += gradient * Double(x.pointer[$0])
                    answer.dx[$0] += gradient * Double(kernel.pointer[$1 * filters + filter])
                }
            }
        }
        return answer
    }

    /// The image's and the kernel's index of each product of a window.
    private func visit(_ sample: Int, _ row: Int, _ column: Int, _ product: (Int, Int) -> Void) {
        let g = kernels.geometry, factors = kernels.upsampling
        for r in 0..<g.windowRows {
            for c in 0..<g.windowColumns {
                guard let enlarged = g.inputIndex(row, column, r, c) else { continue }
                let (down, across) = (enlarged / g.channels / g.inputColumns / factors.rows, enlarged / g.channels % g.inputColumns / factors.columns)
                let place = (down * (g.inputColumns / factors.columns) + across) * g.channels
                for channel in 0..<g.channels { product(sample * kernels.inputCount + place + channel, (r * g.windowColumns + c) * g.channels + channel) }
            }
        }
    }

    struct Result: Equatable {
        var y: [Float], dx: [Float], dkernel: [Float], dbias: [Float]
    }

    func run(threads: Int, wantsInput: Bool = true, wantsKernel: Bool = true) -> Result {
        let k = kernels, g = k.geometry, pool = WorkerPool(threads: threads)
        let workspace = FloatBuffer.unset(k.sharedWorkspace(batch: batch)), scratch = FloatBuffer.unset(threads * k.workspacePerWorker)
        let y = FloatBuffer.unset(batch * k.outputCount), dx = FloatBuffer.unset(batch * k.inputCount)
        let dkernel = FloatBuffer.unset(g.windowCount * k.filters), dbias = FloatBuffer.unset(k.filters)
        let winners = MarkBuffer(count: batch * k.outputCount)
        k.forward(
            x: x.pointer, kernel: kernel.pointer, bias: hasBias ? UnsafePointer(bias.pointer) : nil, y: y.pointer, winners: winners.pointer, batch: batch,
            workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
        k.backward(
            x: x.pointer, kernel: kernel.pointer, y: y.pointer, dy: dy.pointer, winners: winners.pointer, dx: wantsInput ? dx.pointer : nil,
            dkernel: wantsKernel ? dkernel.pointer : nil, dbias: dbias.pointer, batch: batch, workspace: workspace.pointer, scratch: scratch.pointer,
            pool: pool)
        return Result(y: y.values, dx: wantsInput ? dx.values : [], dkernel: wantsKernel ? dkernel.values : [], dbias: dbias.values)
    }

    /// The largest difference of a result from the plain one, relative to the largest number wanted.
    static func error(_ got: [Float], _ wanted: [Double]) -> Double {
        let scale = max(1, wanted.map(abs).max() ?? 0)
        return zip(got, wanted).map { $0.isNaN ? .infinity : abs(Double($0) - $1) / scale }.max() ?? 0
    }
}
