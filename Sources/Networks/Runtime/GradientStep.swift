import Kernels

/// What a step does after the backward pass: penalties, clipping, the optimizer's update rule and constraints, in Keras' order.
public struct GradientStep {
    private let optimizer: OptimizerSpec
    private let clips: Bool
    private let parameters: [Parameter]
    /// The pieces of all variables that are not updated in the backward pass.
    private let pieces: [UpdateRule.Piece]
    private let others: [Parameter]
    private var schedule = MomentumSchedule()

    /// `isFused` says, by index, which variables their layers update in the backward pass.
    public init(_ optimizer: OptimizerSpec, _ parameters: [Parameter], isFused: (Int) -> Bool) {
        self.optimizer = optimizer
        clips = !optimizer.limits.clips.isEmpty
        self.parameters = parameters.filter(\.isTrainable)
        others = parameters.indices.filter { parameters[$0].isTrainable && !isFused($0) }.map { parameters[$0] }
        pieces = others.flatMap(\.pieces)
    }

    /// The update rule of step `step`, counted from 1.
    public mutating func rule(step: Int, learningRate: Double) -> UpdateRule { optimizer.rule(step: step, learningRate: learningRate, schedule: &schedule) }

    /// Updates every variable by its gradient, except those that were updated in the backward pass.
    public func apply(_ rule: UpdateRule, pool: WorkerPool) {
        for parameter in others where parameter.penalties != nil { _ = parameter.penalty(differentiates: true) }
        if clips { clip() }
        rule.apply(pieces, pool: pool)
        for parameter in others { parameter.constrain() }
    }

    /// Applies the bound that is set; there is at most one.
    private func clip() {
        let limits = optimizer.limits
        if let limit = limits.clipnorm, limit > 0 {
            for parameter in parameters {
                scale(parameter, norm: PenaltyKernels.squaredNorm(parameter.gradient.pointer, count: parameter.shape.count).squareRoot(), to: limit)
            }
        } else if let limit = limits.globalClipnorm, limit > 0 {
            let norm = parameters.reduce(0) { $0 + PenaltyKernels.squaredNorm($1.gradient.pointer, count: $1.shape.count) }.squareRoot()
            for parameter in parameters { scale(parameter, norm: norm, to: limit) }
        } else if let limit = limits.clipvalue, limit > 0 {
            for parameter in parameters { PenaltyKernels.clip(parameter.gradient.pointer, to: Float(limit), count: parameter.shape.count) }
        }
    }

    private func scale(_ parameter: Parameter, norm: Double, to limit: Double) {
        guard norm > limit else { return }
        PenaltyKernels.scale(parameter.gradient.pointer, by: Float(limit / norm), count: parameter.shape.count)
    }
}
