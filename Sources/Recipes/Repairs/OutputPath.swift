import Networks
import Tensors

/// The layers that lead from what a legal stack gives to what its targets are, one step a repair.
struct OutputPath {
    private let stack: StackFacts
    private var plan: StackPlan { stack.plan }
    private var loss: LossSpec { stack.compile.loss }

    /// More steps than any path needs: sequences from a flat answer take Flatten, RepeatVector, a recurrent layer and a Dense.
    static let mostSteps = 5
    /// A Dense gives at most so many outputs.
    private static let mostOutputs = 1 << 20

    init(_ stack: StackFacts) { self.stack = stack }

    /// The steps of the shortest way that is found; empty where the outputs fit, `nil` where no way is known.
    var steps: [Repair]? { steps(atMost: Self.mostSteps) }

    /// The first steps of the ways that lead to a stack that fits, the best first; of an empty stack the first step of any.
    var repairs: [Repair] {
        let leading = candidates.filter { after($0)?.steps(atMost: Self.mostSteps - 1) != nil }
        return leading.isEmpty && plan.layers.isEmpty ? Array(candidates.prefix(1)) : leading
    }

    private func steps(atMost most: Int) -> [Repair]? {
        if OutputCheck(stack)?.fits == true { return [] }
        guard most > 0 else { return nil }
        for candidate in candidates {
            if let rest = after(candidate)?.steps(atMost: most - 1) { return [candidate] + rest }
        }
        return nil
    }

    /// The stack after a repair; `nil` where it is illegal.
    private func after(_ repair: Repair) -> OutputPath? {
        guard case .layer(let index, let edit) = repair else { return nil }
        var model = plan.layers.map(\.spec)
        if model.isEmpty, case .insertAfter(let spec) = edit { model = [spec] } else { _ = model.apply(edit, at: index) }
        let next = StackPlan(model: model, input: plan.input, sizes: plan.sizes)
        return next.problem == nil ? OutputPath(StackFacts(plan: next, compile: stack.compile, targets: stack.targets, data: stack.data, findsRepairs: false)) : nil
    }

    private var output: Shape { plan.output }
    private var activation: Activation { loss.kind.jointActivation ?? .linear }
    private func adding(_ spec: LayerSpec) -> Repair { .layer(plan.layers.count - 1, .insertAfter(spec)) }
    private func dense(_ units: Units) -> Repair { adding(.dense(Dense(units: units, activation: activation))) }

    /// Next steps, the best first.
    private var candidates: [Repair] {
        if plan.sizes.vocabulary != nil, output.rank == 1, plan.givesData { return [adding(SymbolCheck.table)] }
        return targetCandidates
    }

    private var targetCandidates: [Repair] {
        switch stack.targets.kind {
        case .classes(_, 1): output.rank == 1 ? [widened, dense(.numberOfClasses)].compactMap { $0 } : flattened
        case .classes(_, let steps): sequence(of: steps) { [widened, dense(.numberOfClasses)].compactMap { $0 } }
        case .values(let shape), .inputs(let shape):
            // Inputs that were only reshaped would be their own answer.
            if output.count == shape.count, plan.parameters > 0 { [adding(.reshape(Reshape(shape.dimensions)))] } else { numbers(shape) }
        }
    }

    /// The last layer with as many units as there are classes.
    private var widened: Repair? {
        guard var changed = plan.layers.last?.spec, changed.set("units", to: .size(.classes)) else { return nil }
        if let activation = loss.kind.jointActivation { _ = changed.set("activation", to: .choice(activation.rawValue)) }
        return .layer(plan.layers.count - 1, .replace(changed))
    }

    /// A row in place of images or sequences; of sequences with a mask their mean, for a row has no steps to leave out.
    private var flattened: [Repair] {
        [adding(.flatten(Flatten()))] + (output.rank == 2 ? [adding(.globalAveragePooling1D(GlobalAveragePooling1D()))] : [])
    }

    /// Steps that lead to sequences of so many steps, then those that `finish` them.
    private func sequence(of steps: Int, finish: () -> [Repair]) -> [Repair] {
        if output.rank == 2, output[0] == steps {
            // A vector that is only repeated would be answered alike at every step.
            guard let last = plan.layers.last, last.spec.arrangement == .moves, last.input.rank == 1 else { return finish() }
            return [adding(.lstm(LSTM(units: min(128, output[1]), returnsSequences: true)))] + finish()
        }
        if let lost = plan.layers.firstIndex(where: { isSequence($0.input, steps) && !isSequence($0.output, steps) }) {
            return keepingSteps(lost) + repeated(steps)
        }
        return repeated(steps)
    }

    /// A row that is repeated at each step.
    private func repeated(_ steps: Int) -> [Repair] {
        output.rank == 1 ? [adding(.repeatVector(RepeatVector(steps)))] : flattened
    }

    private func isSequence(_ shape: Shape, _ steps: Int) -> Bool { shape.rank == 2 && shape[0] == steps }

    /// The layer that loses the steps keeps them, or goes.
    private func keepingSteps(_ index: Int) -> [Repair] {
        let spec = plan.layers[index].spec
        let changes: [[(String, ArgumentValue)]] = [
            [("return_sequences", .flag(true))], [(LayerSpec.innerPrefix + "return_sequences", .flag(true))], [("padding", .choice("same")), ("strides", .integer(1))],
        ]
        let kept = changes.lazy.compactMap { change -> LayerSpec? in
            var changed = spec
            return change.allSatisfy { changed.set($0, to: $1) } && changed != spec ? changed : nil
        }
        return (kept.first.map { [.layer(index, .replace($0))] } ?? []) + [.layer(index, .remove)]
    }

    private func numbers(_ shape: Shape) -> [Repair] {
        if shape.rank == 1, output.rank == 1 { return shape.count <= Self.mostOutputs ? [dense(.count(shape.count))] : [] }
        if shape.rank == 2 { return sequence(of: shape[0]) { [dense(.count(shape[1]))] } }
        if shape.rank == 3, output.rank == 3 {
            let (rows, columns) = (shape[0] / output[0], shape[1] / output[1])
            if rows == 1, columns == 1, shape[0] == output[0], shape[1] == output[1] {
                var convolution = Conv2D(filters: shape[2], kernelSize: Pair(3, 3), activation: activation)
                convolution.padding = .same
                return [adding(.conv2D(convolution))]
            }
            if rows * output[0] == shape[0], columns * output[1] == shape[1] {
                var larger = UpSampling2D()
                larger.size = Pair(rows, columns)
                return [adding(.upSampling2D(larger))]
            }
        }
        if output.rank == 1 { return shape.count <= Self.mostOutputs ? [dense(.count(shape.count))] : [] }
        return flattened
    }
}
