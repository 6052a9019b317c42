import Kernels
import Tensors

/// Glorot and Bengio 2010: uniform in ± √(6 / (fan in + fan out)), Keras' default for kernels.
///
/// A kernel's last two axes are what goes in and what comes out; those before them are the window that both are counted over.
enum GlorotUniform {
    static func fill(_ buffer: FloatBuffer, shape: Shape, generator: RandomGenerator, stream: UInt64) {
        let window = shape.dimensions.dropLast(2).reduce(1, *)
        let fanIn = shape.rank < 2 ? shape.count : window * shape[shape.rank - 2]
        let fanOut = shape.rank < 2 ? shape.count : window * shape[shape.rank - 1]
        let limit = (6 / Double(fanIn + fanOut)).squareRoot()
        let count = shape.count
        for start in stride(from: 0, to: count, by: 4) {
            let numbers = generator.uniforms(stream: stream, group: start / 4)
            for lane in 0..<min(4, count - start) { buffer.pointer[start + lane] = Float((Double(numbers[lane]) * 2 - 1) * limit) }
        }
    }
}
