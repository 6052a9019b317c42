/// A loss that is a mean over outputs: computes the losses of eight outputs y with targets t, and their derivatives dloss/dy. Each loss is a type, so that the loop over a row is
/// specialized for it: a closure would not be inlined, and a vector passed to a call is split in two halves.
protocol ElementLoss {
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector)
}

/// −(t ln y + (1 − t) ln (1 − y)), with y clipped away from 0 and 1; where it is clipped, the derivative is 0.
struct BinaryCrossEntropy: ElementLoss {
    let smoothing: Float

    @inline(__always)
    func callAsFunction(y: Vector, t given: Vector) -> (loss: Vector, slope: Vector) {
        let t = smoothing == 0 ? given : given * (1 - smoothing) + smoothing * 0.5
        let one = Vector(repeating: 1), low = LossKernels.epsilon, high = 1 - LossKernels.epsilon, p = clamped(y, low, high)
        let loss = Vector() - (t * boundedLogarithm(p) + (one - t) * boundedLogarithm(one - p))
        let slope = (y - t) / (y * (one - y))
        return (loss, slope.replacing(with: Vector(), where: (y .< Vector(repeating: low)) .| (y .> Vector(repeating: high))))
    }
}

/// (y − t)²
struct SquaredError: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) { ((y - t) * (y - t), 2 * (y - t)) }
}

/// |y − t|
struct AbsoluteError: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) { (magnitude(y - t), sign(y - t)) }
}

/// (ln (1 + y) − ln (1 + t))², with both at least epsilon.
struct SquaredLogarithmicError: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let least = Vector(repeating: LossKernels.epsilon)
        let bounded = maximum(y, least) + 1, difference = logarithm(bounded) - logarithm(maximum(t, least) + 1)
        return (difference * difference, Vector().replacing(with: difference * 2 / bounded, where: y .> least))
    }
}

/// ½ d² where |d| ≤ delta, delta |d| − ½ delta² beyond; d = y − t.
struct Huber: ElementLoss {
    let delta: Float

    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let d = y - t, size = magnitude(d), limit = Vector(repeating: delta)
        let isNear = size .<= limit
        return ((limit * size - limit * limit * 0.5).replacing(with: d * d * 0.5, where: isNear), (sign(d) * limit).replacing(with: d, where: isNear))
    }
}

/// ln cosh d; d = y − t. With m = e^|d| − 1 it is ln (1 + ½ m² / (1 + m)), which has no cancellation near 0, and |d| − ln 2 far from 0.
struct LogCosh: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let d = y - t, size = magnitude(d), far: Float = 12
        let m = exponentialMinusOne(size.replacing(with: Vector(repeating: far), where: size .> Vector(repeating: far)))
        let near = logarithmOfOnePlus(m * m * 0.5 / (m + 1))
        return (near.replacing(with: size - 0.693_147_18, where: size .> Vector(repeating: far)), hyperbolicTangent(d))
    }
}

/// y − t ln y
struct Poisson: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let bounded = y + LossKernels.epsilon
        return (y - t * logarithm(bounded), Vector(repeating: 1) - t / bounded)
    }
}

/// max(0, 1 − t y), optionally squared. `isSigned`: targets are −1 and 1; otherwise they are 0 and 1, and 0 counts as −1.
struct Hinge: ElementLoss {
    let isSquared: Bool
    let isSigned: Bool

    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let side = isSigned ? t : t * 2 - 1, margin = Vector(repeating: 1) - side * y
        let reach = maximum(margin, Vector())
        let slope = Vector().replacing(with: Vector() - side, where: margin .> Vector())
        return isSquared ? (reach * reach, slope * reach * 2) : (reach, slope)
    }
}

/// t ln (t / y), with both clipped to epsilon … 1.
struct KullbackLeibler: ElementLoss {
    @inline(__always)
    func callAsFunction(y: Vector, t: Vector) -> (loss: Vector, slope: Vector) {
        let least = LossKernels.epsilon, target = clamped(t, least, 1), output = clamped(y, least, 1)
        let isFree = (y .>= Vector(repeating: least)) .& (y .<= Vector(repeating: 1))
        return (target * logarithm(target / output), Vector().replacing(with: Vector() - target / output, where: isFree))
    }
}

@_transparent private func magnitude(_ x: Vector) -> Vector { x.replacing(with: Vector() - x, where: x .< Vector()) }

@_transparent private func sign(_ x: Vector) -> Vector {
    x.replacing(with: Vector(repeating: 1), where: x .> Vector()).replacing(with: Vector(repeating: -1), where: x .< Vector())
}
