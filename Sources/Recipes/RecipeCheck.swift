import Datasets
import Networks
import Tensors

/// Whether a recipe fits its data, checked before anything runs. The builder shows all notes; the trainer refuses a recipe with a wrong one.
public struct RecipeCheck: Hashable, Sendable {
    /// The stack with its shapes on this data.
    public let plan: StackPlan
    /// The family of the recipe on this data.
    public let family: Family
    /// Everything found, the most important first.
    public let notes: [Note]

    /// One finding.
    public struct Note: Hashable, Sendable {
        /// Whether it confirms, warns, or keeps the recipe from running.
        public enum Level: Hashable, Sendable { case good, attention, wrong }
        /// How serious it is.
        public let level: Level
        /// One sentence with the location, what was expected, what was found and the repair.
        public let sentence: String
        /// The index in the model of the layer that is concerned.
        public let layer: Int?
        /// Edits of that layer, each of which would repair it.
        public let repairs: [LayerProblem.Repair]
        /// What would repair it elsewhere than in the model, after `repairs`.
        public let edits: [RecipeEdit]

        init(_ level: Level, _ sentence: String, layer: Int? = nil, repairs: [LayerProblem.Repair] = [], edits: [RecipeEdit] = []) {
            self.level = level
            self.sentence = sentence
            self.layer = layer
            self.repairs = repairs
            self.edits = edits
        }
    }

    /// The first note that keeps the recipe from running.
    public var problem: Note? { notes.first { $0.level == .wrong } }

    /// Checks a recipe against data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset) {
        self.init(
            recipe, input: dataset.inputShape, classes: dataset.classes, target: TargetKind(dataset), vocabulary: dataset.vocabulary,
            hasOwnValidation: dataset.validation != nil)
    }

    /// Checks a recipe against what is known of its data. `input`: the shape of a sample; `vocabulary`: the number of symbols that the inputs' whole numbers stand for, `nil`
    /// where they stand for none; `numbers`: targets that are no classes, where they are known; `hasOwnValidation`: whether the data has a validation part of its own.
    public init(
        _ recipe: Recipe, input: Shape, classes: Int?, target: TargetKind, vocabulary: Int? = nil, numbers: TargetNumbers? = nil, hasOwnValidation: Bool = false
    ) {
        plan = StackPlan(model: recipe.model, input: input, sizes: DataSizes(recipe, classes: classes, target: target, vocabulary: vocabulary))
        let targets = TargetFacts(kind: target, classes: classes)
        family = Family(recipe, targets)
        if let problem = plan.problem {
            notes = [Note(.wrong, problem.description, layer: problem.layer, repairs: problem.problem.repairs)]
            return
        }
        let table = Self.table(plan.layers.first, vocabulary)
        if let table, table.level == .wrong {
            notes = [table]
            return
        }
        guard !plan.layers.isEmpty else {
            notes = [Note(.wrong, "The stack is empty. Add a layer.")]
            return
        }
        guard let compile = recipe.compile else {
            notes = [Note(.attention, "There is no compile section: the stack can predict, not learn.")]
            return
        }
        if let problem = compile.optimizer.limits.problem {
            notes = [Note(.wrong, "\(compile.optimizer.kerasName): \(problem)")]
            return
        }
        let stack = StackFacts(plan: plan, compile: compile, targets: targets)
        notes = family.description.notes(stack) + [table, numbers.flatMap { Self.problem(of: $0, recipe) }].compactMap { $0 } + Self.fit(recipe, hasOwnValidation)
    }

    /// What keeps a recipe's loss from measuring these targets; `nil` where nothing does.
    public static func problem(of numbers: TargetNumbers, _ recipe: Recipe) -> Note? { TargetCheck(recipe, numbers)?.note }

    /// Whether a first layer that looks symbols up in a table has a row for each symbol of the data.
    private static func table(_ first: StackPlan.PlannedLayer?, _ vocabulary: Int?) -> Note? {
        guard let first, let rows = first.symbols, let vocabulary else { return nil }
        guard rows < vocabulary else { return Note(.good, "\(first.spec.kerasName): input_dim \(rows) holds the \(vocabulary) symbols of the data.") }
        var repaired = first.spec
        let repairs: [LayerProblem.Repair] = repaired.set("input_dim", to: .size(.vocabulary)) ? [.replace(repaired)] : []
        return Note(.wrong, first.sentence(symbols: vocabulary), layer: 0, repairs: repairs)
    }

    /// Whether validation, callbacks and shuffling suit the model and the metrics.
    private static func fit(_ recipe: Recipe, _ hasOwnValidation: Bool) -> [Note] {
        var notes: [Note] = []
        let validates = recipe.fit.validationSplit > 0 || hasOwnValidation
        if !validates { notes.append(Note(.attention, "validation_split is 0: over-fitting will not show. Set it to 0.1.")) }
        if !validates, let rule = recipe.fit.callbacks.first(where: { $0.monitor.hasPrefix("val_") }) {
            notes.insert(Note(.wrong, "\(rule.name) watches \(rule.monitor), but nothing validates. Give fit a validation_split, or watch loss."), at: 0)
        }
        let known = ["loss"] + (recipe.compile?.metrics.map(\.name) ?? []), watched = known + known.map { "val_" + $0 }
        if let rule = recipe.fit.callbacks.first(where: { !watched.contains($0.monitor) }) {
            notes.insert(
                Note(.wrong, "\(rule.name) monitor: expected one of \(watched.joined(separator: ", ")), got \(rule.monitor).\(NearestName.suggestion(rule.monitor, in: watched))"),
                at: 0)
        }
        if let rule = recipe.fit.callbacks.first(where: { $0.kind == .reduceOnPlateau && $0["factor"] >= 1 }) {
            notes.insert(Note(.wrong, "\(rule.name) factor: expected less than 1, got \(rule["factor"]): the rate would never fall. Give 0.1."), at: 0)
        }
        if recipe.fit.shuffle, recipe.model.contains(where: \.isStateful) {
            notes.append(Note(.attention, "A stateful layer carries its state from batch to batch, but shuffle mixes the samples: set shuffle to false."))
        }
        return notes
    }
}

extension StackPlan.PlannedLayer {
    /// The number of symbols that a layer such as `Embedding` has a row for; `nil` for other layers.
    public var symbols: Int? { spec.readsSymbols ? figures.variables.first?.shape[0] : nil }

    /// The sentence that the first layer has fewer rows than the data has symbols.
    public func sentence(symbols: Int) -> String {
        "Layer 1 (\(spec.kerasName)): input_dim: expected at least the \(symbols) symbols of the data, got \(self.symbols ?? 0). Raise it."
    }
}

extension LayerSpec {
    /// Whether the layer, or one inside it, carries its state from batch to batch.
    public var isStateful: Bool {
        arguments.contains { state in
            if case .layer(let inner) = state.value { return inner.isStateful }
            return state.name == "stateful" && state.value == .flag(true)
        }
    }
}

extension TargetKind {
    /// The kind of targets of data that has been read.
    public init(_ dataset: Dataset) {
        switch dataset.training.targets {
        case .classes(_, let perSample): self = .classes(dataset.classes ?? 1, perSample: perSample)
        case .values(_, let shape): self = .values(shape)
        case .inputs: self = .inputs(dataset.inputShape)
        }
    }
}
