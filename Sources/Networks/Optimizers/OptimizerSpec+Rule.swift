import Kernels

extension OptimizerSpec {
    /// The names of what the optimizer remembers of each variable, in the order of its update rule's slots.
    public var slotNames: [String] {
        switch self {
        case .sgd(let sgd): sgd.momentum > 0 ? ["momentum"] : []
        case .rmsprop(let rmsprop): rmsprop.centered ? ["velocity", "momentum", "average_gradient"] : rmsprop.momentum > 0 ? ["velocity", "momentum"] : ["velocity"]
        case .adam: ["momentum", "velocity"]
        }
    }

    /// The rule of step `step`, counted from 1, with its corrections worked out.
    func rule(step: Int, learningRate: Double) -> UpdateRule {
        switch self {
        case .sgd(let sgd):
            sgd.momentum > 0
                ? .momentum(rate: Float(learningRate), momentum: Float(sgd.momentum), nesterov: sgd.nesterov) : .descent(rate: Float(learningRate))
        case .rmsprop(let rmsprop):
            .rootMeanSquare(
                rate: Float(learningRate), rho: Float(rmsprop.rho), momentum: Float(rmsprop.momentum), epsilon: Float(rmsprop.epsilon),
                isCentred: rmsprop.centered)
        case .adam(let adam):
            .adam(
                rate: Float(learningRate * (1 - power(adam.beta2, step)).squareRoot() / (1 - power(adam.beta1, step))), oneMinusBeta1: Float(1 - adam.beta1),
                oneMinusBeta2: Float(1 - adam.beta2), epsilon: Float(adam.epsilon))
        }
    }

    /// base^exponent by squaring: the same bits everywhere, which a library's `pow` does not promise.
    private func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0, factor = base, rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }
}
