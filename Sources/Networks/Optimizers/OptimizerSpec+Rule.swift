import Kernels

extension OptimizerSpec {
    /// Keras' names of the values that the optimizer keeps for each weight, in the order of its update rule's slots.
    public var slotNames: [String] {
        switch self {
        case .sgd(let sgd): sgd.momentum > 0 ? ["momentum"] : []
        case .rmsprop(let rmsprop): rmsprop.centered ? ["velocity", "momentum", "average_gradient"] : rmsprop.momentum > 0 ? ["velocity", "momentum"] : ["velocity"]
        case .adam, .adamw, .nadam: ["momentum", "velocity"]
        case .adamax: ["momentum", "norm"]
        case .adagrad: ["accumulator"]
        case .adadelta: ["accumulated_grad", "accumulated_delta_var"]
        }
    }

    /// The initial value of the slots.
    var firstSlotValue: Float {
        if case .adagrad(let adagrad) = self { Float(adagrad.initialAccumulatorValue) } else { 0 }
    }

    /// The update rule of step `step`, counted from 1, with the step's bias corrections computed. `schedule` is Nadam's; the caller keeps it from step to step.
    func rule(step: Int, learningRate: Double, schedule: inout MomentumSchedule) -> UpdateRule {
        UpdateRule(form(step: step, rate: learningRate, schedule: &schedule), decay: Float(learningRate * (limits.weightDecay ?? 0)))
    }

    private func form(step: Int, rate: Double, schedule: inout MomentumSchedule) -> UpdateRule.Form {
        switch self {
        case .sgd(let sgd):
            return sgd.momentum > 0 ? .momentum(rate: Float(rate), momentum: Float(sgd.momentum), nesterov: sgd.nesterov) : .descent(rate: Float(rate))
        case .rmsprop(let rmsprop):
            return .rootMeanSquare(
                rate: Float(rate), rho: Float(rmsprop.rho), momentum: Float(rmsprop.momentum), epsilon: Float(rmsprop.epsilon), isCentred: rmsprop.centered)
        case .adam(let adam): return Self.adam(step, rate, adam.beta1, adam.beta2, adam.epsilon)
        case .adamw(let adam): return Self.adam(step, rate, adam.beta1, adam.beta2, adam.epsilon)
        case .adamax(let adamax):
            return .adamax(
                rate: Float(rate / (1 - power(adamax.beta1, step))), oneMinusBeta1: Float(1 - adamax.beta1), beta2: Float(adamax.beta2), epsilon: Float(adamax.epsilon))
        case .nadam(let nadam):
            let (now, next, product) = schedule.advance(to: step, beta: nadam.beta1)
            return .nadam(
                rate: Float(rate), oneMinusBeta1: Float(1 - nadam.beta1), oneMinusBeta2: Float(1 - nadam.beta2), mShare: Float(next / (1 - product * next)),
                gShare: Float((1 - now) / (1 - product)), vShare: Float(1 / (1 - power(nadam.beta2, step))), epsilon: Float(nadam.epsilon))
        case .adagrad(let adagrad): return .adagrad(rate: Float(rate), epsilon: Float(adagrad.epsilon))
        case .adadelta(let adadelta): return .adadelta(rate: Float(rate), rho: Float(adadelta.rho), epsilon: Float(adadelta.epsilon))
        }
    }

    private static func adam(_ step: Int, _ rate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double) -> UpdateRule.Form {
        .adam(
            rate: Float(rate * (1 - power(beta2, step)).squareRoot() / (1 - power(beta1, step))), oneMinusBeta1: Float(1 - beta1), oneMinusBeta2: Float(1 - beta2),
            epsilon: Float(epsilon))
    }
}

/// The product of Nadam's momenta u_t = beta (1 − ½ · 0.96ᵗ) up to a step. It depends on the step's number only, so a resumed run computes the same product.
struct MomentumSchedule {
    private var step = 0
    private var product = 1.0

    mutating func advance(to target: Int, beta: Double) -> (now: Double, next: Double, product: Double) {
        func momentum(_ step: Int) -> Double { beta * (1 - 0.5 * power(0.96, step)) }
        if target < step { self = MomentumSchedule() }
        while step < target {
            step += 1
            product *= momentum(step)
        }
        return (momentum(target), momentum(target + 1), product)
    }
}

/// base^exponent by repeated squaring: the same bits on every platform, which `pow` of a C library does not guarantee.
private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0, factor = base, rest = exponent
    while rest > 0 {
        if rest & 1 == 1 { result *= factor }
        factor *= factor
        rest >>= 1
    }
    return result
}
