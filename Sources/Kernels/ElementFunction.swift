/// Activation functions of one variable and their derivatives.
public enum ElementFunction: Hashable, Sendable {
    case linear, relu, relu6, sigmoid, hardSigmoid, tanh, softplus, softsign, selu, exponential
    /// x where x > 0, slope · x below.
    case leakyRelu(slope: Float)
    /// x where x > 0, alpha (eˣ − 1) below.
    case elu(alpha: Float)
    case gelu, silu, mish

    /// Whether the derivative follows from the output; otherwise the inputs must be kept for the backward pass.
    public var isKnownByOutput: Bool {
        switch self {
        case .gelu, .silu, .mish: false
        default: true
        }
    }

    /// f(x).
    @inline(__always)
    func value(_ x: Vector) -> Vector {
        switch self {
        case .linear: x
        case .relu: x.replacing(with: Vector(), where: x .< Vector())
        case .relu6: x.replacing(with: Vector(), where: x .< Vector()).replacing(with: Vector(repeating: 6), where: x .> Vector(repeating: 6))
        case .sigmoid: logistic(x)
        case .hardSigmoid: ElementFunction.relu6.value(x + 3) * Vector(repeating: 1 / 6)
        case .tanh: hyperbolicTangent(x)
        case .softplus: Kernels.softplus(x)
        case .softsign: x / (Vector(repeating: 1) + x.replacing(with: Vector() - x, where: x .< Vector()))
        case .selu: ElementFunction.elu(alpha: Selu.alpha).value(x) * Selu.scale
        case .exponential: Kernels.exponential(x)
        case .leakyRelu(let slope): x.replacing(with: x * slope, where: x .< Vector())
        case .elu(let alpha): x.replacing(with: exponentialMinusOne(x) * alpha, where: x .< Vector())
        case .gelu: x * normalDistribution(x)
        case .silu: x * logistic(x)
        case .mish: x * hyperbolicTangent(Kernels.softplus(x))
        }
    }

    /// f′(x) from y = f(x), where the output determines it.
    @inline(__always)
    func slope(ofOutput y: Vector) -> Vector {
        let one = Vector(repeating: 1), none = Vector()
        return switch self {
        case .linear, .gelu, .silu, .mish: one
        case .relu: none.replacing(with: one, where: y .> none)
        case .relu6: none.replacing(with: one, where: (y .> none) .& (y .< Vector(repeating: 6)))
        case .sigmoid: y * (one - y)
        case .hardSigmoid: none.replacing(with: Vector(repeating: 1 / 6), where: (y .> none) .& (y .< one))
        case .tanh: one - y * y
        case .softplus: none - exponentialMinusOne(none - y)
        case .softsign:
            (one - y.replacing(with: none - y, where: y .< none)) * (one - y.replacing(with: none - y, where: y .< none))
        case .selu: Vector(repeating: Selu.scale).replacing(with: y + Selu.scale * Selu.alpha, where: y .< none)
        case .exponential: y
        // A negative x keeps its sign bit even where the slope makes y zero.
        case .leakyRelu(let slope): one.replacing(with: Vector(repeating: slope), where: hasMinus(y))
        case .elu(let alpha): one.replacing(with: y + alpha, where: hasMinus(y))
        }
    }

    @_transparent private func hasMinus(_ y: Vector) -> SIMDMask<SIMD8<Int32>> { unsafeBitCast(y, to: SIMD8<Int32>.self) .< SIMD8() }

    /// f′(x) from x, where the output does not determine it.
    @inline(__always)
    private func slope(ofSum x: Vector) -> Vector {
        let one = Vector(repeating: 1)
        switch self {
        case .gelu:  // Φ(x) + x φ(x)
            return normalDistribution(x) + x * Kernels.exponential(x * x * Vector(repeating: -0.5)) * 0.398_942_28
        case .silu:
            let s = logistic(x)
            return s * (one + x * (one - s))
        case .mish:
            let t = hyperbolicTangent(Kernels.softplus(x))
            return t + x * (one - t * t) * logistic(x)
        default: return slope(ofOutput: value(x))
        }
    }

    /// y = f(x) for `count` values; x and y may be the same memory.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        if self == .linear, x == UnsafePointer(y) { return }
        Elements.run(count, pool) { range in withFunction { function in Elements.map(range, x, y, function) } }
    }

    /// Calls `loop` with f, specialized and inlined for each common function.
    @inline(__always)
    func withFunction(_ loop: (_ function: (Vector) -> Vector) -> Void) {
        switch self {
        case .linear: loop { $0 }
        case .relu: loop { clamped($0, Vector()) }
        case .sigmoid: loop { logistic($0) }
        case .tanh: loop { hyperbolicTangent($0) }
        default: loop { value($0) }
        }
    }

    /// dx = dy · f′ for `count` values; dy and dx may be the same memory. `sums` (x) is needed only where `isKnownByOutput` is false.
    public func backward(
        y: UnsafePointer<Float>, sums: UnsafePointer<Float>?, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool
    ) {
        if self == .linear, dy == UnsafePointer(dx) { return }
        Elements.run(count, pool) { range in
            if let sums, !isKnownByOutput {
                Elements.map(range, sums, dy, dx) { slope(ofSum: $0) * $1 }
            } else {
                withGradient { gradient in Elements.map(range, dy, y, dx, gradient) }
            }
        }
    }

    /// Calls `loop` with dy · f′, with f′ from y = f(·), specialized and inlined for each common function.
    @inline(__always)
    func withGradient(_ loop: (_ gradient: (_ dy: Vector, _ y: Vector) -> Vector) -> Void) {
        let one = Vector(repeating: 1)
        switch self {
        case .linear: loop { dy, _ in dy }
        case .relu: loop { dy, y in Vector().replacing(with: dy, where: y .> Vector()) }
        case .sigmoid: loop { dy, y in dy * y * (one - y) }
        case .tanh: loop { dy, y in dy * (one - y * y) }
        default: loop { dy, y in slope(ofOutput: y) * dy }
        }
    }
}

/// The constants of selu (Klambauer et al. 2017).
private enum Selu {
    static let alpha: Float = 1.673_263_242
    static let scale: Float = 1.050_700_987
}
