import Networks
import Tensors

/// The last layer of a network against the loss, the metrics and the targets.
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

    /// The number of outputs against the targets.
    private var shape: RecipeCheck.Note? {
        let output = plan.output
        switch target {
        case .classes(let count, 1):
            let allowsOne = count == 2 && output.count == 1 && !isCategorical
            if output.count == output.dimensions.last, output.count == count || allowsOne { return .init(.good, "The stack fits the data: \(count) classes, \(output.count) outputs.") }
            if output.rank == 1, output.count > count, isCategorical, plan.lastActivation == .softmax { return .init(.attention, "The stack has \(output.count) outputs for \(count) classes.") }
            return wrong("gives \(output.tuple), but the data has \(count) classes. End with a Dense of units num_classes.")
        case .classes(let count, let perSample):
            let columns = output.dimensions.last ?? 1
            if output.count == perSample * columns, columns == count || columns > count && isCategorical {
                return .init(.good, "The stack fits the data: \(count) classes at each of \(perSample) \(output.rank == 2 ? "steps" : "places").")
            }
            return wrong("gives \(output.tuple), but the targets are \(count) classes at each of \(perSample) steps. End with a Dense of units num_classes behind sequences of \(perSample) steps.")
        case .values(let shape), .inputs(let shape):
            if output == shape { return .init(.good, "The stack fits the data: targets \(shape), outputs \(output).") }
            if output.count == shape.count { return reshaping("gives \(output.tuple), but the targets are \(shape.tuple). End with a Reshape of that target_shape.", to: shape) }
            return widening("gives \(output.tuple), but the targets are \(shape.tuple). ", to: shape)
        }
    }

    /// Targets that are numbers ask for as many outputs.
    private func widening(_ sentence: String, to shape: Shape) -> RecipeCheck.Note {
        var repairs: [LayerProblem.Repair] = [], advice = "Give the last layer that shape."
        let dense = Dense(units: .count(shape.count), activation: loss.kind == .binaryCrossentropy ? .sigmoid : .linear)
        if plan.output.rank == 1, shape.count <= 1 << 20 {
            repairs.append(.insertAfter(.dense(dense)))
            advice = "Let a Dense of \(shape.count) units follow."
        }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)\(advice)", layer: index, repairs: repairs)
    }

    private func reshaping(_ sentence: String, to shape: Shape) -> RecipeCheck.Note {
        .init(
            .wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)", layer: index, repairs: [.insertAfter(.reshape(Reshape(shape.dimensions)))])
    }

    private func wrong(_ sentence: String) -> RecipeCheck.Note {
        var repairs: [LayerProblem.Repair] = []
        if case .dense(var dense) = last.spec, classes != nil {
            dense.units = .numberOfClasses
            if isCategorical { dense.activation = .softmax }
            repairs.append(.replace(.dense(dense)))
        } else if classes != nil {
            let dense = Dense(units: .numberOfClasses, activation: isCategorical ? .softmax : .linear)
            let isSequence = if case .classes(_, let perSample) = target { perSample > 1 } else { false }
            repairs.append(.insertAfter(plan.output.rank == (isSequence ? 2 : 1) ? .dense(dense) : .flatten(Flatten())))
        }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)", layer: index, repairs: repairs)
    }

    /// The last activation against the loss.
    private var activation: RecipeCheck.Note? {
        let activation = plan.lastActivation, name = loss.name
        if activation == .softmax, plan.output.dimensions.last == 1 {
            return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): softmax over one output is always 1. End with sigmoid, or with an output for each class.", layer: index, repairs: ending(.sigmoid))
        }
        switch loss.kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            if case .values(let shape) = target, loss.kind == .sparseCategoricalCrossentropy, shape.count > 1 {
                return .init(.wrong, "\(name) expects class numbers as targets, got rows of \(shape.count). Use categorical_crossentropy.")
            }
            if plan.output.dimensions.last == 1 { return .init(.wrong, "\(name) expects an output for each class, got one output. Use binary_crossentropy.") }
            if activation == .softmax { return .init(.good, "softmax goes with \(name).") }
            return .init(.attention, "\(name) expects probabilities: end with softmax.", layer: index, repairs: ending(.softmax))
        case .binaryCrossentropy:
            if activation == .sigmoid { return .init(.good, "sigmoid goes with binary_crossentropy.") }
            if activation == .softmax {
                return .init(
                    .attention, "binary_crossentropy asks each output for a yes or no of its own, but those of softmax share one: choose categorical_crossentropy, or end with sigmoid.",
                    layer: index, repairs: ending(.sigmoid))
            }
            return .init(.attention, "binary_crossentropy expects values from 0 to 1: end with sigmoid.", layer: index, repairs: ending(.sigmoid))
        default: return nil
        }
    }

    /// Metrics that this loss can't have.
    private var unfitMetric: RecipeCheck.Note? {
        if let metric = metrics.first(where: \.kind.isOfMachines) {
            return .init(.wrong, "metrics: \(metric.name) is a Boltzmann machine's, whose loss is contrastive_divergence. Take it out.")
        }
        let columns = plan.output.dimensions.last ?? 1
        if let metric = metrics.first(where: { $0.kind == .topKCategoricalAccuracy || $0.kind == .perplexity }), columns == 1 {
            return .init(.wrong, "metrics: \(metric.name) needs an output for each class, got one output. Take it out.")
        }
        if let metric = metrics.first(where: { $0.kind == .topKCategoricalAccuracy && Int($0["k"]) >= columns }) {
            return .init(.attention, "metrics: \(metric.name) k: expected less than the \(columns) outputs, got \(Int(metric["k"])): it will always be 1.")
        }
        if asksForNumbers, let metric = metrics.first(where: { Self.ofClasses.contains($0.kind) }) {
            return .init(.attention, "metrics: \(metric.name) counts right classes, but the targets are numbers. Take mean_absolute_error.")
        }
        return nil
    }

    private static let ofClasses: Set<MetricKind> = [.accuracy, .topKCategoricalAccuracy, .precision, .recall, .f1Score, .auc, .perplexity]

    /// Whether neither the targets nor the loss know of classes.
    private var asksForNumbers: Bool {
        if case .classes = target { return false }
        return classes == nil && !isCategorical && ![.binaryCrossentropy, .hinge, .squaredHinge].contains(loss.kind)
    }

    private func ending(_ activation: Activation) -> [LayerProblem.Repair] {
        var changed = last.spec
        return changed.set("activation", to: .choice(activation.rawValue)) ? [.replace(changed)] : [.insertAfter(.activation(ActivationLayer(activation)))]
    }
}

extension StackPlan {
    /// The activation that the last layer ends with, behind which values are only arranged.
    fileprivate var lastActivation: Activation? {
        let arranged = layers.last { layer in
            switch layer.spec {
            case .flatten, .reshape, .permute, .upSampling2D, .cropping2D: false
            default: true
            }
        }
        return arranged?.spec.description.lastActivation
    }
}
