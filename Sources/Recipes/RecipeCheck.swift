import Datasets
import Networks
import Tensors

/// Whether a recipe fits its data, found before anything runs: the builder shows all of it, the trainer refuses what is wrong.
public struct RecipeCheck: Hashable, Sendable {
    public let plan: StackPlan
    public let notes: [Note]

    public struct Note: Hashable, Sendable {
        public enum Level: Hashable, Sendable { case good, attention, wrong }
        public let level: Level
        /// One sentence with where, expected, got and the repair.
        public let sentence: String
        /// The layer (index in the model) and the edits that a key applies.
        public let layer: Int?
        public let repairs: [LayerProblem.Repair]

        init(_ level: Level, _ sentence: String, layer: Int? = nil, repairs: [LayerProblem.Repair] = []) {
            self.level = level
            self.sentence = sentence
            self.layer = layer
            self.repairs = repairs
        }
    }

    /// The first thing that keeps the recipe from running.
    public var problem: Note? { notes.first { $0.level == .wrong } }

    public init(_ recipe: Recipe, input: Shape, classes: Int?, target: TargetKind, hasOwnValidation: Bool = false) {
        plan = StackPlan(model: recipe.model, input: input, classes: classes)
        if let problem = plan.problem {
            notes = [Note(.wrong, problem.description, layer: problem.layer, repairs: problem.problem.repairs)]
            return
        }
        guard let last = plan.layers.last else {
            notes = [Note(.wrong, "The stack is empty. Add a layer.")]
            return
        }
        guard let compile = recipe.compile else {
            notes = [Note(.attention, "There is no compile section: the stack can predict, not learn.")]
            return
        }
        if compile.loss.kind == .contrastiveDivergence {
            notes = [MachineCheck(plan: plan, compile: compile, target: target).note] + Self.fit(recipe, hasOwnValidation)
            return
        }
        if let problem = compile.optimizer.limits.problem {
            notes = [Note(.wrong, "\(compile.optimizer.kerasName): \(problem)")]
            return
        }
        let output = OutputCheck(plan: plan, last: last, loss: compile.loss, target: target, classes: classes)
        notes = [output.shape, output.activation, output.metrics(compile.metrics)].compactMap { $0 } + Self.fit(recipe, hasOwnValidation)
    }

    private static func fit(_ recipe: Recipe, _ hasOwnValidation: Bool) -> [Note] {
        var notes: [Note] = []
        let validates = recipe.fit.validationSplit > 0 || hasOwnValidation
        if !validates { notes.append(Note(.attention, "validation_split is 0: over-fitting will not show. Keep a tenth with 0.1.")) }
        if !validates, let rule = recipe.fit.callbacks.first(where: { $0.monitor.hasPrefix("val_") }) {
            notes.insert(Note(.wrong, "\(rule.name) watches \(rule.monitor), but nothing validates. Give fit a validation_split, or let it watch loss."), at: 0)
        }
        let known = ["loss"] + (recipe.compile?.metrics.map(\.name) ?? []), watched = known + known.map { "val_" + $0 }
        if let rule = recipe.fit.callbacks.first(where: { !watched.contains($0.monitor) }) {
            notes.insert(Note(.wrong, "\(rule.name) monitor: expected one of \(watched.joined(separator: ", ")), got \(rule.monitor).\(NearestName.of(rule.monitor, in: watched).map { " Did you mean \($0)?" } ?? "")"), at: 0)
        }
        if recipe.fit.shuffle, recipe.model.contains(where: \.isStateful) {
            notes.append(Note(.attention, "A stateful layer goes on from batch to batch, but shuffle mixes the samples: set shuffle to false."))
        }
        return notes
    }
}

extension LayerSpec {
    /// Whether the layer, or one inside it, carries its state from batch to batch.
    fileprivate var isStateful: Bool {
        arguments.contains { state in
            if case .layer(let inner) = state.value { return inner.isStateful }
            return state.name == "stateful" && state.value == .flag(true)
        }
    }
}

/// What the targets of a data set are.
public enum TargetKind: Hashable, Sendable {
    /// One of so many classes for each of `perSample` positions: 1, or the steps of a sequence.
    case classes(Int, perSample: Int = 1)
    /// Rows of numbers of this shape; with a one in each where they stand for classes.
    case values(Shape)
    case inputs(Shape)

    public init(_ dataset: Dataset) {
        switch dataset.training.targets {
        case .classes(_, let perSample): self = .classes(dataset.classes ?? 1, perSample: perSample)
        case .values(_, let shape): self = .values(shape)
        case .inputs: self = .inputs(dataset.inputShape)
        }
    }
}

/// A Boltzmann machine against its data.
private struct MachineCheck {
    let plan: StackPlan
    let compile: CompileSpec
    let target: TargetKind

    var note: RecipeCheck.Note {
        guard plan.layers.count == 1, case .rbm(let rbm) = plan.layers[0].spec else {
            return .init(.wrong, "contrastive_divergence is the loss of a stack that is one RBM; this one has \(plan.layers.count) layers. Keep the RBM alone, or choose another loss.")
        }
        guard case .sgd(let sgd) = compile.optimizer else {
            return .init(.wrong, "An RBM learns by sgd, with momentum and weight_decay where wanted, got \(compile.optimizer.kerasName). Choose sgd.")
        }
        if let clip = sgd.limits.clips.first {
            return .init(.wrong, "optimizer: expected no \(clip) for an RBM, whose steps follow from samples and need none. Take it out.")
        }
        if let metric = compile.metrics.first(where: { !$0.kind.isOfMachines }) {
            return .init(.wrong, "metrics: a Boltzmann machine reports pseudo_likelihood and free_energy, got \(metric.name). Take it out.")
        }
        return .init(.good, "\(plan.input.count) visible units, \(rbm.hiddenUnits) hidden: it needs no targets.")
    }
}

/// The last layer against the loss and the targets.
private struct OutputCheck {
    let plan: StackPlan
    let last: StackPlan.PlannedLayer
    let loss: LossSpec
    let target: TargetKind
    let classes: Int?

    private var index: Int { plan.layers.count - 1 }
    private var isCategorical: Bool { loss.isCategorical }

    /// The number of outputs against the targets.
    var shape: RecipeCheck.Note? {
        let output = plan.output
        switch target {
        case .classes(let count, 1):
            let allowsOne = count == 2 && output.count == 1 && !isCategorical
            if output.rank == 1, output.count == count || allowsOne { return .init(.good, "The stack fits the data: \(count) classes, \(output.count) outputs.") }
            if output.rank == 1, output.count > count, isCategorical, plan.lastActivation == .softmax { return .init(.attention, "The stack has \(output.count) outputs for \(count) classes.") }
            return wrong("gives \(output.tuple), but the data has \(count) classes. End with a Dense of units num_classes.")
        case .classes(let count, let perSample):
            if output.rank == 2, output[0] == perSample, output[1] == count || output[1] > count && isCategorical {
                return .init(.good, "The stack fits the data: \(count) classes at each of \(perSample) steps.")
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
    var activation: RecipeCheck.Note? {
        let activation = plan.lastActivation, name = loss.name
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
            return .init(.attention, "binary_crossentropy expects values from 0 to 1: end with sigmoid.", layer: index, repairs: ending(.sigmoid))
        default: return nil
        }
    }

    /// Metrics that this loss can't have.
    func metrics(_ metrics: [MetricSpec]) -> RecipeCheck.Note? {
        if let metric = metrics.first(where: \.kind.isOfMachines) {
            return .init(.wrong, "metrics: \(metric.name) is a Boltzmann machine's, whose loss is contrastive_divergence. Take it out.")
        }
        let columns = plan.output.dimensions.last ?? 1
        if let metric = metrics.first(where: { $0.kind == .topKCategoricalAccuracy || $0.kind == .perplexity }), columns == 1 {
            return .init(.wrong, "metrics: \(metric.name) needs an output for each class, got one output. Take it out.")
        }
        return nil
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
