/// How weights are updated by their gradients in one step, with the step's numbers computed: what an optimizer passes to the kernels.
///
/// The formulas are those of Keras 3. Slots are the values that an optimizer keeps for each weight.
public struct UpdateRule: Sendable {
    let form: Form
    /// w ← w − decay · w before the step: the optimizer's weight decay times its rate.
    let decay: Float

    /// No weight decay, unless it is given.
    public init(_ form: Form, decay: Float = 0) {
        self.form = form
        self.decay = decay
    }

    /// The formula for a weight w with gradient g.
    public enum Form: Sendable {
        /// w ← w − rate · g
        case descent(rate: Float)
        /// v ← momentum · v − rate · g; w ← w + v, or with Nesterov's look-ahead w ← w + momentum · v − rate · g. One slot: v.
        case momentum(rate: Float, momentum: Float, nesterov: Bool)
        /// s ← rho · s + (1 − rho) · g²; d = s, or s − a² with a the running mean of g if centred; i = rate · g / √(d + epsilon); with momentum
        /// v ← momentum · v + i, w ← w − v; without, w ← w − i. Slots: s, then v, then a.
        case rootMeanSquare(rate: Float, rho: Float, momentum: Float, epsilon: Float, isCentred: Bool)
        /// m ← m + (g − m) · (1 − beta1); v ← v + (g² − v) · (1 − beta2); w ← w − rate · m / (√v + epsilon), where `rate` includes both bias corrections.
        /// Slots: m, v.
        case adam(rate: Float, oneMinusBeta1: Float, oneMinusBeta2: Float, epsilon: Float)
        /// m as in Adam; u ← max(beta2 · u, |g|); w ← w − rate · m / (u + epsilon), where `rate` includes the bias correction. Slots: m, u.
        case adamax(rate: Float, oneMinusBeta1: Float, beta2: Float, epsilon: Float)
        /// m, v as in Adam; w ← w − rate · (mShare · m + gShare · g) / (√(v · vShare) + epsilon), where the shares follow from Nesterov's momentum schedule. Slots: m, v.
        case nadam(rate: Float, oneMinusBeta1: Float, oneMinusBeta2: Float, mShare: Float, gShare: Float, vShare: Float, epsilon: Float)
        /// a ← a + g²; w ← w − rate · g / √(a + epsilon). One slot: a.
        case adagrad(rate: Float, epsilon: Float)
        /// a ← rho · a + (1 − rho) · g²; d = g · √(s + epsilon) / √(a + epsilon); s ← rho · s + (1 − rho) · d²; w ← w − rate · d. Slots: a, s.
        case adadelta(rate: Float, rho: Float, epsilon: Float)
    }

    /// Updates `count` weights; the slots are read from `offset` on.
    @inline(never)
    func apply(weights w: UnsafeMutablePointer<Float>, gradient g: UnsafePointer<Float>, slots: Slots, offset: Int, count: Int) {
        if decay != 0 {
            for index in 0..<count { w[index] -= w[index] * decay }
        }
        switch form {
        case .descent(let rate):
            for index in 0..<count { w[index] -= rate * g[index] }
        case .momentum(let rate, let momentum, let nesterov):
            let v = slots.first + offset
            for index in 0..<count {
                let velocity = momentum * v[index] - rate * g[index]
                v[index] = velocity
                w[index] += nesterov ? momentum * velocity - rate * g[index] : velocity
            }
        case .rootMeanSquare(let rate, let rho, let momentum, let epsilon, let isCentred):
            let s = slots.first + offset, v = slots.second + offset, a = slots.third + offset
            for index in 0..<count {
                let square = rho * s[index] + (1 - rho) * g[index] * g[index]
                s[index] = square
                var denominator = square
                if isCentred {
                    let mean = rho * a[index] + (1 - rho) * g[index]
                    a[index] = mean
                    denominator -= mean * mean
                }
                var step = rate * g[index] / (denominator + epsilon).squareRoot()
                if momentum > 0 {
                    step += momentum * v[index]
                    v[index] = step
                }
                w[index] -= step
            }
        case .adam(let rate, let oneMinusBeta1, let oneMinusBeta2, let epsilon):
            let m = slots.first + offset, v = slots.second + offset
            var index = 0
            while index + 8 <= count {
                let gradient = load(g, index)
                var mean = load(m, index), square = load(v, index)
                mean.addProduct(gradient - mean, Vector(repeating: oneMinusBeta1))
                square.addProduct(gradient * gradient - square, Vector(repeating: oneMinusBeta2))
                store(mean, m, index); store(square, v, index)
                store(load(w, index) - mean * Vector(repeating: rate) / (square.squareRoot() + Vector(repeating: epsilon)), w, index)
                index += 8
            }
            while index < count {  // the same operations for single values, so that the bits don't depend on where a row is cut
                let gradient = g[index]
                let mean = m[index].addingProduct(gradient - m[index], oneMinusBeta1)
                let square = v[index].addingProduct(gradient * gradient - v[index], oneMinusBeta2)
                m[index] = mean; v[index] = square
                w[index] -= mean * rate / (square.squareRoot() + epsilon)
                index += 1
            }
        case .adamax(let rate, let oneMinusBeta1, let beta2, let epsilon):
            let m = slots.first + offset, u = slots.second + offset
            for index in 0..<count {
                let mean = m[index].addingProduct(g[index] - m[index], oneMinusBeta1), norm = max(beta2 * u[index], abs(g[index]))
                m[index] = mean; u[index] = norm
                w[index] -= mean * rate / (norm + epsilon)
            }
        case .nadam(let rate, let oneMinusBeta1, let oneMinusBeta2, let mShare, let gShare, let vShare, let epsilon):
            let m = slots.first + offset, v = slots.second + offset
            for index in 0..<count {
                let gradient = g[index]
                let mean = m[index].addingProduct(gradient - m[index], oneMinusBeta1)
                let square = v[index].addingProduct(gradient * gradient - v[index], oneMinusBeta2)
                m[index] = mean; v[index] = square
                w[index] -= rate * (mShare * mean + gShare * gradient) / ((square * vShare).squareRoot() + epsilon)
            }
        case .adagrad(let rate, let epsilon):
            let a = slots.first + offset
            for index in 0..<count {
                let sum = a[index] + g[index] * g[index]
                a[index] = sum
                w[index] -= rate * g[index] / (sum + epsilon).squareRoot()
            }
        case .adadelta(let rate, let rho, let epsilon):
            let a = slots.first + offset, s = slots.second + offset
            for index in 0..<count {
                let square = rho * a[index] + (1 - rho) * g[index] * g[index]
                let step = g[index] * (s[index] + epsilon).squareRoot() / (square + epsilon).squareRoot()
                a[index] = square
                s[index] = rho * s[index] + (1 - rho) * step * step
                w[index] -= rate * step
            }
        }
    }

    /// The slots of a variable, up to three; those that the rule does not use may point anywhere.
    ///
    /// `@unchecked Sendable`, as are the pieces: addresses into buffers whose owner decides which task accesses them when.
    public struct Slots: @unchecked Sendable {
        let first, second, third: UnsafeMutablePointer<Float>

        /// `slots` in the rule's order; `otherwise` stands for the unused ones.
        public init(_ slots: [UnsafeMutablePointer<Float>], otherwise: UnsafeMutablePointer<Float>) {
            first = slots.count > 0 ? slots[0] : otherwise
            second = slots.count > 1 ? slots[1] : otherwise
            third = slots.count > 2 ? slots[2] : otherwise
        }
    }

    /// A piece of a variable: one task.
    public struct Piece: @unchecked Sendable {
        let weights: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>, slots: Slots
        let offset: Int, count: Int

        private static let length = 16_384

        /// Cuts a variable of `count` weights into pieces, by its size.
        public static func pieces(
            weights: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>, slots: Slots, count: Int
        ) -> [Piece] {
            stride(from: 0, to: count, by: length).map { start in
                Piece(weights: weights + start, gradient: gradient + start, slots: slots, offset: start, count: min(length, count - start))
            }
        }
    }

    /// Updates all pieces, one task each.
    public func apply(_ pieces: [Piece], pool: WorkerPool) {
        pieces.withUnsafeBufferPointer { pieces in
            pool.run(tasks: pieces.count) { task, _ in
                let piece = pieces[task]
                apply(weights: piece.weights, gradient: piece.gradient, slots: piece.slots, offset: piece.offset, count: piece.count)
            }
        }
    }
}
