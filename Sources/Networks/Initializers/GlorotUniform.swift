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
        for index in 0..<shape.count {
            buffer.pointer[index] = Float((Double(generator.uniform(stream: stream, index: index)) * 2 - 1) * limit)
        }
    }
}
