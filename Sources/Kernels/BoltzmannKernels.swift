/// The arithmetic of a restricted Boltzmann machine with Bernoulli units: sampling one side from the other, and the update of contrastive divergence.
///
///     p(h | v) = σ(v·W + c)      p(v | h) = σ(h·Wᵀ + b)      ΔW ∝ ⟨v h⟩ data − ⟨v h⟩ model
///
/// W (visible, hidden). Everything between the passes is stored in the layout that the next product reads, so that nothing is transposed: visible units as columns over the
/// samples, hidden means as panels of 16 units, sampled hidden units as panels of 16 samples.
public struct BoltzmannKernels: Sendable {
    /// How many visible and hidden units there are.
    public let visible: Int, hidden: Int
    /// The largest batch.
    let batch: Int
    let paddedBatch: Int, paddedHidden: Int
    private static let visibleBlock = 48
    /// A panel of this many rows of W stays in the level-1 cache.
    private static let depth = 384

    /// `batch`: the largest number of samples.
    public init(visible: Int, hidden: Int, batch: Int) {
        self.visible = visible
        self.hidden = hidden
        self.batch = batch
        paddedBatch = (batch + 15) / 16 * 16
        paddedHidden = (hidden + 15) / 16 * 16
    }

    private var panels: Int { paddedHidden / 16 }
    private var blocks: Int { (visible + Self.visibleBlock - 1) / Self.visibleBlock }
    /// The distance between the samples of one visible unit and those of the next: first the data's samples, then the model's.
    var sampleStride: Int { 2 * paddedBatch }

    /// How many values of memory the passes share.
    public var workspace: Int { Places(self).end }
    /// How many values of memory each thread needs.
    public var workspacePerWorker: Int { Self.visibleBlock * paddedHidden + 16 * 16 + 64 }

    /// The offsets of the parts of the workspace.
    private struct Places {
        let visible: Int, means: Int, samples: Int, packed: Int, errors: Int, end: Int

        init(_ k: BoltzmannKernels) {
            visible = 0
            means = visible + k.visible * k.sampleStride + 16
            samples = means + k.panels * k.sampleStride * 16
            packed = samples + k.paddedBatch * k.paddedHidden
            errors = packed + k.panels * k.visible * 16
            end = errors + k.blocks * k.paddedBatch
        }
    }

    /// Which half of the memory a pass fills: the units driven by the data, or those sampled from the model.
    public enum Phase: Sendable { case data, model }

    /// Selects a pass's random numbers, by training step, Gibbs step and side; within a pass they are selected by unit and by the sample's index in the batch.
    public struct Draw: Sendable {
        let random: Philox
        let step: UInt32, gibbs: UInt32

        /// The lower 32 bits of both counts are used.
        public init(random: Philox, step: Int, gibbs: Int) {
            self.random = random
            self.step = UInt32(truncatingIfNeeded: step)
            self.gibbs = UInt32(truncatingIfNeeded: gibbs)
        }

        /// Uniform numbers for four units from `unit` on and eight samples from `sample` on: one vector per unit.
        @inline(__always)
        func uniforms(unit: Int, sample: Int, side: UInt32) -> (Vector, Vector, Vector, Vector) {
            let lanes = SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7) &+ SIMD8(repeating: UInt32(truncatingIfNeeded: sample))
            let words = random.words(
                (
                    SIMD8(repeating: UInt32(truncatingIfNeeded: unit / 4)), SIMD8(repeating: step), lanes, SIMD8(repeating: gibbs << 1 | side)
                ))
            return (Self.uniform(words.0), Self.uniform(words.1), Self.uniform(words.2), Self.uniform(words.3))
        }

        @_transparent private static func uniform(_ words: SIMD8<UInt32>) -> Vector { Vector(unsafeBitCast(words &>> 8, to: SIMD8<Int32>.self)) * 0x1p-24 }
    }

    /// Stores samples (count, visible) as columns, with zeros after the last sample.
    public func load(_ x: UnsafePointer<Float>, count: Int, as phase: Phase, workspace: UnsafeMutablePointer<Float>, pool: WorkerPool) {
        let target = workspace + Places(self).visible + (phase == .data ? 0 : paddedBatch)
        pool.run(tasks: blocks) { block, _ in
            for unit in block * Self.visibleBlock..<min(visible, (block + 1) * Self.visibleBlock) {
                let column = target + unit * sampleStride
                for sample in 0..<count { column[sample] = x[sample * visible + unit] }
                for sample in count..<paddedBatch { column[sample] = 0 }
            }
        }
    }

    /// Writes the visible units of a phase to y as samples (count, visible).
    public func unload(_ y: UnsafeMutablePointer<Float>, count: Int, from phase: Phase, workspace: UnsafePointer<Float>, pool: WorkerPool) {
        let source = workspace + Places(self).visible + (phase == .data ? 0 : paddedBatch)
        pool.run(tasks: (count + 7) / 8) { block, _ in
            for sample in block * 8..<min(count, block * 8 + 8) {
                for unit in 0..<visible { y[sample * visible + unit] = source[unit * sampleStride + sample] }
            }
        }
    }

    /// Computes hidden means from a phase's visible units and samples from them (without a draw, the means themselves). The means are kept for the update, multiplied by `share`.
    /// `packs`: the weights have changed since the last pass and must be packed again.
    public func hiddenPass(
        _ phase: Phase, w: UnsafePointer<Float>, bias: UnsafePointer<Float>, count: Int, share: Float, draw: Draw?, packs: Bool,
        workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let places = Places(self), offset = phase == .data ? 0 : paddedBatch
        let units = workspace + places.visible + offset
        pool.run(tasks: panels) { panel, worker in
            let first = panel * 16, width = min(16, hidden - first), packed = workspace + places.packed + panel * visible * 16
            if packs { pack(w + first, width, packed) }
            let means = workspace + places.means + (panel * sampleStride + offset) * 16
            for sample in 0..<count { for unit in 0..<16 { means[sample * 16 + unit] = unit < width ? bias[first + unit] : 0 } }
            var row = 0
            while row < visible {
                let depth = min(Self.depth, visible - row)
                Tile.column(rows: count, depth: depth, units + row * sampleStride, 1, sampleStride, packed + row * 16, 16, means, 16, true)
                row += depth
            }
            for place in 0..<2 * count { store(logistic(Kernels.load(means, place * 8)), means, place * 8) }
            sample(means, first, count, draw, workspace + places.samples, scratch + worker * workspacePerWorker)
            for place in 0..<2 * count { store(Kernels.load(means, place * 8) * share, means, place * 8) }
            for place in 2 * count..<2 * paddedBatch { store(Vector(), means, place * 8) }
        }
    }

    /// Samples a panel of 16 units, into (samples / 16, hidden, 16).
    @inline(__always)
    private func sample(
        _ means: UnsafePointer<Float>, _ first: Int, _ count: Int, _ draw: Draw?, _ samples: UnsafeMutablePointer<Float>, _ uniforms: UnsafeMutablePointer<Float>
    ) {
        for group in 0..<paddedBatch / 16 {
            let target = samples + (group * paddedHidden + first) * 16
            for half in 0..<2 {
                let start = group * 16 + half * 8
                if let draw {
                    for unit in stride(from: 0, to: 16, by: 4) {
                        let numbers = draw.uniforms(unit: first + unit, sample: start, side: 0)
                        store(numbers.0, uniforms, unit * 8)
                        store(numbers.1, uniforms, unit * 8 + 8)
                        store(numbers.2, uniforms, unit * 8 + 16)
                        store(numbers.3, uniforms, unit * 8 + 24)
                    }
                }
                for lane in 0..<8 {
                    let sample = start + lane, isThere = sample < count
                    for unit in 0..<16 {
                        let mean = isThere ? means[sample * 16 + unit] : 0
                        target[unit * 16 + half * 8 + lane] = draw == nil ? mean : uniforms[unit * 8 + lane] < mean ? 1 : 0
                    }
                }
            }
        }
    }

    /// Packs sixteen columns of W, row after row.
    @inline(__always)
    private func pack(_ w: UnsafePointer<Float>, _ width: Int, _ packed: UnsafeMutablePointer<Float>) {
        for row in 0..<visible {
            let source = w + row * hidden, target = packed + row * 16
            if width == 16 {
                store(Kernels.load(source, 0), target, 0)
                store(Kernels.load(source, 8), target, 8)
            } else {
                for unit in 0..<16 { target[unit] = unit < width ? source[unit] : 0 }
            }
        }
    }

    /// Computes the visible units of the model's phase from the hidden samples: sampled, or without a draw their means. Returns the sum over the samples of the mean squared
    /// difference between the data and those means.
    public func visiblePass(
        w: UnsafePointer<Float>, bias: UnsafePointer<Float>, count: Int, draw: Draw?, workspace: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) -> Double {
        let places = Places(self), samples = workspace + places.samples
        pool.run(tasks: blocks) { block, _ in
            let first = block * Self.visibleBlock, units = min(Self.visibleBlock, visible - first), errors = workspace + places.errors + block * paddedBatch
            errors.update(repeating: 0, count: paddedBatch)
            let data = workspace + places.visible + first * sampleStride, model = data + paddedBatch
            for group in 0..<paddedBatch / 16 {
                Tile.column(
                    rows: units, depth: hidden, w + first * hidden, hidden, 1, samples + group * paddedHidden * 16, 16, model + group * 16, sampleStride, false)
            }
            for start in stride(from: 0, to: paddedBatch, by: 8) {
                let isThere = Vector(SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) &+ SIMD8(repeating: Int32(start))) .< Vector(repeating: Float(count))
                var error = Kernels.load(errors, start)
                for unit in stride(from: 0, to: units, by: 4) {
                    // One counter serves four units, and a block begins with a whole group of four.
                    let numbers = draw.map { $0.uniforms(unit: first + unit, sample: start, side: 1) }
                    for lane in 0..<min(4, units - unit) {
                        let place = (unit + lane) * sampleStride + start
                        let mean = logistic(Kernels.load(model, place) + bias[first + unit + lane]), difference = Kernels.load(data, place) - mean
                        error.addProduct(difference, difference)
                        var value = mean
                        if let numbers {
                            let uniform = lane == 0 ? numbers.0 : lane == 1 ? numbers.1 : lane == 2 ? numbers.2 : numbers.3
                            value = Vector().replacing(with: Vector(repeating: 1), where: uniform .< mean)
                        }
                        store(Vector().replacing(with: value, where: isThere), model, place)
                    }
                }
                store(error, errors, start)
            }
        }
        var sum = 0.0
        for sample in 0..<count {
            var error: Float = 0
            for block in 0..<blocks { error += workspace[places.errors + block * paddedBatch + sample] }
            sum += Double(error) / Double(visible)
        }
        return sum
    }

    /// Updates W by `rule` and writes the gradients of the biases, from the means that both phases kept. With means multiplied by −1 / count for the data and 1 / count for the model,
    /// their products are the gradient.
    public func update(
        w: UnsafeMutablePointer<Float>, slots: UpdateRule.Slots, visibleGradient: UnsafeMutablePointer<Float>, hiddenGradient: UnsafeMutablePointer<Float>, rule: UpdateRule,
        count: Int, workspace: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        let places = Places(self), share = 1 / Float(count)
        pool.run(tasks: blocks) { block, worker in
            let first = block * Self.visibleBlock, units = min(Self.visibleBlock, visible - first), gradient = scratch + worker * workspacePerWorker
            let source = workspace + places.visible + first * sampleStride
            for panel in 0..<panels {
                Tile.column(
                    rows: units, depth: sampleStride, source, sampleStride, 1, workspace + places.means + panel * sampleStride * 16, 16, gradient + panel * 16,
                    paddedHidden, false)
            }
            if paddedHidden == hidden {
                rule.apply(weights: w + first * hidden, gradient: gradient, slots: slots, offset: first * hidden, count: units * hidden)
            } else {
                for unit in 0..<units {
                    let offset = (first + unit) * hidden
                    rule.apply(weights: w + offset, gradient: gradient + unit * paddedHidden, slots: slots, offset: offset, count: hidden)
                }
            }
            for unit in 0..<units {
                var sum = Vector()
                let column = source + unit * sampleStride
                for place in stride(from: 0, to: paddedBatch, by: 8) { sum += Kernels.load(column, paddedBatch + place) - Kernels.load(column, place) }
                visibleGradient[first + unit] = sum.sum() * share
            }
        }
        for panel in 0..<panels {
            var low = Vector(), high = Vector()
            let means = workspace + places.means + panel * sampleStride * 16
            for sample in 0..<sampleStride {
                low += Kernels.load(means, sample * 16)
                high += Kernels.load(means, sample * 16 + 8)
            }
            for unit in 0..<min(16, hidden - panel * 16) { hiddenGradient[panel * 16 + unit] = unit < 8 ? low[unit] : high[unit - 8] }
        }
    }

    /// For each sample the free energy F(v) = −b·v − Σ ln (1 + e^(v·W + c)), followed by the free energies with one unit inverted (v becomes 1 − v), for each of `turns` units:
    /// (count, 1 + turns). `turned` gives the index of the unit.
    public func freeEnergies(
        x: UnsafePointer<Float>, w: UnsafePointer<Float>, visibleBias: UnsafePointer<Float>, hiddenBias: UnsafePointer<Float>, count: Int,
        turns: Int, turned: (_ sample: Int, _ turn: Int) -> Int, energies: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, pool: WorkerPool
    ) {
        pool.run(tasks: count) { sample, worker in
            let sums = scratch + worker * workspacePerWorker, v = x + sample * visible
            sums.update(from: hiddenBias, count: hidden)
            var bias: Float = 0
            for unit in 0..<visible where v[unit] != 0 {
                bias += visibleBias[unit] * v[unit]
                let row = w + unit * hidden
                for index in 0..<hidden { sums[index] += v[unit] * row[index] }
            }
            /// Σ ln (1 + e^sum), with `change` times a row of weights added to the sums.
            func logarithms(_ row: UnsafePointer<Float>, _ change: Float) -> Float {
                var total: Float = 0
                for start in stride(from: 0, to: hidden, by: 8) {
                    let lanes = min(8, hidden - start)
                    let parts = softplus(Kernels.load(sums, start, first: lanes) + Kernels.load(row, start, first: lanes) * change)
                    for lane in 0..<lanes { total += parts[lane] }
                }
                return total
            }
            let own = energies + sample * (1 + turns)
            own[0] = -bias - logarithms(w, 0)
            for turn in 0..<turns {
                let unit = turned(sample, turn), change = 1 - 2 * v[unit]
                own[1 + turn] = -bias - change * visibleBias[unit] - logarithms(w + unit * hidden, change)
            }
        }
    }
}
