import Foundation
import Kernels
import Tensors

extension Initializer {
    /// Writes the variable's first values: the same for the same seed and stream. A kernel's last two axes are its inputs and outputs; fan-in and fan-out are their extents times
    /// those of the axes before them, the window (Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998).
    func fill(_ buffer: FloatBuffer, shape: Shape, generator: RandomGenerator, stream: UInt64) {
        let generator = optional("seed").map { RandomGenerator(seed: Int($0), purpose: .weights) } ?? generator
        let numbers = Numbers(generator: generator, stream: stream, buffer: buffer, count: shape.count)
        let (fanIn, fanOut) = Self.fans(shape), mean = (fanIn + fanOut) / 2
        switch kind {
        case .zeros: numbers.constant(0)
        case .ones: numbers.constant(1)
        case .constant: numbers.constant(Float(self["value"]))
        case .randomUniform: numbers.uniform(self["minval"], self["maxval"])
        case .randomNormal: numbers.normal(mean: self["mean"], deviation: self["stddev"], isCut: false)
        case .truncatedNormal: numbers.normal(mean: self["mean"], deviation: self["stddev"], isCut: true)
        case .glorotUniform: numbers.uniform(variance: 1 / mean)
        case .glorotNormal: numbers.normal(variance: 1 / mean)
        case .heUniform: numbers.uniform(variance: 2 / fanIn)
        case .heNormal: numbers.normal(variance: 2 / fanIn)
        case .lecunUniform: numbers.uniform(variance: 1 / fanIn)
        case .lecunNormal: numbers.normal(variance: 1 / fanIn)
        case .orthogonal: numbers.orthogonal(rows: shape.count / max(1, shape.dimensions.last ?? 1), columns: shape.dimensions.last ?? 1, gain: self["gain"])
        case .identity: numbers.identity(columns: shape.dimensions.last ?? 1, gain: Float(self["gain"]))
        }
    }

    /// Fan-in and fan-out of a variable of this shape; both are the count for a vector, as in Keras.
    private static func fans(_ shape: Shape) -> (Double, Double) {
        let window = shape.dimensions.dropLast(2).reduce(1, *)
        return shape.rank < 2
            ? (Double(shape.count), Double(shape.count)) : (Double(window * shape[shape.rank - 2]), Double(window * shape[shape.rank - 1]))
    }
}

/// The values of one variable.
private struct Numbers {
    let generator: RandomGenerator
    let stream: UInt64
    let buffer: FloatBuffer
    let count: Int

    func constant(_ value: Float) { buffer.pointer.update(repeating: value, count: count) }

    func uniform(_ low: Double, _ high: Double) { each { low + Double($0) * (high - low) } }

    /// Uniform within ± √(3 · variance).
    func uniform(variance: Double) {
        let limit = (3 * variance).squareRoot()
        each { (Double($0) * 2 - 1) * limit }
    }

    /// Keras' variance scaling: normal, truncated at two deviations. The deviation is divided by that of the truncated standard normal, so that `variance` is reached.
    func normal(variance: Double) { normal(mean: 0, deviation: variance.squareRoot() / 0.879_625_661_034_239_78, isCut: true) }

    /// Box and Muller's method; with `isCut`, values beyond two deviations are drawn again.
    func normal(mean: Double, deviation: Double, isCut: Bool) {
        for index in 0..<count {
            var attempt = 0, number = 0.0
            repeat {
                let group = index + attempt * (1 << 40)
                let pair = generator.uniforms(stream: stream, group: group)
                number = (-2 * log(Double(pair[0]) + 0x1p-25)).squareRoot() * cos(2 * .pi * Double(pair[1]))
                attempt += 1
            } while isCut && abs(number) > 2
            buffer.pointer[index] = Float(mean + deviation * number)
        }
    }

    /// Q of the QR decomposition of a normal matrix (Saxe et al. 2014), by modified Gram-Schmidt in double precision, applied twice for accuracy. The signs follow from the normal
    /// values, so that Q is uniform among the orthogonal matrices. The vectors are the rows or the columns, whichever are fewer.
    func orthogonal(rows: Int, columns: Int, gain: Double) {
        normal(mean: 0, deviation: 1, isCut: false)
        let vectors = min(rows, columns), length = max(rows, columns)
        func place(_ vector: Int, _ index: Int) -> Int { rows < columns ? vector * columns + index : index * columns + vector }
        var basis = (0..<vectors).map { vector in (0..<length).map { Double(buffer.pointer[place(vector, $0)]) } }
        for vector in 0..<vectors {
            var own = basis[vector]
            for _ in 0..<2 {
                for earlier in basis[..<vector] {
                    var product = 0.0
                    for index in 0..<length { product += earlier[index] * own[index] }
                    for index in 0..<length { own[index] -= product * earlier[index] }
                }
            }
            let norm = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
            basis[vector] = own.map { $0 / max(norm, 1e-300) }
        }
        for vector in 0..<vectors {
            for index in 0..<length { buffer.pointer[place(vector, index)] = Float(gain * basis[vector][index]) }
        }
    }

    func identity(columns: Int, gain: Float) {
        for index in 0..<count { buffer.pointer[index] = index / columns == index % columns ? gain : 0 }
    }

    private func each(_ body: (Float) -> Double) {
        for start in stride(from: 0, to: count, by: 4) {
            let numbers = generator.uniforms(stream: stream, group: start / 4)
            for lane in 0..<min(4, count - start) { buffer.pointer[start + lane] = Float(body(numbers[lane])) }
        }
    }
}
