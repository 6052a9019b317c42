/// Batch normalization (Ioffe and Szegedy 2015): y = gamma · (x − mean) / √(variance + epsilon) + beta, with statistics of each channel over all rows.
///
/// x (rows, channels). Rows are cut into groups by their number; a task computes a group's sums, and the groups' sums are added in order.
public struct BatchNormalizationKernels: Sendable {
    /// How many channels there are.
    public let channels: Int
    /// Added to the variance.
    public let epsilon: Float
    private static let groupRows = 256
    private static let mostGroups = 64

    /// `epsilon` keeps the division finite.
    public init(channels: Int, epsilon: Float) {
        self.channels = channels
        self.epsilon = epsilon
    }

    private func groups(_ rows: Int) -> Int { max(1, min(Self.mostGroups, rows / Self.groupRows)) }

    /// How many values of memory all threads share.
    public var workspace: Int { 2 * Self.mostGroups * channels }
    /// How many values the forward pass keeps: mean and 1 / deviation of each channel.
    public var memory: Int { 2 * channels }

    /// Computes the mean and variance of each channel over the rows whose mask is not 0.
    public func moments(
        x: UnsafePointer<Float>, mask: UnsafePointer<Float>?, mean: UnsafeMutablePointer<Float>, variance: UnsafeMutablePointer<Float>, rows: Int,
        workspace: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let count: Float
        if let mask {
            var sum: Float = 0
            for row in 0..<rows { sum += mask[row] }
            count = max(sum, 1)
        } else {
            count = Float(rows)
        }
        sums(rows, workspace, pool, into: mean) { row, channel, weight in
            weight * x[row * channels + channel]
        } weight: {
            mask?[$0] ?? 1
        }
        for channel in 0..<channels { mean[channel] /= count }
        sums(rows, workspace, pool, into: variance) { row, channel, weight in
            let difference = x[row * channels + channel] - mean[channel]
            return weight * difference * difference
        } weight: {
            mask?[$0] ?? 1
        }
        for channel in 0..<channels { variance[channel] /= count }
    }

    /// Sums over the rows, channel by channel.
    @inline(__always)
    private func sums(
        _ rows: Int, _ workspace: UnsafeMutablePointer<Float>, _ pool: WorkerPool, into result: UnsafeMutablePointer<Float>,
        _ term: (_ row: Int, _ channel: Int, _ weight: Float) -> Float, weight: (Int) -> Float
    ) {
        let groups = groups(rows)
        pool.run(tasks: groups) { group, _ in
            let sums = workspace + group * channels
            for channel in 0..<channels { sums[channel] = 0 }
            for row in rows * group / groups..<rows * (group + 1) / groups {
                let weight = weight(row)
                for channel in 0..<channels { sums[channel] += term(row, channel, weight) }
            }
        }
        for channel in 0..<channels { result[channel] = 0 }
        for group in 0..<groups {
            for channel in 0..<channels { result[channel] += workspace[group * channels + channel] }
        }
    }

    /// y from the statistics in `memory`: the means, then 1 / deviation.
    public func forward(
        x: UnsafePointer<Float>, memory: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, beta: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>,
        rows: Int, pool: WorkerPool
    ) {
        let groups = groups(rows), mean = memory, scale = memory + channels
        pool.run(tasks: groups) { group, _ in
            for row in rows * group / groups..<rows * (group + 1) / groups {
                for channel in 0..<channels {
                    let index = row * channels + channel
                    y[index] = (x[index] - mean[channel]) * scale[channel] * (gamma?[channel] ?? 1) + (beta?[channel] ?? 0)
                }
            }
        }
    }

    /// dgamma = Σ dy x̂, dbeta = Σ dy, and dx = gamma / deviation · (dy − w · (mean of dy + x̂ · mean of dy x̂)), with means over the rows that are not masked and
    /// w = 1 for those rows, 0 for masked ones. Where the statistics are fixed (`usesBatch` false), dx = gamma / deviation · dy.
    public func backward(
        x: UnsafePointer<Float>, memory: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, dy: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
        dx: UnsafeMutablePointer<Float>?, dgamma: UnsafeMutablePointer<Float>, dbeta: UnsafeMutablePointer<Float>, usesBatch: Bool, rows: Int,
        workspace: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let mean = memory, scale = memory + channels
        sums(rows, workspace, pool, into: dbeta) { row, channel, _ in
            dy[row * channels + channel]
        } weight: { _ in
            1
        }
        sums(rows, workspace, pool, into: dgamma) { row, channel, _ in
            dy[row * channels + channel] * (x[row * channels + channel] - mean[channel]) * scale[channel]
        } weight: { _ in
            1
        }
        guard let dx else { return }
        var count = Float(rows)
        if let mask {
            count = 0
            for row in 0..<rows { count += mask[row] }
            count = max(count, 1)
        }
        let groups = groups(rows)
        pool.run(tasks: groups) { group, _ in
            for row in rows * group / groups..<rows * (group + 1) / groups {
                let share = usesBatch ? (mask?[row] ?? 1) / count : 0
                for channel in 0..<channels {
                    let index = row * channels + channel, normal = (x[index] - mean[channel]) * scale[channel]
                    dx[index] = (gamma?[channel] ?? 1) * scale[channel] * (dy[index] - share * (dbeta[channel] + normal * dgamma[channel]))
                }
            }
        }
    }
}

/// Layer normalization (Ba et al. 2016): each row is normalized by its own mean and variance, then multiplied by gamma and shifted by beta.
///
/// x (rows, columns).
public struct LayerNormalizationKernels: Sendable {
    /// How many values a row has.
    public let columns: Int
    let epsilon: Float
    private static let groupRows = 64
    private static let mostGroups = 16

    /// `epsilon` is added to the variance and keeps the division finite.
    public init(columns: Int, epsilon: Float) {
        self.columns = columns
        self.epsilon = epsilon
    }

    private func groups(_ rows: Int) -> Int { max(1, min(Self.mostGroups, rows / Self.groupRows)) }

    /// How many values of memory all threads share.
    public var workspace: Int { 2 * Self.mostGroups * columns }

    /// y from x; `memory` receives mean and 1 / deviation of each row.
    public func forward(
        x: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, beta: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>,
        rows: Int, pool: WorkerPool
    ) {
        let groups = groups(rows)
        pool.run(tasks: groups) { group, _ in
            for row in rows * group / groups..<rows * (group + 1) / groups {
                let source = x + row * columns, target = y + row * columns
                var sum: Float = 0, square: Float = 0
                for column in 0..<columns { sum += source[column] }
                let mean = sum / Float(columns)
                for column in 0..<columns { square += (source[column] - mean) * (source[column] - mean) }
                let scale = 1 / (square / Float(columns) + epsilon).squareRoot()
                memory[2 * row] = mean
                memory[2 * row + 1] = scale
                for column in 0..<columns { target[column] = (source[column] - mean) * scale * (gamma?[column] ?? 1) + (beta?[column] ?? 0) }
            }
        }
    }

    /// With d = dy · gamma: dx = (d − mean d − x̂ · mean(d x̂)) / deviation; dgamma = Σ dy x̂, dbeta = Σ dy over the rows.
    public func backward(
        x: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, dy: UnsafePointer<Float>, memory: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?,
        dgamma: UnsafeMutablePointer<Float>, dbeta: UnsafeMutablePointer<Float>, rows: Int, workspace: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let groups = groups(rows)
        pool.run(tasks: groups) { group, _ in
            let gammaSums = workspace + 2 * group * columns, betaSums = gammaSums + columns
            for column in 0..<2 * columns { gammaSums[column] = 0 }
            for row in rows * group / groups..<rows * (group + 1) / groups {
                let source = x + row * columns, slope = dy + row * columns, mean = memory[2 * row], scale = memory[2 * row + 1]
                var sum: Float = 0, product: Float = 0
                for column in 0..<columns {
                    let normal = (source[column] - mean) * scale, own = slope[column] * (gamma?[column] ?? 1)
                    gammaSums[column] += slope[column] * normal
                    betaSums[column] += slope[column]
                    sum += own
                    product += own * normal
                }
                guard let dx = dx.map({ $0 + row * columns }) else { continue }
                let share = 1 / Float(columns)
                for column in 0..<columns {
                    let normal = (source[column] - mean) * scale
                    dx[column] = scale * (slope[column] * (gamma?[column] ?? 1) - share * (sum + normal * product))
                }
            }
        }
        for column in 0..<columns {
            var gammaSum: Float = 0, betaSum: Float = 0
            for group in 0..<groups {
                gammaSum += workspace[2 * group * columns + column]
                betaSum += workspace[(2 * group + 1) * columns + column]
            }
            dgamma[column] = gammaSum
            dbeta[column] = betaSum
        }
    }
}
