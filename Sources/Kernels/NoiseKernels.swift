import Glibc

/// Dropout and noise. A random number is selected by its sample's stream and its index, so it does not depend on threads or order.
public enum NoiseKernels {
    /// Selects a row's random numbers: the stream, and the index of the first one.
    public typealias Place = (stream: UInt64, first: UInt64)

    /// Dropout: y = x · factor, where factor is 0 with probability `rate` and 1 / (1 − rate) otherwise; `factors` receives the factors. A row has `units` factors, repeated along it:
    /// as many as values for plain dropout, as many as channels for spatial dropout.
    public static func dropout(
        x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, factors: UnsafeMutablePointer<Float>, rows: Int, perRow: Int, units: Int, rate: Float,
        random: Philox, place: (_ row: Int) -> Place, pool: WorkerPool
    ) {
        pool.run(tasks: rows) { row, _ in
            let start = row * perRow, own = factors + row * units
            fillFactors(own, count: units, rate: rate, random: random, place: place(row))
            for index in stride(from: 0, to: perRow, by: units) {
                for unit in 0..<units { y[start + index + unit] = x[start + index + unit] * own[unit] }
            }
        }
    }

    /// Writes `count` factors of dropout.
    public static func fillFactors(_ factors: UnsafeMutablePointer<Float>, count: Int, rate: Float, random: Philox, place: Place) {
        let scale = 1 / (1 - rate), threshold = UInt32(min(Double(rate) * 4_294_967_296, 4_294_967_295))
        var index = 0
        while index < count {
            let words = random.words(index: place.first + UInt64(index / 4), stream: place.stream)
            for lane in 0..<min(4, count - index) { factors[index + lane] = words[lane] < threshold ? 0 : scale }
            index += 4
        }
    }

    /// dx = dy · factor, with the factors of the forward pass.
    public static func dropoutBackward(
        factors: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, rows: Int, perRow: Int, units: Int, pool: WorkerPool
    ) {
        pool.run(tasks: rows) { row, _ in
            let start = row * perRow, own = factors + row * units
            for index in stride(from: 0, to: perRow, by: units) {
                for unit in 0..<units { dx[start + index + unit] = dy[start + index + unit] * own[unit] }
            }
        }
    }

    /// y = x + deviation · n, n standard normal (Box and Muller 1958).
    public static func addGaussian(
        x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, rows: Int, perRow: Int, deviation: Float, random: Philox, place: (_ row: Int) -> Place,
        pool: WorkerPool
    ) {
        pool.run(tasks: rows) { row, _ in
            let place = place(row)
            var index = 0
            while index < perRow {
                let numbers = normals(random.words(index: place.first + UInt64(index / 4), stream: place.stream))
                for lane in 0..<min(4, perRow - index) { y[row * perRow + index + lane] = x[row * perRow + index + lane] + deviation * numbers[lane] }
                index += 4
            }
        }
    }

    /// Four standard normal numbers from four random words.
    static func normals(_ words: SIMD4<UInt32>) -> SIMD4<Float> {
        let uniforms = (SIMD4<Float>(words &>> 8) + 0.5) * 0x1p-24
        let a = (-2 * logf(uniforms[0])).squareRoot(), b = (-2 * logf(uniforms[2])).squareRoot()
        let turn: Float = 6.283_185_307
        return SIMD4(a * cosf(turn * uniforms[1]), a * sinf(turn * uniforms[1]), b * cosf(turn * uniforms[3]), b * sinf(turn * uniforms[3]))
    }
}
