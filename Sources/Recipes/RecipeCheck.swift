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

    public init(_ recipe: Recipe, input: Shape, classes: Int?, target: TargetKind) {
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
        let output = OutputCheck(plan: plan, last: last, loss: compile.loss, target: target, classes: classes)
        notes = [output.shape, output.activation].compactMap { $0 } + Self.fit(recipe)
    }

    private static func fit(_ recipe: Recipe) -> [Note] {
        recipe.fit.validationSplit == 0 ? [Note(.attention, "validation_split is 0: over-fitting will not show. Keep a tenth with 0.1.")] : []
    }
}

/// What the targets of a data set are.
public enum TargetKind: Hashable, Sendable {
    case classes(Int)
    /// Rows of numbers of this shape; with a one in each where they stand for classes.
    case values(Shape)
    case inputs(Shape)

    public init(_ dataset: Dataset) {
        switch dataset.training.targets {
        case .classes: self = .classes(dataset.classes ?? 1)
        case .values(_, let shape): self = .values(shape)
        case .inputs: self = .inputs(dataset.inputShape)
        }
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
    private var isCategorical: Bool { loss == .categoricalCrossentropy || loss == .sparseCategoricalCrossentropy }

    /// The number of outputs against the targets.
    var shape: RecipeCheck.Note? {
        let output = plan.output
        switch target {
        case .classes(let count):
            let allowsOne = count == 2 && output.count == 1 && !isCategorical
            if output.rank == 1, output.count == count || allowsOne { return .init(.good, "The stack fits the data: \(count) classes, \(output.count) outputs.") }
            return wrong("gives \(output.tuple), but the data has \(count) classes. End with a Dense of units num_classes.")
        case .values(let shape), .inputs(let shape):
            if output == shape { return .init(.good, "The stack fits the data: targets \(shape), outputs \(output).") }
            return wrong("gives \(output.tuple), but the targets are \(shape.tuple). Give the last layer that shape.")
        }
    }

    private func wrong(_ sentence: String) -> RecipeCheck.Note {
        var repairs: [LayerProblem.Repair] = []
        if case .dense(var dense) = last.spec, classes != nil {
            dense.units = .numberOfClasses
            if isCategorical { dense.activation = .softmax }
            repairs.append(.replace(.dense(dense)))
        } else if classes != nil {
            let dense = Dense(units: .numberOfClasses, activation: isCategorical ? .softmax : .linear)
            repairs.append(.insertAfter(plan.output.rank == 1 ? .dense(dense) : .flatten(Flatten())))
        }
        return .init(.wrong, "Layer \(index + 1) (\(last.spec.kerasName)): \(sentence)", layer: index, repairs: repairs)
    }

    /// The last activation against the loss.
    var activation: RecipeCheck.Note? {
        let activation = last.spec.activation
        switch loss {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            if case .values(let shape) = target, loss == .sparseCategoricalCrossentropy, shape.count > 1 {
                return .init(.wrong, "\(loss.rawValue) expects class numbers as targets, got rows of \(shape.count). Use categorical_crossentropy.")
            }
            if plan.output.count == 1 { return .init(.wrong, "\(loss.rawValue) expects an output for each class, got one output. Use binary_crossentropy.") }
            if activation == .softmax { return .init(.good, "softmax goes with \(loss.rawValue).") }
            return .init(.attention, "\(loss.rawValue) expects probabilities: end with softmax.", layer: index, repairs: ending(.softmax))
        case .binaryCrossentropy:
            if activation == .sigmoid { return .init(.good, "sigmoid goes with binary_crossentropy.") }
            return .init(.attention, "binary_crossentropy expects values from 0 to 1: end with sigmoid.", layer: index, repairs: ending(.sigmoid))
        case .meanSquaredError: return nil
        }
    }

    private func ending(_ activation: Activation) -> [LayerProblem.Repair] {
        var changed = last.spec
        return changed.set("activation", to: .choice(activation.rawValue)) ? [.replace(changed)] : [.insertAfter(.activation(ActivationLayer(activation)))]
    }
}
