import Kernels
import Testing

/// Broadcasting against indices that are computed axis by axis.
struct BroadcastTests {
    private static let shapes: [(input: [Int], output: [Int])] = [
        ([5, 1, 3], [5, 4, 3]), ([1, 1, 7], [3, 5, 7]), ([7], [3, 5, 7]), ([4, 1], [2, 4, 6]), ([1, 5, 1, 3], [2, 5, 4, 3]), ([2, 1, 4, 1], [2, 5, 4, 3]), ([1], [4, 3]),
        ([1, 1], [1, 1]), ([3, 1, 2], [3, 1, 2]), ([6, 1, 1], [6, 5, 2]),
    ]

    /// The index in an array of extents `input` for each index in one of extents `output`.
    private static func sources(_ input: [Int], _ output: [Int]) -> [Int] {
        let whole = [Int](repeating: 1, count: output.count - input.count) + input
        return (0..<output.reduce(1, *)).map { place in
            var rest = place, source = 0, apart = 1
            for axis in output.indices.reversed() {
                if whole[axis] > 1 { source += rest % output[axis] * apart }
                apart *= whole[axis]
                rest /= output[axis]
            }
            return source
        }
    }

    @Test(arguments: shapes.indices, [1, 2])
    func everyValueComesFromItsPlace(_ index: Int, _ threads: Int) {
        let (input, output) = Self.shapes[index], sources = Self.sources(input, output), count = 3, pool = WorkerPool(threads: threads)
        let kernels = BroadcastKernels(input: input, output: output), inputs = kernels.inputs, outputs = kernels.outputs
        #expect(inputs == input.reduce(1, *) && outputs == sources.count)
        let x = (0..<count * inputs).map { Float($0 % 11) - 4 }, y = (0..<count * outputs).map { Float($0 % 7) + 0.5 }
        func all(_ value: (_ sample: Int, _ place: Int) -> Float) -> [Float] { (0..<count).flatMap { sample in (0..<outputs).map { value(sample, $0) } } }
        var sum = y, product = y, first = y, gathered = [Float](repeating: .nan, count: x.count)
        kernels.add(x, to: &sum, isFirst: false, count: count, pool: pool)
        kernels.add(x, to: &first, isFirst: true, count: count, pool: pool)
        kernels.multiply(x, into: &product, isFirst: false, mask: nil, count: count, pool: pool)
        kernels.gather(&sum, times: y, mask: nil, to: &gathered, count: count, pool: pool)
        #expect(first == all { x[$0 * inputs + sources[$1]] })
        #expect(sum == all { y[$0 * outputs + $1] + x[$0 * inputs + sources[$1]] })
        #expect(product == all { y[$0 * outputs + $1] * x[$0 * inputs + sources[$1]] })
        var wanted = [Float](repeating: 0, count: x.count)
        for sample in 0..<count {
            for place in 0..<outputs { wanted[sample * inputs + sources[place]] += sum[sample * outputs + place] * y[sample * outputs + place] }
        }
        #expect(gathered == wanted)
    }
}
