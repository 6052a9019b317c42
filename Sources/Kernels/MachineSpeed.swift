/// The measured peak speed of the machine, to which a benchmark relates its results.
public enum MachineSpeed {
    /// Floating-point operations per second of the micro-kernel, on operands that stay in the level-1 cache, for all threads together.
    public static func operations(seconds: Double, pool: WorkerPool) -> Double {
        let depth = 256, repeats = 400
        let a = FloatBuffer(count: pool.threads * depth * Tile.rows), b = FloatBuffer(count: pool.threads * depth * Tile.columns)
        let c = FloatBuffer(count: pool.threads * 256)
        let perTask = 2 * depth * Tile.rows * Tile.columns * repeats
        return best(seconds: seconds) {
            pool.run(tasks: pool.threads) { task, _ in
                for _ in 0..<repeats {
                    Tile.six(
                        depth, a.pointer + task * depth * Tile.rows, 1, Tile.rows, b.pointer + task * depth * Tile.columns, Tile.columns, c.pointer + task * 256,
                        Tile.columns, false)
                }
            }
            return perTask * pool.threads
        }
    }

    /// Bytes per second of a pass that reads and writes three large arrays, as an optimizer does, for all threads together.
    public static func memory(seconds: Double, pool: WorkerPool) -> Double {
        let count = 8 << 20, block = 16_384, numbers = FloatBuffer(count: 3 * count)
        return best(seconds: seconds) {
            pool.run(tasks: count / block) { task, _ in
                let w = numbers.pointer + task * block, m = w + count, v = m + count
                for index in stride(from: 0, to: block, by: 8) {
                    let mean = load(m, index) * 0.9, square = load(v, index) * 0.99
                    store(mean, m, index)
                    store(square, v, index)
                    store(load(w, index) - mean * square, w, index)
                }
            }
            return 6 * 4 * count
        }
    }

    /// The highest rate in repeated runs during `seconds`.
    private static func best(seconds: Double, _ body: () -> Int) -> Double {
        let clock = ContinuousClock(), start = clock.now
        var best = 0.0
        repeat {
            let before = clock.now, amount = body(), time = before.duration(to: clock.now).components
            best = max(best, Double(amount) / (Double(time.seconds) + Double(time.attoseconds) * 1e-18))
        } while start.duration(to: clock.now) < .seconds(seconds)
        return best
    }
}
