import Kernels
import Networks
import Tensors
import Testing

/// Trajectories and rates that Keras 3.15 gives.
struct OptimizerTests {
    /// Four steps from (1, −2, ½) along gradients that change.
    private func trajectory(_ optimizer: OptimizerSpec, _ options: (inout Dense) -> Void = { _ in }) throws -> [Float] {
        var dense = Dense(units: .count(1), usesBias: false)
        options(&dense)
        let layout = NetworkLayout(plan: StackPlan(model: [.dense(dense)], input: [3], classes: nil), capacity: 1), pool = WorkerPool(threads: 1)
        let parameters = layout.parameters(optimizer: optimizer, seed: 1)
        var step = GradientStep(optimizer, parameters) { _ in false }
        for (index, value) in [Float(1), -2, 0.5].enumerated() { parameters[0].value.pointer[index] = value }
        for number in 0..<4 {
            for (index, value) in [0.3 * Float(number + 1), -0.5, 0.1 * Float(number)].enumerated() { parameters[0].gradient.pointer[index] = value }
            step.apply(step.rule(step: number + 1, learningRate: optimizer.learningRate), pool: pool)
        }
        return (0..<3).map { parameters[0].value.pointer[$0] }
    }

    private func expectClose(_ got: [Float], _ wanted: [Float], _ name: String) {
        for (a, b) in zip(got, wanted) { #expect(abs(a - b) < 5e-6, "\(name): \(got) for \(wanted)") }
    }

    @Test func trajectoriesAreKeras() throws {
        var adamax = Adamax(), decaying = SGD(), centred = RMSprop(), clipped = Adam()
        adamax.learningRate = 0.1
        expectClose(try trajectory(.adamax(adamax)), [0.68889844, -1.6000004, 0.33948675], "adamax")
        (decaying.learningRate, decaying.momentum, decaying.limits.weightDecay) = (0.1, 0.9, 0.1)
        expectClose(try trajectory(.sgd(decaying)), [0.40813142, -1.4734727, 0.38568702], "sgd with weight_decay")
        (centred.learningRate, centred.momentum, centred.centered) = (0.05, 0.5, true)
        expectClose(try trajectory(.rmsprop(centred)), [0.04887533, -1.1904589, -0.17515479], "centred rmsprop")
        (clipped.learningRate, clipped.limits.globalClipnorm) = (0.1, 0.5)
        expectClose(try trajectory(.adam(clipped)), [0.60103476, -1.6144229, 0.25011927], "global_clipnorm")
    }

    @Test func constraintsHoldAfterEveryStep() throws {
        let sgd = OptimizerSpec.sgd(SGD())
        let short = try trajectory(sgd) { $0.kernel.constraint = Constraint(.maxNorm, ["max_value": .number(0.5)]) }
        #expect(short.reduce(0) { $0 + $1 * $1 }.squareRoot() < 0.50001)
        #expect(abs(try trajectory(sgd) { $0.kernel.constraint = Constraint(.unitNorm) }.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        #expect(try trajectory(sgd) { $0.kernel.constraint = Constraint(.nonNegative) }.allSatisfy { $0 >= 0 })
    }

    private static let steps = [0, 1, 7, 10, 15, 25, 40, 100]

    @Test func schedulesAreKeras() {
        let schedules: [(Schedule, [Double])] = [
            (
                Schedule(.exponentialDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(10), "decay_rate": .number(0.5)]),
                [0.1, 0.0933033, 0.061557222, 0.05, 0.035355341, 0.01767767, 0.00625, 9.7656251e-05]
            ),
            (
                Schedule(.exponentialDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(10), "decay_rate": .number(0.5), "staircase": .word("true")]),
                [0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.00625, 9.7656251e-05]
            ),
            (Schedule(.piecewiseConstantDecay, ["boundaries": .numbers([7, 15]), "values": .numbers([0.1, 0.05, 0.01])]), [0.1, 0.1, 0.1, 0.05, 0.05, 0.01, 0.01, 0.01]),
            (
                Schedule(.polynomialDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(20), "end_learning_rate": .number(0.01), "power": .number(2)]),
                [0.1, 0.091224998, 0.048024997, 0.0325, 0.015625, 0.01, 0.01, 0.01]
            ),
            (
                Schedule(.polynomialDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(20), "end_learning_rate": .number(0.01), "cycle": .word("true")]),
                [0.1, 0.0955, 0.0685, 0.055, 0.0325, 0.04375, 0.01, 0.01]
            ),
            (
                Schedule(.inverseTimeDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(10), "decay_rate": .number(0.5)]),
                [0.1, 0.095238104, 0.074074075, 0.066666670, 0.057142857, 0.044444446, 0.033333335, 0.016666668]
            ),
            (
                Schedule(.cosineDecay, ["initial_learning_rate": .number(0.1), "decay_steps": .number(30), "alpha": .number(0.1)]),
                [0.1, 0.099753484, 0.088441513, 0.0775, 0.055, 0.016028857, 0.01, 0.01]
            ),
            (
                Schedule(
                    .cosineDecay,
                    ["initial_learning_rate": .number(0.01), "decay_steps": .number(30), "alpha": .number(0.1), "warmup_target": .number(0.1), "warmup_steps": .number(10)]),
                [0.01, 0.019, 0.073, 0.1, 0.093971148, 0.055, 0.01, 0.01]
            ),
            (
                Schedule(
                    .cosineDecayRestarts,
                    ["initial_learning_rate": .number(0.1), "first_decay_steps": .number(10), "t_mul": .number(2), "m_mul": .number(0.5), "alpha": .number(0.1)]),
                [0.1, 0.097797543, 0.028549666, 0.055, 0.048409905, 0.016590098, 0.029204953, 0.017777596]
            ),
        ]
        for (schedule, wanted) in schedules {
            for (step, rate) in zip(Self.steps, wanted) { #expect(abs(schedule.rate(step: step) - rate) < 2e-7, "\(schedule.name) at step \(step)") }
        }
        let warmup = Schedule(.linearWarmup, ["learning_rate": .number(0.1), "warmup_steps": .number(10)])
        for (step, rate) in [(0, 0.01), (4, 0.05), (9, 0.1), (500, 0.1)] { #expect(abs(warmup.rate(step: step) - rate) < 1e-12) }
        #expect(Schedule(.piecewiseConstantDecay, ["boundaries": .numbers([7, 3])]).problem != nil)
    }
}
