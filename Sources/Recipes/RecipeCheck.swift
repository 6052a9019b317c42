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
        /// Changes, each of which would repair it or lead there, the best first. `RepairOffer` has those that do.
        public let repairs: [Repair]

        init(_ level: Level, _ sentence: String, layer: Int? = nil, repairs: [Repair] = []) {
            self.level = level
            self.sentence = sentence
            self.layer = layer
            self.repairs = repairs
        }
    }

    /// How many repairs of the model lead from a legal stack to one that fits its targets.
    let distance: Int

    /// The first note that keeps the recipe from running.
    public var problem: Note? { notes.first { $0.level == .wrong } }

    /// Checks a recipe against data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset) { self.init(recipe, DataFacts(dataset)) }

    /// Checks a recipe against what is known of its data.
    public init(_ recipe: Recipe, _ facts: DataFacts) { self.init(recipe, facts, findsRepairs: true) }

    /// `findsRepairs`: whether the ways to outputs that fit are looked for.
    init(_ recipe: Recipe, _ facts: DataFacts, findsRepairs: Bool) {
        plan = StackPlan(
            model: recipe.model, input: facts.input, sizes: DataSizes(recipe, classes: facts.classes, target: facts.target, vocabulary: facts.vocabulary))
        let targets = TargetFacts(kind: facts.target, classes: facts.classes)
        family = Family(recipe, targets)
        let symbols = SymbolCheck(recipe, facts, plan)
        if let problem = plan.problem {
            distance = 0
            notes = [Note(.wrong, problem.description, layer: problem.layer, repairs: Self.repairs(of: problem, symbols))]
            return
        }
        guard let compile = recipe.compile else {
            distance = 0
            notes = [recipe.model.isEmpty ? Self.empty([]) : Note(.attention, "There is no compile section: the stack can predict, not learn.")]
            return
        }
        let stack = StackFacts(plan: plan, compile: compile, targets: targets, data: recipe.data, findsRepairs: findsRepairs)
        distance = family.description.distance(stack)
        guard !recipe.model.isEmpty else {
            notes = [Self.empty(family.description.repairs(stack))]
            return
        }
        let limits = compile.optimizer.limits.problem.map { problem in
            Note(.wrong, "\(compile.optimizer.kerasName): \(problem)", repairs: OptimizerSpec(kerasName: compile.optimizer.kerasName).map { [.edit(.optimizer($0))] } ?? [])
        }
        notes =
            [limits].compactMap { $0 } + family.description.notes(stack) + symbols.notes + [facts.numbers.flatMap { Self.problem(of: $0, recipe) }].compactMap { $0 }
            + FitCheck(recipe, validates: recipe.fit.validationSplit > 0 || facts.hasOwnValidation).notes
    }

    private static func empty(_ repairs: [Repair]) -> Note { Note(.wrong, "The stack is empty. Add a layer.", repairs: repairs) }

    /// Repairs of an illegal layer: a table first where it would compute with the numbers of symbols, then its own; where none helps, it goes.
    private static func repairs(of problem: StackProblem, _ symbols: SymbolCheck) -> [Repair] {
        let table = symbols.unread.contains(problem.layer) ? [SymbolCheck.table(before: problem.layer)] : [], own = problem.problem.repairs
        return table + (own.contains(.remove) ? own : own + [.remove]).map { .layer(problem.layer, $0) }
    }

    /// What keeps a recipe's loss from measuring these targets; `nil` where nothing does.
    public static func problem(of numbers: TargetNumbers, _ recipe: Recipe) -> Note? { TargetCheck(recipe, numbers)?.note }
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
