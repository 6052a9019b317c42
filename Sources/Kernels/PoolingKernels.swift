/// The arithmetic of maximum and average pooling, with any window, stride and border.
///
/// x (batch, rows, columns, channels), y (batch, outputRows, outputColumns, channels). One task per sample.
public struct PoolingKernels: Sendable {
    /// What is kept of each window: its maximum or its mean.
    public enum Kind: Sendable { case maximum, average }

    let geometry: WindowGeometry
    let kind: Kind

    /// Parts of windows outside of the image are ignored.
    public init(geometry: WindowGeometry, kind: Kind) {
        self.geometry = geometry
        self.kind = kind
    }

    /// y from x.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool) {
        let g = geometry, outputs = g.positions * g.channels
        pool.run(tasks: batch) { sample, _ in
            let image = x + sample * g.inputCount
            for position in 0..<g.positions {
                let target = y + sample * outputs + position * g.channels
                let window = window(at: position)
                switch kind {
                case .maximum: target.update(repeating: -.infinity, count: g.channels)
                case .average: target.update(repeating: 0, count: g.channels)
                }
                for row in window.rows {
                    for column in window.columns {
                        let source = image + (row * g.inputColumns + column) * g.channels
                        switch kind {
                        case .maximum: for channel in 0..<g.channels where !(source[channel] <= target[channel]) { target[channel] = source[channel] }
                        case .average: for channel in 0..<g.channels { target[channel] += source[channel] }
                        }
                    }
                }
                if kind == .average {
                    let share = 1 / Float(window.rows.count * window.columns.count)
                    for channel in 0..<g.channels { target[channel] *= share }
                }
            }
        }
    }

    /// dx from dy: to the first maximum of each window, or in equal shares.
    public func backward(
        x: UnsafePointer<Float>, y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, batch: Int, pool: WorkerPool
    ) {
        let g = geometry, outputs = g.positions * g.channels
        pool.run(tasks: batch) { sample, _ in
            let image = x + sample * g.inputCount, gradient = dx + sample * g.inputCount
            gradient.update(repeating: 0, count: g.inputCount)
            for position in 0..<g.positions {
                let offset = sample * outputs + position * g.channels
                let window = window(at: position)
                switch kind {
                case .average:
                    let share = 1 / Float(window.rows.count * window.columns.count)
                    for row in window.rows {
                        for column in window.columns {
                            let target = gradient + (row * g.inputColumns + column) * g.channels
                            for channel in 0..<g.channels { target[channel] += dy[offset + channel] * share }
                        }
                    }
                case .maximum:
                    for channel in 0..<g.channels {
                        let best = y[offset + channel]
                        search: for row in window.rows {
                            for column in window.columns {
                                let index = (row * g.inputColumns + column) * g.channels + channel
                                if image[index] == best {
                                    gradient[index] += dy[offset + channel]
                                    break search
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The part of a window that lies inside the image.
    @inline(__always)
    private func window(at position: Int) -> (rows: Range<Int>, columns: Range<Int>) {
        let g = geometry
        let top = position / g.outputColumns * g.strideRows - g.padTop, left = position % g.outputColumns * g.strideColumns - g.padLeft
        return (max(0, top)..<min(g.inputRows, top + g.windowRows), max(0, left)..<min(g.inputColumns, left + g.windowColumns))
    }
}
