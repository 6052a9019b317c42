/// PReLU (He et al. 2015): y = x where x > 0, alpha · x below, with a learnt alpha for each of the `units` values of a sample.
public enum ParametricKernels {
    /// y from x and alpha. x and y (count, units), alpha (units).
    public static func forward(x: UnsafePointer<Float>, alpha: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, units: Int, pool: WorkerPool) {
        pool.run(tasks: count) { row, _ in
            for unit in 0..<units {
                let value = x[row * units + unit]
                y[row * units + unit] = value < 0 ? value * alpha[unit] : value
            }
        }
    }

    /// dx, and dalpha = Σ dy · min(x, 0) over the samples in order.
    public static func backward(
        x: UnsafePointer<Float>, alpha: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?, dalpha: UnsafeMutablePointer<Float>,
        count: Int, units: Int, pool: WorkerPool
    ) {
        let block = 1_024
        pool.run(tasks: (units + block - 1) / block) { task, _ in
            for unit in task * block..<min(units, (task + 1) * block) { dalpha[unit] = 0 }
            for row in 0..<count {
                for unit in task * block..<min(units, (task + 1) * block) {
                    let index = row * units + unit, isBelow = x[index] < 0
                    dalpha[unit] += isBelow ? dy[index] * x[index] : 0
                    dx?[index] = isBelow ? dy[index] * alpha[unit] : dy[index]
                }
            }
        }
    }
}
