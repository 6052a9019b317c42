import Networks
import Tensors

/// Checks the last layer of a network against the loss, the metrics and the targets.
struct OutputCheck {
    private let plan: StackPlan
    private let last: StackPlan.PlannedLayer
    private let loss: LossSpec
    private let metrics: [MetricSpec]
    private let target: TargetKind
    private let classes: Int?

    /// `nil` for a stack without layers.
    init?(_ stack: StackFacts) {
        guard let last = stack.plan.layers.last else { return nil }
        self.last = last
        plan = stack.plan
        (loss, metrics) = (stack.compile.loss, stack.compile.metrics)
        (target, classes) = (stack.targets.kind, stack.targets.classes)
    }

    var notes: [RecipeCheck.Note] { [shape, activation, unfitMetric].compactMap { $0 } }

    private var index: Int { plan.layers.count - 1 }
    private var isCategorical: Bool { loss.isCategorical }

    /// Whether there are as many outputs as the targets and the loss need.
    private var shape: RecipeCheck.Note? {
        let output = plan.output, needed = loss.outputs(for: target)?.dimensions.last
        switch target {
        case .classes(let count, 1):
            if output.count == output.dimensions.last, output.count == count || output.count == needed {
                return .init(.good, "The stack fits the data: \(count) classes, \(output.count) outputs.")
            }
            if output.rank == 1, output.count > count, isCategorical, plan.lastActivation == .softmax {
                return .init(.attention, "The stack has \(output.count) outputs for \(count) classes.")
            }
            return wrong("gives \(output.tuple), but the data has \(count) classes. End with a Dense of units num_classes.")
        case .classes(let count, let perSample):
            let columns = output.dimensions.last ?? 1
            if output.count == perSample * columns, columns == count || columns == needed || columns > count && isCategorical {
                return .init(.good, "The stack fits the data: \(count) classes at each of \(perSample) \(output.rank == 2 ? "steps" : "positions").")
            }
            if count == 2, output.rank == 1, loss.kind.targetForm == .classNumbers {
                return .init(.wrong, "\(loss.name) expects class numbers as targets, got rows of \(perSample) numbers 0 and 1, which look one-hot. Use categorical_crossentropy.")
            }
            return wrong(
                "gives \(output.tuple), but the targets are \(count) classes at each of \(perSample) steps. End with a Dense of units num_classes over sequences of \(perSample) steps."
            )
        case .values(let shape) where isCategorical && classes == nil && shape.count == 1:
            return .init(
                .wrong, "\(loss.name) expects classes as targets, got numbers. Choose mean_squared_error, or give the data targets_are: classes.",
                edits: [.loss(.meanSquaredError), .targets(.classes)])
        case .values(let shape), .inputs(let shape):
            if output == shape { return .init(.good, "The stack fits the data: targets \(shape), outputs \(output).") }
            if output.count == shape.count { return reshaping("gives \(output.tuple), but the targets are \(shape.tuple). End with a Reshape of that target_shape.", to: shape) }
            return widening("gives \(output.tuple), but the targets are \(shape.tuple). ", to: shape)
        }
    }

    /// The note that targets of numbers need as many outputs, with the `Dense` that would give them as its repair.
    private func widening(_ sentence: String, to shape: Shape) -> RecipeCheck.Note {
        var repairs: [LayerProblem.Repair] = [], advice = "Give the last layer that shape."
        let dense = Dense(units: .count(shape.count), activation: loss.kind.jointActivation ?? .linear)
        if plan.output.rank == 1, shape.count <= 1 << 20 {
            repairs.append(.insertAfter(.dense(dense)))
            advice = "Add a Dense of \(shape.count) units."
        }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)\(advice)", layer: index, repairs: repairs)
    }

    /// The note that the outputs have the right number but another shape, with a `Reshape` as its repair.
    private func reshaping(_ sentence: String, to shape: Shape) -> RecipeCheck.Note {
        .init(
            .wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)", layer: index, repairs: [.insertAfter(.reshape(Reshape(shape.dimensions)))])
    }

    /// The note that the outputs don't fit the classes, with a layer of `num_classes` units as its repair.
    private func wrong(_ sentence: String) -> RecipeCheck.Note {
        var repairs: [LayerProblem.Repair] = [], changed = last.spec
        if classes != nil, changed.set("units", to: .size(.classes)) {
            if let activation = loss.kind.jointActivation { _ = changed.set("activation", to: .choice(activation.rawValue)) }
            repairs.append(.replace(changed))
        } else if classes != nil {
            let dense = Dense(units: .numberOfClasses, activation: loss.kind.jointActivation ?? .linear)
            let isSequence = if case .classes(_, let perSample) = target { perSample > 1 } else { false }
            repairs.append(.insertAfter(plan.output.rank == (isSequence ? 2 : 1) ? .dense(dense) : .flatten(Flatten())))
        }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)", layer: index, repairs: repairs)
    }

    /// Whether the last activation suits the loss.
    private var activation: RecipeCheck.Note? {
        let activation = plan.lastActivation
        if activation == .softmax, plan.output.dimensions.last == 1 {
            return .init(
                .wrong, "Layer \(index + 1) (\(last.spec.kerasName)): softmax over one output is always 1. End with sigmoid, or with an output for each class.", layer: index,
                repairs: ending(.sigmoid))
        }
        guard let remark = loss.remark(on: plan.output, ending: activation, target: target) else { return nil }
        let level: RecipeCheck.Note.Level =
            switch remark.level {
            case .good: .good
            case .attention: .attention
            case .wrong: .wrong
            }
        return .init(level, remark.sentence, layer: remark.repair.map { _ in index }, repairs: remark.repair.map(ending) ?? [])
    }

    /// The first metric that can't be computed, or says nothing, with this loss and these targets.
    private var unfitMetric: RecipeCheck.Note? {
        func first(_ subjects: MetricSubject...) -> MetricSpec? { metrics.first { subjects.contains($0.kind.subject) } }
        if let metric = first(.machines) {
            return .init(.wrong, "metrics: \(metric.name) is a Boltzmann machine's, whose loss is contrastive_divergence. Remove it.")
        }
        let columns = plan.output.dimensions.last ?? 1
        if columns == 1, let metric = first(.classes) {
            return .init(.wrong, "metrics: \(metric.name) needs an output for each class, got one output. Remove it.")
        }
        if let remark = metrics.lazy.compactMap({ $0.remark(outputs: columns) }).first { return .init(.attention, "metrics: \(remark)") }
        if asksForNumbers, let metric = first(.answers, .classes) {
            return .init(.attention, "metrics: \(metric.name) counts right classes, but the targets are numbers. Take mean_absolute_error.")
        }
        if case .values(let shape) = target, classes == nil, shape.count > 1, loss.kind.outputMeaning == .decisions, metrics.contains(where: { $0.kind == .accuracy }) {
            return .init(
                .attention,
                "metrics: accuracy counts each of the \(shape.count) labels by itself, for several may be true at once. precision, recall and f1_score say how well the true ones are found."
            )
        }
        return nil
    }

    /// Whether neither the targets nor the loss are about classes.
    private var asksForNumbers: Bool {
        if case .classes = target { return false }
        return classes == nil && loss.kind.outputMeaning == .numbers
    }

    /// The edit that makes the stack end with an activation.
    private func ending(_ activation: Activation) -> [LayerProblem.Repair] {
        var changed = last.spec
        return changed.set("activation", to: .choice(activation.rawValue)) ? [.replace(changed)] : [.insertAfter(.activation(ActivationLayer(activation)))]
    }
}

extension StackPlan {
    /// The activation of the last layer that computes: layers after it only rearrange values.
    fileprivate var lastActivation: Activation? {
        layers.last { $0.spec.arrangement == .none }?.spec.lastActivation
    }
}
