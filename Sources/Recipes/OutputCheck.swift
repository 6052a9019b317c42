import Networks
import Tensors

/// Checks the last layer of a network against the loss, the metrics and the targets.
struct OutputCheck {
    private let stack: StackFacts
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
        self.stack = stack
        plan = stack.plan
        (loss, metrics) = (stack.compile.loss, stack.compile.metrics)
        (target, classes) = (stack.targets.kind, stack.targets.classes)
    }

    var notes: [RecipeCheck.Note] { [shapeNote, constant, activation].compactMap { $0 } + unfitMetrics }

    /// Whether there are as many outputs as the targets and the loss need.
    var fits: Bool { shape.level != .wrong }

    private var index: Int { plan.layers.count - 1 }
    private var isCategorical: Bool { loss.isCategorical }

    private var shapeNote: RecipeCheck.Note {
        guard !fits, shape.edits.isEmpty else { return .init(shape.level, shape.sentence, repairs: shape.edits.map(Repair.edit)) }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(shape.sentence)", layer: index, repairs: stack.findsRepairs ? OutputPath(stack).repairs : [])
    }

    /// The number of outputs against the targets, in words; `edits`: what would repair it elsewhere than in the model.
    private var shape: (level: RecipeCheck.Note.Level, sentence: String, edits: [RecipeEdit]) {
        let output = plan.output, needed = loss.outputs(for: target)?.dimensions.last
        switch target {
        case .classes(let count, 1):
            if output.count == output.dimensions.last, output.count == count || output.count == needed {
                return (.good, "The stack fits the data: \(count) classes, \(output.count) outputs.", [])
            }
            if output.rank == 1, output.count > count, isCategorical, plan.lastActivation == .softmax {
                return (.attention, "The stack has \(output.count) outputs for \(count) classes.", [])
            }
            return (.wrong, "gives \(output.tuple), but the data has \(count) classes. End with a Dense of units num_classes.", [])
        case .classes(let count, let perSample):
            let columns = output.dimensions.last ?? 1
            if output.count == perSample * columns, columns == count || columns == needed || columns > count && isCategorical {
                return (.good, "The stack fits the data: \(count) classes at each of \(perSample) \(output.rank == 2 ? "steps" : "positions").", [])
            }
            if count == 2, output.rank == 1, loss.kind.targetForm == .classNumbers {
                return (
                    .wrong, "\(loss.name) expects class numbers as targets, got rows of \(perSample) numbers 0 and 1, which look one-hot. Use categorical_crossentropy.",
                    [.loss(.categoricalCrossentropy)]
                )
            }
            return (
                .wrong,
                "gives \(output.tuple), but the targets are \(count) classes at each of \(perSample) steps. End with a Dense of units num_classes over sequences of \(perSample) steps.",
                []
            )
        case .values(let shape) where isCategorical && classes == nil && shape.count == 1:
            return (
                .wrong, "\(loss.name) expects classes as targets, got numbers. Choose mean_squared_error, or give the data targets_are: classes.",
                [.loss(.meanSquaredError), .targets(.classes)]
            )
        case .values(let shape), .inputs(let shape):
            if output == shape { return (.good, "The stack fits the data: targets \(shape), outputs \(output).", []) }
            let sentence = "gives \(output.tuple), but the targets are \(shape.tuple)."
            if output.count == shape.count { return (.wrong, "\(sentence) End with a Reshape of that target_shape.", []) }
            return (.wrong, "\(sentence) End with \(shape.rank == 1 ? "a Dense of \(shape.count) units" : "layers that give that shape").", [])
        }
    }

    /// Whether the last activation makes all outputs alike.
    private var constant: RecipeCheck.Note? {
        guard plan.lastActivation == .softmax, plan.output.dimensions.last == 1 else { return nil }
        return .init(
            .wrong, "Layer \(index + 1) (\(last.spec.kerasName)): softmax over one output is always 1. End with sigmoid, or with an output for each class.", layer: index,
            repairs: ending(.sigmoid))
    }

    /// Whether the last activation suits the loss.
    private var activation: RecipeCheck.Note? {
        guard let remark = loss.remark(on: plan.output, ending: plan.lastActivation, target: target), constant == nil || remark.level == .wrong else { return nil }
        let level: RecipeCheck.Note.Level =
            switch remark.level {
            case .good: .good
            case .attention: .attention
            case .wrong: .wrong
            }
        let other = remark.loss.map { [Repair.edit(.loss($0))] } ?? []
        return .init(level, remark.sentence, layer: remark.repair.map { _ in index }, repairs: (remark.repair.map(ending) ?? []) + other)
    }

    /// Metrics that can't be computed, or say nothing, with this loss and these targets.
    private var unfitMetrics: [RecipeCheck.Note] { metrics.compactMap(note) }

    private func note(_ metric: MetricSpec) -> RecipeCheck.Note? {
        let subject = metric.kind.subject, columns = plan.output.dimensions.last ?? 1, removed = [Repair.edit(.metric(metric, nil))]
        if subject == .machines {
            return .init(.wrong, "metrics: \(metric.name) is a Boltzmann machine's, whose loss is contrastive_divergence. Remove it.", repairs: removed)
        }
        if columns == 1, subject == .classes { return .init(.wrong, "metrics: \(metric.name) needs an output for each class, got one output. Remove it.", repairs: removed) }
        if let remark = metric.remark(outputs: columns) { return .init(.attention, "metrics: \(remark)", repairs: removed) }
        if asksForNumbers, [.answers, .classes].contains(subject) {
            return .init(
                .attention, "metrics: \(metric.name) counts right classes, but the targets are numbers. Take mean_absolute_error.",
                repairs: [.edit(.metric(metric, MetricSpec(.meanAbsoluteError)))])
        }
        if case .values(let shape) = target, classes == nil, shape.count > 1, loss.kind.outputMeaning == .decisions, metric.kind == .accuracy {
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
    private func ending(_ activation: Activation) -> [Repair] {
        // After the last layer that computes anything, outputs are only arranged.
        let computing = plan.layers.lastIndex { $0.spec.arrangement == .none } ?? index
        var changed = plan.layers[computing].spec
        guard changed.set("activation", to: .choice(activation.rawValue)) else { return [.layer(index, .insertAfter(.activation(ActivationLayer(activation))))] }
        return [.layer(computing, .replace(changed))]
    }
}

extension StackPlan {
    /// The activation of the last layer that computes: layers after it only rearrange values.
    fileprivate var lastActivation: Activation? {
        layers.last { $0.spec.arrangement == .none }?.spec.lastActivation
    }
}
