/// How weights follow their gradients, with its numbers for one step worked out: what an optimizer hands to the kernels.
///
/// The forms are Keras 3's.
public enum UpdateRule: Sendable {
    /// w ← w − rate · g
    case descent(rate: Float)
    /// v ← momentum · v − rate · g; w ← w + v, or with Nesterov's look-ahead w ← w + momentum · v − rate · g. One slot: v.
    case momentum(rate: Float, momentum: Float, nesterov: Bool)
    /// s ← rho · s + (1 − rho) · g²; d = s, or s − a² with a the running mean of g where centred; i = rate · g / √(d + epsilon); with momentum
    /// v ← momentum · v + i, w ← w − v; without, w ← w − i. Slots: s, then v, then a.
    case rootMeanSquare(rate: Float, rho: Float, momentum: Float, epsilon: Float, isCentred: Bool)
    /// m ← m + (g − m) · (1 − beta1); v ← v + (g² − v) · (1 − beta2); w ← w − rate · m / (√v + epsilon), `rate` with both corrections in it.
    /// Slots: m, v.
    case adam(rate: Float, oneMinusBeta1: Float, oneMinusBeta2: Float, epsilon: Float)

    /// Updates `count` weights; `slots` has the rule's slots, each as long as the weights.
    @inline(never)
    func apply(weights w: UnsafeMutablePointer<Float>, gradient g: UnsafePointer<Float>, slots: Slots, offset: Int, count: Int) {
        switch self {
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
            while index < count {   // the same operations, one by one: where a row is cut changes no bit
                let gradient = g[index]
                let mean = m[index].addingProduct(gradient - m[index], oneMinusBeta1)
                let square = v[index].addingProduct(gradient * gradient - v[index], oneMinusBeta2)
                m[index] = mean; v[index] = square
                w[index] -= mean * rate / (square.squareRoot() + epsilon)
                index += 1
            }
        }
    }

    /// A rule's memory: as many of the three as it uses; the others may point anywhere.
    public struct Slots: @unchecked Sendable {
        let first, second, third: UnsafeMutablePointer<Float>

        /// `slots` in the order of the rule.
        public init(_ slots: [UnsafeMutablePointer<Float>], otherwise: UnsafeMutablePointer<Float>) {
            first = slots.count > 0 ? slots[0] : otherwise
            second = slots.count > 1 ? slots[1] : otherwise
            third = slots.count > 2 ? slots[2] : otherwise
        }
    }

    /// Updates a whole variable, cut by its size.
    public func apply(weights: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, slots: Slots, count: Int, pool: WorkerPool) {
        let block = 16_384
        pool.run(tasks: (count + block - 1) / block) { task, _ in
            let start = task * block
            apply(weights: weights + start, gradient: gradient + start, slots: slots, offset: start, count: min(block, count - start))
        }
    }
}
