import Datasets
import Networks
import Recipes

/// A row of a form: an argument of a layer, or of compile and fit.
public struct FormField: Hashable, Sendable {
    public let name: String
    public let domain: ArgumentDomain
    public let help: String
    public let value: ArgumentValue
    public let isDefault: Bool

    init(_ name: String, _ domain: ArgumentDomain, _ help: String, _ value: ArgumentValue, isDefault: Bool = false) {
        self.name = name
        self.domain = domain
        self.help = help
        self.value = value
        self.isDefault = isDefault
    }

    init(_ state: ArgumentState) {
        self.init(state.name, state.domain, state.help, state.value, isDefault: state.isDefault && !state.isRequired)
    }

    /// The value a step further: the next word, the other flag, the next number that people use. `nil` where there is none.
    func stepped(_ direction: Int) -> ArgumentValue? {
        switch (domain, value) {
        case (.choice(let words), .choice(let word)):
            guard let place = words.firstIndex(of: word), !words.isEmpty else { return nil }
            return .choice(words[(place + direction + words.count) % words.count])
        case (_, .flag(let flag)): return .flag(!flag)
        case (.units(let range), .integer(let number)), (.integer(let range), .integer(let number)):
            return Self.step(number, direction, in: range).map(ArgumentValue.integer)
        case (.units, .numberOfClasses): return .integer(10)
        case (.pair(let range), .pair(let rows, let columns)), (.optionalPair(let range, _), .pair(let rows, let columns)):
            let next = (rows + direction, columns + direction)
            return range.contains(next.0) && range.contains(next.1) ? .pair(next.0, next.1) : nil
        case (.optionalPair, .none): return .pair(max(1, 2 + direction), max(1, 2 + direction))
        case (.real(let range, let includesUpper), .real(let number)):
            let isShare = range.upperBound <= 1 && number >= 0.01 || number == 0
            let next = isShare ? ((number + 0.05 * Double(direction)) * 1000).rounded() / 1000 : number * (direction > 0 ? 2 : 0.5)
            return range.contains(next) && (includesUpper || next < range.upperBound) ? .real(next) : nil
        default: return nil
        }
    }

    /// The next of the numbers that people use: by one up to 16, then the powers of two and the numbers half-way between them.
    private static func step(_ number: Int, _ direction: Int, in range: ClosedRange<Int>) -> Int? {
        if number < 16 || number == 16 && direction < 0 { return range.contains(number + direction) ? number + direction : nil }
        // Going down, a power of two belongs to the numbers below it.
        let from = direction > 0 ? number : number - 1
        let half = 1 << (Int.bitWidth - 2 - from.leadingZeroBitCount)
        let next = direction > 0 ? (from / half + 1) * half : from / half * half
        return range.contains(next) ? next : nil
    }
}

extension BuilderState {
    /// The selected layer's arguments.
    public var layerFields: [FormField] {
        recipe.model.indices.contains(selection) ? recipe.model[selection].arguments.map(FormField.init) : []
    }

    /// Compile and fit settings, the recipe's name and the data's scaling.
    public var fitFields: [FormField] {
        let compile = recipe.compile ?? CompileSpec()
        var fields = [
            FormField("optimizer", .choice(OptimizerSpec.all.map(\.kerasName)), type(of: compile.optimizer.description).formula, .choice(compile.optimizer.kerasName))
        ]
        fields += compile.optimizer.arguments.map(FormField.init)
        let fit = recipe.fit
        fields += [
            FormField("loss", .choice(LossKind.allCases.map(\.rawValue)), compile.loss.kind.help, .choice(compile.loss.name)),
            FormField("accuracy", .flag, "report the share of right answers", .flag(compile.metrics.contains(.accuracy))),
            FormField("epochs", .integer(FitSpec.epochsRange), "how often every example is seen", .integer(fit.epochs)),
            FormField("batch_size", .integer(FitSpec.batchRange), "examples a step", .integer(fit.batchSize)),
            FormField("validation_split", .real(0...1, includesUpper: false), "the last share, kept to validate", .real(fit.validationSplit)),
            FormField("shuffle", .flag, "another order each epoch", .flag(fit.shuffle), isDefault: fit.shuffle),
            FormField("seed", .integer(0...Int(Int32.max)), "the same seed, the same bits", .integer(fit.seed)),
            FormField(
                "scaling", .choice(DataSpec.Scaling.allCases.map(\.rawValue)), "how stored numbers become inputs", .choice(recipe.data.scaling.rawValue),
                isDefault: recipe.data.scaling == .automatic),
        ]
        return fields
    }

    /// The rows of the focused form.
    public var fields: [FormField] { pane == .fit ? fitFields : pane == .form ? layerFields : [] }

    /// Sets a field of the focused form; false where the value is not one that it takes.
    mutating func set(_ name: String, to value: ArgumentValue) -> Bool {
        var changed = recipe
        let isTaken = pane == .fit ? changed.setFit(name, to: value) : changed.model.indices.contains(selection) && changed.model[selection].set(name, to: value)
        guard isTaken else { return false }
        change { $0 = changed }
        return true
    }

    /// Changes the recipe so that it can be undone.
    mutating func change(_ body: (inout Recipe) -> Void) {
        var changed = recipe
        body(&changed)
        guard changed != recipe else { return }
        undo.append(recipe)
        if undo.count > BuilderState.undoLimit { undo.removeFirst() }
        redo = []
        recipe = changed
        isSaved = false
        clamp()
    }

    private static let undoLimit = 500

    mutating func clamp() {
        selection = max(0, min(selection, recipe.model.count - 1))
        field = max(0, min(field, fields.count - 1))
    }
}

extension Recipe {
    /// Sets a field of compile and fit by its name.
    fileprivate mutating func setFit(_ name: String, to value: ArgumentValue) -> Bool {
        var compile = self.compile ?? CompileSpec()
        defer { self.compile = compile }
        switch (name, value) {
        case ("optimizer", .choice(let word)):
            guard let optimizer = OptimizerSpec(kerasName: word) else { return false }
            compile.optimizer = optimizer
        case ("loss", .choice(let word)):
            guard let loss = LossKind(rawValue: word) else { return false }
            compile.loss = LossSpec(loss)
        case ("accuracy", .flag(let flag)): compile.metrics = flag ? [.accuracy] : []
        case ("epochs", .integer(let number)) where FitSpec.epochsRange.contains(number): fit.epochs = number
        case ("batch_size", .integer(let number)) where FitSpec.batchRange.contains(number): fit.batchSize = number
        case ("validation_split", .real(let share)) where share >= 0 && share < 1: fit.validationSplit = share
        case ("validation_split", .integer(0)): fit.validationSplit = 0
        case ("shuffle", .flag(let flag)): fit.shuffle = flag
        case ("seed", .integer(let number)) where (0...Int(Int32.max)).contains(number): fit.seed = number
        case ("scaling", .choice(let word)):
            guard let scaling = DataSpec.Scaling(rawValue: word) else { return false }
            data.scaling = scaling
        default: return compile.optimizer.set(name, to: value)
        }
        return true
    }
}
