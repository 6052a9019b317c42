import Kernels

/// A depthwise convolution in plain loops and double precision, and the kernels' answers beside it.
struct DepthwiseCase {
    let kernels: DepthwiseKernels
    let batch: Int
    let x: FloatBuffer, kernel: FloatBuffer, bias: FloatBuffer, dy: FloatBuffer

    static func random(seed: Int) -> DepthwiseCase {
        var random = Sequence64(seed: seed)
        for _ in 0..<8 { _ = random.next() }
        let channels = [1, 2, 3, 5, 8, 16, 19][random.integer(0...6)], geometry = WindowGeometry.random(&random, channels: channels)
        let kernels = DepthwiseKernels(geometry: geometry, multiplier: random.integer(1...3)), batch = random.integer(1...5)
        return DepthwiseCase(
            kernels: kernels, batch: batch, x: random.buffer(batch * geometry.inputCount), kernel: random.buffer(geometry.windowCount * kernels.multiplier),
            bias: random.buffer(channels * kernels.multiplier), dy: random.buffer(batch * kernels.outputCount))
    }

    func plain() -> ConvolutionCase.Answer {
        let g = kernels.geometry, width = g.channels * kernels.multiplier, taps = g.windowRows * g.windowColumns
        var answer = ConvolutionCase.Answer(
            y: Array(repeating: 0, count: batch * kernels.outputCount), dx: Array(repeating: 0, count: batch * g.inputCount),
            dkernel: Array(repeating: 0, count: taps * width), dbias: Array(repeating: 0, count: width))
        for index in 0..<batch * kernels.outputCount {
            let sample = index / kernels.outputCount, position = index % kernels.outputCount / width, channel = index % width
            let gradient = Double(dy.pointer[index])
            answer.y[index] = Double(bias.pointer[channel])
            answer.dbias[channel] += gradient
            for tap in 0..<taps {
                let place = g.inputIndex(position / g.outputColumns, position % g.outputColumns, tap / g.windowColumns, tap % g.windowColumns)
                guard let place else { continue }
                let from = sample * g.inputCount + place + channel / kernels.multiplier, weight = tap * width + channel
                answer.y[index] += Double(x.pointer[from]) * Double(kernel.pointer[weight])
                answer.dkernel[weight] += gradient * Double(x.pointer[from])
                answer.dx[from] += gradient * Double(kernel.pointer[weight])
            }
        }
        return answer
    }

    func run(threads: Int) -> ConvolutionCase.Result {
        let g = kernels.geometry, pool = WorkerPool(threads: threads)
        let workspace = FloatBuffer.unset(kernels.sharedWorkspace(batch: batch)), scratch = FloatBuffer.unset(threads * kernels.workspacePerWorker)
        let y = FloatBuffer.unset(dy.count), dx = FloatBuffer.unset(batch * g.inputCount), dkernel = FloatBuffer.unset(kernel.count)
        let dbias = FloatBuffer.unset(bias.count)
        kernels.forward(
            x: x.pointer, kernel: kernel.pointer, bias: bias.pointer, y: y.pointer, batch: batch, workspace: workspace.pointer, scratch: scratch.pointer,
            pool: pool)
        kernels.backward(
            x: x.pointer, kernel: kernel.pointer, dy: dy.pointer, dx: dx.pointer, dkernel: dkernel.pointer, dbias: dbias.pointer, batch: batch,
            workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
        return ConvolutionCase.Result(y: y.values, dx: dx.values, dkernel: dkernel.values, dbias: dbias.values)
    }
}
