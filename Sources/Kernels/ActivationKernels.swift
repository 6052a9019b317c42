/// Functions of one number that a layer bends its sums with, and their derivatives.
public enum ElementFunction: Hashable, Sendable {
    case linear, relu, relu6, sigmoid, hardSigmoid, tanh, softplus, softsign, selu, exponential
    /// x where x > 0, slope · x below.
    case leakyRelu(slope: Float)
    /// x where x > 0, alpha (eˣ − 1) below.
    case elu(alpha: Float)
    case gelu, silu, mish

    /// Whether the derivative follows from what the function gave; otherwise the sums before it must be kept.
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
        case .elu(let alpha): x.replacing(with: (Kernels.exponential(x) - 1) * alpha, where: x .< Vector())
        case .gelu: x * normalDistribution(x)
        case .silu: x * logistic(x)
        case .mish: x * hyperbolicTangent(Kernels.softplus(x))
        }
    }

    /// f′(x), from y = f(x) where that is enough.
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
        case .softplus: one - Kernels.exponential(none - y)
        case .softsign:
            (one - y.replacing(with: none - y, where: y .< none)) * (one - y.replacing(with: none - y, where: y .< none))
        case .selu: Vector(repeating: Selu.scale).replacing(with: y + Selu.scale * Selu.alpha, where: y .< none)
        case .exponential: y
        case .leakyRelu(let slope): one.replacing(with: Vector(repeating: slope), where: y .< none)
        case .elu(let alpha): one.replacing(with: y + alpha, where: y .< none)
        }
    }

    /// f′(x) where the output does not tell it.
    @inline(__always)
    private func slope(ofSum x: Vector) -> Vector {
        let one = Vector(repeating: 1)
        switch self {
        case .gelu:   // Φ(x) + x φ(x)
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

    /// y = f(x), in place where both are the same memory.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        if self == .linear, x == UnsafePointer(y) { return }
        Elements.run(count, pool) { range in
            switch self {   // one loop each: the function is inlined into it
            case .linear: (y + range.lowerBound).update(from: x + range.lowerBound, count: range.count)
            case .relu: for index in range { y[index] = x[index] > 0 || x[index] != x[index] ? x[index] : 0 }
            case .sigmoid: Elements.map(range, x, y, logistic)
            case .tanh: Elements.map(range, x, y, hyperbolicTangent)
            default: Elements.map(range, x, y) { self.value($0) }
            }
        }
    }

    /// dx = dy · f′, in place where both are the same memory; `sums` only where the output does not tell the derivative.
    public func backward(
        y: UnsafePointer<Float>, sums: UnsafePointer<Float>?, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool
    ) {
        if self == .linear, dy == UnsafePointer(dx) { return }
        Elements.run(count, pool) { range in
            switch self {
            case .linear: (dx + range.lowerBound).update(from: dy + range.lowerBound, count: range.count)
            case .relu: for index in range { dx[index] = y[index] > 0 ? dy[index] : 0 }
            case .sigmoid: for index in range { dx[index] = dy[index] * y[index] * (1 - y[index]) }
            case .tanh: for index in range { dx[index] = dy[index] * (1 - y[index] * y[index]) }
            default:
                if let sums, !isKnownByOutput {
                    Elements.map(range, sums, dy, dx) { self.slope(ofSum: $0) * $1 }
                } else {
                    Elements.map(range, y, dy, dx) { self.slope(ofOutput: $0) * $1 }
                }
            }
        }
    }
}

/// The constants of selu (Klambauer et al. 2017).
private enum Selu {
    static let alpha: Float = 1.673_263_242
    static let scale: Float = 1.050_700_987
}

/// Passes over elements, cut by their number.
enum Elements {
    static let block = 16_384

    @inline(__always)
    static func run(_ count: Int, _ pool: WorkerPool, _ body: (Range<Int>) -> Void) {
        pool.run(tasks: (count + block - 1) / block) { task, _ in body(task * block..<min(count, (task + 1) * block)) }
    }

    /// Eight at a time; the last few in a vector of their own, so that a number's result does not depend on its place.
    @inline(__always)
    static func map(_ range: Range<Int>, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector) -> Vector) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            store(function(load(x, index)), y, index)
            index += 8
        }
        guard index < range.upperBound else { return }
        let count = range.upperBound - index
        storeFirst(count, function(loadFirst(count, x, index)), y, index)
    }

    /// The same of two numbers.
    @inline(__always)
    static func map(
        _ range: Range<Int>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector, Vector) -> Vector
    ) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            store(function(load(a, index), load(b, index)), y, index)
            index += 8
        }
        guard index < range.upperBound else { return }
        let count = range.upperBound - index
        storeFirst(count, function(loadFirst(count, a, index), loadFirst(count, b, index)), y, index)
    }
}

/// The softmax of each row, e^(x − max) / Σ, and its logarithm.
public enum SoftmaxKernels {
    public static func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, isLogarithmic: Bool = false, pool: WorkerPool) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let source = x + row * columns, target = y + row * columns
                var largest = -Float.infinity
                for column in 0..<columns where source[column] > largest || source[column] != source[column] { largest = source[column] }
                var sum: Float = 0
                if isLogarithmic {
                    var column = 0
                    while column < columns {
                        let count = min(8, columns - column), powers = exponential(loadFirst(count, source, column) - largest)
                        for lane in 0..<count { sum += powers[lane] }
                        column += 8
                    }
                    let offset = largest + logarithm(Vector(repeating: sum))[0]
                    for column in 0..<columns { target[column] = source[column] - offset }
                    continue
                }
                for column in 0..<columns { target[column] = source[column] - largest }
                Elements.map(0..<columns, target, target, exponential)
                for column in 0..<columns { sum += target[column] }
                let share = 1 / sum
                for column in 0..<columns { target[column] *= share }
            }
        }
    }

    /// dx = y · (dy − Σ dy · y), row by row; of the logarithm dx = dy − eʸ Σ dy.
    public static func backward(
        y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, rows: Int, columns: Int, isLogarithmic: Bool = false, pool: WorkerPool
    ) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let offset = row * columns
                var sum: Float = 0
                if isLogarithmic {
                    for column in 0..<columns { sum += dy[offset + column] }
                    Elements.map(offset..<offset + columns, y, dy, dx) { $1 - exponential($0) * sum }
                } else {
                    for column in 0..<columns { sum += dy[offset + column] * y[offset + column] }
                    for column in 0..<columns { dx[offset + column] = y[offset + column] * (dy[offset + column] - sum) }
                }
            }
        }
    }
}

/// PReLU (He et al. 2015): y = x where x > 0, alpha · x below, alpha learnt for each of `units` places that repeat along a sample.
public enum ParametricKernels {
    public static func forward(x: UnsafePointer<Float>, alpha: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, units: Int, pool: WorkerPool) {
        pool.run(tasks: count) { row, _ in
            for unit in 0..<units {
                let value = x[row * units + unit]
                y[row * units + unit] = value < 0 ? value * alpha[unit] : value
            }
        }
    }

    /// dx and dalpha = Σ dy · min(x, 0).
    public static func backward(
        x: UnsafePointer<Float>, alpha: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>?, dalpha: UnsafeMutablePointer<Float>,
        count: Int, units: Int, pool: WorkerPool
    ) {
        let block = 1_024
        pool.run(tasks: (units + block - 1) / block) { task, _ in
            for unit in task * block..<min(units, (task + 1) * block) { dalpha[unit] = 0 }
            for row in 0..<count {
                for unit in task * block..<min(units, (task + 1) * block) {
                    let index = row * units + unit, isBelow = x[index] < 0
                    dalpha[unit] += isBelow ? dy[index] * x[index] : 0
                    dx?[index] = isBelow ? dy[index] * alpha[unit] : dy[index]
                }
            }
        }
    }
}
