import Kernels
import Testing

/// The kernels against plain loops in double precision: windows, strides, gaps, borders, pools and batches of any odd size.
struct ConvolutionTests {
    @Test func outputsAndGradientsAreThoseOfPlainLoops() {
        for seed in 0..<120 {
            let sample = ConvolutionCase.random(seed: seed), wanted = sample.plain(), got = sample.run(threads: 1)
            #expect(ConvolutionCase.error(got.y, wanted.y) < 1e-5, "y, case \(seed)")
            #expect(ConvolutionCase.error(got.dx, wanted.dx) < 1e-5, "dx, case \(seed)")
            #expect(ConvolutionCase.error(got.dkernel, wanted.dkernel) < 1e-5, "dkernel, case \(seed)")
            #expect(ConvolutionCase.error(got.dbias, wanted.dbias) < 1e-5, "dbias, case \(seed)")
        }
    }

    /// Nine products for sixteen, and more samples than groups.
    @Test(arguments: [3, 5, 9], [16, 48])
    func smallWindowsUnderPools(_ columns: Int, _ filters: Int) {
        var random = Sequence64(seed: columns * filters)
        let geometry = WindowGeometry(input: (6, columns, 8), window: (2, 2), strides: (1, 1), padding: (0, 0), output: (5, columns - 1))
        let kernels = ConvolutionKernels(geometry: geometry, filters: filters, pool: (2, 2), isRectified: true)
        let sample = ConvolutionCase(kernels, batch: 19, hasBias: true, random: &random), wanted = sample.plain(), got = sample.run(threads: 1)
        #expect(ConvolutionCase.error(got.y, wanted.y) < 1e-5)
        #expect(ConvolutionCase.error(got.dx, wanted.dx) < 1e-5)
        #expect(ConvolutionCase.error(got.dkernel, wanted.dkernel) < 1e-5)
        #expect(ConvolutionCase.error(got.dbias, wanted.dbias) < 1e-5)
        for threads in [2, 7, 16] { #expect(sample.run(threads: threads) == got) }
    }

    /// A winner's number is a byte with a sign.
    @Test(arguments: [(11, 11), (10, 12), (127, 1)])
    func theLargestPools(_ pool: (rows: Int, columns: Int)) {
        var random = Sequence64(seed: pool.rows)
        let geometry = WindowGeometry(
            input: (pool.rows + 1, 2 * pool.columns + 2, 3), window: (2, 2), strides: (1, 1), padding: (0, 0), output: (pool.rows, 2 * pool.columns + 1))
        let kernels = ConvolutionKernels(geometry: geometry, filters: 9, pool: pool, isRectified: true)
        let sample = ConvolutionCase(kernels, batch: 5, hasBias: true, random: &random), wanted = sample.plain(), got = sample.run(threads: 2)
        #expect(pool.rows * pool.columns <= ConvolutionKernels.largestPool)
        #expect(ConvolutionCase.error(got.y, wanted.y) < 1e-5)
        #expect(ConvolutionCase.error(got.dx, wanted.dx) < 1e-5)
        #expect(ConvolutionCase.error(got.dkernel, wanted.dkernel) < 1e-5)
        #expect(ConvolutionCase.error(got.dbias, wanted.dbias) < 1e-5)
    }

    @Test func eachGradientAloneIsTheSame() {
        for seed in 0..<20 {
            let sample = ConvolutionCase.random(seed: seed), both = sample.run(threads: 1)
            #expect(sample.run(threads: 1, wantsKernel: false).dx == both.dx)
            #expect(sample.run(threads: 1, wantsInput: false).dkernel == both.dkernel)
        }
    }

    @Test(arguments: [2, 3, 4, 7, 8, 16])
    func bitsAreTheSameAtAnyNumberOfThreads(_ threads: Int) {
        for seed in 0..<12 {
            let sample = ConvolutionCase.random(seed: seed)
            #expect(sample.run(threads: threads) == sample.run(threads: 1), "case \(seed)")
        }
    }

    @Test func aNumberThatIsNotOneIsNoticed() {
        for pool in [(1, 1), (2, 2), (3, 2)] {
            var random = Sequence64(seed: 3)
            let geometry = WindowGeometry(input: (8, 9, 2), window: (2, 2), strides: (1, 1), padding: (0, 0), output: (7, 8))
            for filters in [1, 8, 16] {
                let kernels = ConvolutionKernels(geometry: geometry, filters: filters, pool: pool, isRectified: true)
                let sample = ConvolutionCase(kernels, batch: 1, hasBias: true, random: &random)
                sample.x.pointer[(2 * 9 + 3) * 2] = .nan
                #expect(sample.run(threads: 1).y.contains { $0.isNaN }, "pool \(pool), \(filters) filters")
            }
        }
    }
}

struct DepthwiseTests {
    @Test func outputsAndGradientsAreThoseOfPlainLoops() {
        for seed in 0..<60 {
            let sample = DepthwiseCase.random(seed: seed), wanted = sample.plain(), got = sample.run(threads: 1)
            #expect(ConvolutionCase.error(got.y, wanted.y) < 1e-5, "y, case \(seed)")
            #expect(ConvolutionCase.error(got.dx, wanted.dx) < 1e-5, "dx, case \(seed)")
            #expect(ConvolutionCase.error(got.dkernel, wanted.dkernel) < 1e-5, "dkernel, case \(seed)")
            #expect(ConvolutionCase.error(got.dbias, wanted.dbias) < 1e-5, "dbias, case \(seed)")
        }
    }

    @Test(arguments: [2, 3, 4, 7, 8, 16])
    func bitsAreTheSameAtAnyNumberOfThreads(_ threads: Int) {
        for seed in 0..<8 {
            let sample = DepthwiseCase.random(seed: seed)
            #expect(sample.run(threads: threads) == sample.run(threads: 1), "case \(seed)")
        }
    }
}
