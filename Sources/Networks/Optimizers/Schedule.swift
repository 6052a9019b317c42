import Foundation

/// How the learning rate changes from step to step, with the names and formulas of Keras' `keras.optimizers.schedules`.
public typealias Schedule = Form<ScheduleKind>

/// The schedules of Keras, and a linear warm-up.
public enum ScheduleKind: String, FormKind {
    case exponentialDecay = "ExponentialDecay"
    case piecewiseConstantDecay = "PiecewiseConstantDecay"
    case polynomialDecay = "PolynomialDecay"
    case inverseTimeDecay = "InverseTimeDecay"
    case cosineDecay = "CosineDecay"
    case cosineDecayRestarts = "CosineDecayRestarts"
    case linearWarmup = "LinearWarmup"

    static let rates = 0.0...1_000
    private static let steps = 1...1_000_000_000_000
    private static let first = FormParameter.number("initial_learning_rate", 0.01, rates, help: "the rate at the first step")
    private static let decaySteps = FormParameter.count("decay_steps", 1_000, steps, help: "steps over which the rate decays")
    private static let alpha = FormParameter.number("alpha", 0, 0...1, help: "share of the initial rate that is left at the end")

    /// The parameters of Keras' class, such as `initial_learning_rate` and `decay_steps`.
    public var parameters: [FormParameter] {
        switch self {
        case .exponentialDecay, .inverseTimeDecay:
            [
                Self.first, Self.decaySteps,
                .number("decay_rate", self == .exponentialDecay ? 0.96 : 0.5, 0...1e6, help: "the factor of the decay over decay_steps steps"),
                .flag("staircase", false, help: "change the rate every decay_steps steps, not at each"),
            ]
        case .piecewiseConstantDecay:
            [
                FormParameter("boundaries", .numbers([1_000]), help: "steps at which the rate changes"),
                FormParameter("values", .numbers([0.01, 0.001]), help: "the rates: one more than there are boundaries"),
            ]
        case .polynomialDecay:
            [
                Self.first, Self.decaySteps, .number("end_learning_rate", 0.000_1, Self.rates, help: "the rate at the end"),
                .number("power", 1, 0...100, help: "1 for a straight line; above 1 the rate falls faster at first"),
                .flag("cycle", false, help: "start again when the end is reached"),
            ]
        case .cosineDecay:
            [
                Self.first, Self.decaySteps, Self.alpha, FormParameter("warmup_target", .optionalNumber(Self.rates), help: "the rate at the end of the warm-up"),
                .count("warmup_steps", 0, 0...Self.steps.upperBound, help: "steps of the warm-up"),
            ]
        case .cosineDecayRestarts:
            [
                Self.first, .count("first_decay_steps", 1_000, Self.steps, help: "steps of the first half-wave"),
                .number("t_mul", 2, 1...1e6, help: "length of each half-wave relative to the last"),
                .number("m_mul", 1, 0...1e6, help: "first rate of each half-wave relative to the last"),
                Self.alpha,
            ]
        case .linearWarmup:
            [.number("learning_rate", 0.001, Self.rates, help: "the rate after the warm-up"), .count("warmup_steps", 1_000, Self.steps, help: "steps of the warm-up")]
        }
    }

    /// What the rate does, in one line.
    public var help: String {
        switch self {
        case .exponentialDecay: "rate · decay_rate^(step / decay_steps)"
        case .piecewiseConstantDecay: "constant rates that change at the steps in boundaries"
        case .polynomialDecay: "from the first rate to the last along a power of the step"
        case .inverseTimeDecay: "rate / (1 + decay_rate · step / decay_steps)"
        case .cosineDecay: "half a cosine wave down, optionally after a warm-up"
        case .cosineDecayRestarts: "half-waves of a cosine, each longer than the last (SGDR)"
        case .linearWarmup: "rises linearly to the rate, then stays constant"
        }
    }

    /// Keras' class below `keras`: `optimizers.schedules.CosineDecay`.
    public var kerasPath: String? { self == .linearWarmup ? nil : "optimizers.schedules.\(rawValue)" }
}

extension Schedule {
    /// Why the schedule is impossible, in one sentence; `nil` where it is possible.
    public var problem: String? {
        guard kind == .piecewiseConstantDecay else { return nil }
        let boundaries = numbers("boundaries"), values = numbers("values")
        guard values.count == boundaries.count + 1 else {
            return "PiecewiseConstantDecay values: expected \(boundaries.count + 1), one more than boundaries, got \(values.count). Add or remove a value."
        }
        if let (first, second) = zip(boundaries, boundaries.dropFirst()).first(where: { !($0 < $1) }) {
            return "PiecewiseConstantDecay boundaries: expected steps that rise, got \(ArgumentValue.text(first)) and then \(ArgumentValue.text(second)). Sort them."
        }
        if let wrong = values.first(where: { !ScheduleKind.rates.contains($0) }) {
            return "PiecewiseConstantDecay values: expected rates from 0 to 1000, got \(wrong). Correct it."
        }
        return nil
    }

    /// The rate of a step, clamped to the range of a rate, 0 to 1,000. Steps count from 0, as in Keras.
    public func rate(step: Int) -> Double { max(0, min(ScheduleKind.rates.upperBound, unbounded(Double(step)))) }

    private func unbounded(_ step: Double) -> Double {
        let first = self["initial_learning_rate"]
        switch kind {
        case .exponentialDecay, .inverseTimeDecay:
            let share = step / self["decay_steps"], passed = flag("staircase") ? share.rounded(.down) : share
            return kind == .exponentialDecay ? first * pow(self["decay_rate"], passed) : first / (1 + self["decay_rate"] * passed)
        case .piecewiseConstantDecay:
            let values = numbers("values"), place = numbers("boundaries").firstIndex { step <= $0 } ?? values.count - 1
            return values.indices.contains(place) ? values[place] : values.last ?? 0
        case .polynomialDecay:
            var length = self["decay_steps"], now = step
            if flag("cycle") { length *= max(1, (step / length).rounded(.up)) } else { now = min(step, length) }
            return (first - self["end_learning_rate"]) * pow(1 - now / length, self["power"]) + self["end_learning_rate"]
        case .cosineDecay:
            let warmup = optional("warmup_target") == nil ? 0 : self["warmup_steps"], top = optional("warmup_target") ?? first
            if step < warmup { return first + (top - first) * step / warmup }
            return Self.cosine(top, share: min(1, (step - warmup) / self["decay_steps"]), alpha: self["alpha"])
        case .cosineDecayRestarts:
            var share = step / self["first_decay_steps"], scale = 1.0
            let growth = self["t_mul"]
            if growth == 1 {
                scale = pow(self["m_mul"], share.rounded(.down))
                share -= share.rounded(.down)
            } else {
                let round = (log(1 - share * (1 - growth)) / log(growth)).rounded(.down), passed = (1 - pow(growth, round)) / (1 - growth)
                scale = pow(self["m_mul"], round)
                share = (share - passed) / pow(growth, round)
            }
            return first * ((1 - self["alpha"]) * scale * 0.5 * (1 + cos(.pi * share)) + self["alpha"])
        case .linearWarmup: return self["learning_rate"] * min(1, (step + 1) / self["warmup_steps"])
        }
    }

    private static func cosine(_ rate: Double, share: Double, alpha: Double) -> Double {
        rate * ((1 - alpha) * 0.5 * (1 + cos(.pi * share)) + alpha)
    }
}
