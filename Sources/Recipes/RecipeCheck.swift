import Datasets
import Networks
import Tensors

/// Whether a recipe fits its data, found before anything runs: the builder shows all of it, the trainer refuses what is wrong.
public struct RecipeCheck: Hashable, Sendable {
    public let plan: StackPlan
    /// What the recipe is on its data.
    public let family: Family
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

    /// Of data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset) {
        self.init(
            recipe, input: dataset.inputShape, classes: dataset.classes, target: TargetKind(dataset), vocabulary: dataset.vocabulary,
            hasOwnValidation: dataset.validation != nil)
    }

    /// `vocabulary`: how many symbols whole numbers of the inputs stand for, where they stand for such.
    public init(_ recipe: Recipe, input: Shape, classes: Int?, target: TargetKind, vocabulary: Int? = nil, hasOwnValidation: Bool = false) {
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
        notes = family.description.notes(stack) + [table].compactMap { $0 } + Self.fit(recipe, hasOwnValidation)
    }

    /// The rows of a first layer's table against the symbols of the data.
    private static func table(_ first: StackPlan.PlannedLayer?, _ vocabulary: Int?) -> Note? {
        guard let first, let rows = first.symbols, let vocabulary else { return nil }
        guard rows < vocabulary else { return Note(.good, "\(first.spec.kerasName): input_dim \(rows) holds the \(vocabulary) symbols of the data.") }
        var repaired = first.spec
        let repairs: [LayerProblem.Repair] = repaired.set("input_dim", to: .size(.vocabulary)) ? [.replace(repaired)] : []
        return Note(.wrong, first.sentence(symbols: vocabulary), layer: 0, repairs: repairs)
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
            notes.insert(
                Note(.wrong, "\(rule.name) monitor: expected one of \(watched.joined(separator: ", ")), got \(rule.monitor).\(NearestName.suggestion(rule.monitor, in: watched))"),
                at: 0)
        }
        if let rule = recipe.fit.callbacks.first(where: { $0.kind == .reduceOnPlateau && $0["factor"] >= 1 }) {
            notes.insert(Note(.wrong, "\(rule.name) factor: expected less than 1, got \(rule["factor"]): the rate would never fall. Give 0.1."), at: 0)
        }
        if recipe.fit.shuffle, recipe.model.contains(where: \.isStateful) {
            notes.append(Note(.attention, "A stateful layer goes on from batch to batch, but shuffle mixes the samples: set shuffle to false."))
        }
        return notes
    }
}

extension StackPlan.PlannedLayer {
    /// The rows of the table that a layer of symbols has; `nil` for other layers.
    public var symbols: Int? { spec.readsSymbols ? figures.variables.first?.shape[0] : nil }

    /// Why a table of a first layer is too small for data of so many symbols.
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
    public init(_ dataset: Dataset) {
        switch dataset.training.targets {
        case .classes(_, let perSample): self = .classes(dataset.classes ?? 1, perSample: perSample)
        case .values(_, let shape): self = .values(shape)
        case .inputs: self = .inputs(dataset.inputShape)
        }
    }
}
