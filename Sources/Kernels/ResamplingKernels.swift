/// Outputs that are copies or weighted sums of a few inputs at fixed places: padding, cropping, permuting, repeating, upsampling.
///
/// y[o] = Σ over t of weight[o, t] · x[source[o, t]], where each place is a run of `channels` numbers; a source below 0 stands for zeros. One task a sample.
public struct ResamplingKernels: Sendable {
    public let channels: Int
    public let inputs: Int, outputs: Int
    let taps: Int
    let sources: [Int32]
    /// One for each source; `nil` where all are 1.
    let weights: [Float]?

    /// `sources` (and `weights`) in the order of the outputs, `taps` for each.
    public init(channels: Int, inputs: Int, outputs: Int, taps: Int = 1, sources: [Int32], weights: [Float]? = nil) {
        precondition(sources.count == outputs * taps && (weights?.count ?? sources.count) == sources.count)
        self.channels = channels
        self.inputs = inputs
        self.outputs = outputs
        self.taps = taps
        self.sources = sources
        self.weights = weights
    }

    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        visit(batch, pool) { sample, output, tap, source, weight in
            let target = y + (sample * outputs + output) * channels, from = x + (sample * inputs + max(0, source)) * channels
            // A few channels at a time: loops, for a call to move so little would take longer than the move.
            if tap > 0 {
                if source >= 0 { for channel in 0..<channels { target[channel] += weight * from[channel] } }
            } else if source < 0 {
                for channel in 0..<channels { target[channel] = 0 }
            } else {
                for channel in 0..<channels { target[channel] = weight * from[channel] }
            }
        } before: { _ in }
    }

    /// dx from dy: what an input gave to its outputs comes back in their order.
    public func backward(dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        visit(batch, pool) { sample, output, _, source, weight in
            guard source >= 0 else { return }
            let target = dx + (sample * inputs + source) * channels, from = dy + (sample * outputs + output) * channels
            for channel in 0..<channels { target[channel] += weight * from[channel] }
        } before: { sample in
            (dx + sample * inputs * channels).update(repeating: 0, count: inputs * channels)
        }
    }

    @inline(__always)
    private func visit(
        _ batch: Int, _ pool: WorkerPool, _ body: (_ sample: Int, _ output: Int, _ tap: Int, _ source: Int, _ weight: Float) -> Void, before: (Int) -> Void
    ) {
        sources.withUnsafeBufferPointer { sources in
            weights.withUnsafeBufferPointer { weights in
                pool.run(tasks: batch) { sample, _ in
                    before(sample)
                    for output in 0..<outputs {
                        for tap in 0..<taps {
                            let place = output * taps + tap
                            body(sample, output, tap, Int(sources[place]), weights.map { $0[place] } ?? 1)
                        }
                    }
                }
            }
        }
    }
}

extension Optional where Wrapped == [Float] {
    fileprivate func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Float>?) -> Result) -> Result {
        if let self { self.withUnsafeBufferPointer { body($0) } } else { body(nil) }
    }
}
