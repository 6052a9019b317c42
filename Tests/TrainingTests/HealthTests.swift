import Datasets
import Networks
import Recipes
import Tensors
import TestSupport
import Testing

@testable import Training

/// What the rules find in runs that have a fault, ten of each, and that their remedies mend them.
struct HealthTests {
    private let scratch = Scratch()
    private static let seeds = 0..<10

    @Test func everyRuleHasANameOfItsOwn() {
        #expect(Set(Health.rules.map(\.name)).count == Health.rules.count)
    }

    /// A fault that a recipe and its data can have; its name is that of the rule which finds it.
    enum Fault: String, CaseIterable {
        case overFitting = "over_fitting", notLearning = "not_learning", majorityAnswer = "majority_answer", risingLoss = "rising_loss"
        case vanishingGradients = "vanishing_gradients", nothingMoves = "nothing_moves", deadUnits = "dead_units", splitCutsClasses = "split_cuts_classes"
        case batchOfOne = "batch_of_one", unscaledTargets = "unscaled_targets", machineDiverges = "machine_diverges", validationAtChance = "validation_at_chance"

        /// Whether a remedy is known that mends it.
        var isMendable: Bool { self != .validationAtChance }
    }

    @Test(arguments: Fault.allCases) func findsTenOfEachFaultAndMendsThem(_ fault: Fault) throws {
        var found = 0, mended = 0, unmended: [String] = []
        for seed in Self.seeds {
            let recipe = try recipe(fault, seed: seed), health = try health(of: recipe)
            guard let note = health.first(where: { $0.rule == fault.rawValue }) else {
                Issue.record("\(fault) \(seed): \(health.map(\.sentence))")
                continue
            }
            found += 1
            guard fault.isMendable else { continue }
            let edits = try #require(note.remedies.compactMap { if case .edits(let edits) = $0 { edits } else { nil } }.first)
            if let left = try self.health(of: recipe.applying(edits)).first(where: { $0.rule == fault.rawValue }) {
                unmended.append("\(seed) by \(edits.map(\.title)): \(left.sentence)")
            } else {
                mended += 1
            }
        }
        #expect(found == Self.seeds.count)
        if fault.isMendable { #expect(mended * 10 >= Self.seeds.count * 9, "\(mended) of \(Self.seeds.count) mended; not \(unmended)") }
    }

    /// The same data and stacks without a fault: no rule but the last speaks.
    @Test(arguments: seeds) func isSilentWhereNothingIsWrong(_ seed: Int) throws {
        let data = try classes(3, count: 240, features: 8, signal: 2, seed: seed)
        for model in ["Dense: {units: 16, activation: relu}", "Dense: {units: 12, activation: tanh}"] {
            let health = try health(of: recipe(data, [model, Self.softmax], compile: Self.crossEntropy("adam: {learning_rate: 0.01}"), epochs: 6, seed: seed))
            #expect(health.map(\.rule) == ["best_yet"], "\(health.map(\.sentence))")
        }
        let numbers = try values(count: 240, features: 6, mean: 1, deviation: 2, seed: seed)
        let regression = try health(of: recipe(numbers, ["Dense: {units: 1}"], compile: Self.squaredError("adam: {learning_rate: 0.05}"), epochs: 6, seed: seed))
        #expect(regression.map(\.rule) == ["best_yet"], "\(regression.map(\.sentence))")
    }

    @Test func aLossBelowZeroIsComparedByDifference() throws {
        func epochs(_ losses: [Double], validation: [Double]) -> [EpochRecord] {
            losses.indices.map {
                EpochRecord(
                    epoch: $0 + 1, loss: losses[$0], accuracy: nil, validationLoss: validation[$0], validationAccuracy: nil, learningRate: 0.1, seconds: 1, samplesPerSecond: 1)
            }
        }
        let run = try evidence()
        func rules(_ epochs: [EpochRecord]) -> [String?] { Health.notes(HealthEvidence(run: run, epochs: epochs, learningRate: 0.1)).map(\.rule) }
        #expect(rules(epochs([-0.1, -0.5, -0.8, -0.9], validation: [-0.1, -0.4, -0.6, -0.7])) == ["best_yet"])
        #expect(rules(epochs([-0.1, -0.5, -0.8, -0.9], validation: [-0.1, -0.6, -0.55, -0.5])) == ["over_fitting"])
        #expect(rules(epochs([-0.9, -0.8, -0.7, -0.6], validation: [-0.9, -0.8, -0.7, -0.6])) == ["rising_loss"])
    }

    @Test func chanceIsTheShareOfTheLargestClass() {
        let chance = Chance([36, 64], ["no", "yes"])
        #expect(chance?.className == "yes" && chance?.share == 0.64)
        #expect(chance?.covers(0.72) == true && chance?.covers(0.75) == false, "its sampling error is 4.8 %")
        #expect(Chance([0, 0], ["a", "b"]) == nil)
    }

    /// A remedy is not offered where it would change nothing or the data can't take it, and the sentence says no more than what is left.
    @Test func aRemedyLeadsToARunThatCanStart() throws {
        let data = try values(count: 40, features: 3, mean: 0, deviation: 2, seed: 1)
        var recipe = try recipe(data, ["Dense: {units: 1}"], compile: Self.squaredError("sgd: {learning_rate: 0.5}"), epochs: 1, seed: 1)
        func check(_ recipe: Recipe) throws -> RemedyCheck { try PreparedRun(recipe, relativeTo: scratch.path).remedyCheck }
        let calmer = HealthRemedy.edits([.learningRate(0.1), .scaling(.standardise), .balanceClasses, .targetScaling(.standardise)])
        #expect(try check(recipe).possible(calmer, isOver: true) == .edits([.learningRate(0.1), .scaling(.standardise), .targetScaling(.standardise)]))
        recipe.apply(.scaling(.standardise))
        #expect(try check(recipe).possible(.edits([.scaling(.standardise)]), isOver: true) == nil)
        #expect(try check(recipe).possible(.rate(0.1), isOver: false) == .rate(0.1) && check(recipe).possible(.stop, isOver: true) == nil)
        let bits = try bits(count: 40, seed: 1)
        let machine = try self.recipe(
            bits, ["RBM: {hidden_units: 4}"], compile: "{optimizer: {sgd: {learning_rate: 0.1}}, loss: contrastive_divergence, metrics: []}", epochs: 1, seed: 1)
        #expect(try check(machine).possible(.edits([.scaling(.standardise)]), isOver: true) == nil)
        let shares = try self.recipe(
            bits.dropLast() + ", targets: inputs}", ["Dense: {units: 16, activation: sigmoid}"], compile: "{optimizer: adam, loss: binary_crossentropy, metrics: []}", epochs: 1,
            seed: 1)
        #expect(try check(shares).possible(.edits([.scaling(.standardise)]), isOver: true) == nil)
    }

    @Test func theLinesOfARecipeThatAnEditChangesAreThoseOfItsFile() throws {
        var recipe = Recipe(name: "A", data: .init(source: .catalogue("x")), model: [.dense(Dense(units: .count(3), activation: .sigmoid)), .dense(Dense(units: .count(2)))])
        recipe.fit.epochs = 5
        #expect(recipe.lines(changedBy: [.hiddenActivation(.relu)]) == ["  - Dense: {units: 3, activation: relu}"])
        #expect(recipe.lines(changedBy: [.batchSize(32)]).isEmpty)
        #expect(
            recipe.lines(changedBy: [.stopEarly(patience: 2)]) == [
                "fit: {epochs: 5, batch_size: 32, validation_split: 0.0, seed: 1, callbacks: [{EarlyStopping: {patience: 2, restore_best_weights: true}}]}"
            ])
    }

    @Test func anEditOfARecipeChangesWhatItNames() throws {
        var recipe = Recipe(name: "A", data: .init(source: .catalogue("x")), model: [.dense(Dense(units: .count(3), activation: .sigmoid)), .dense(Dense(units: .count(2)))])
        recipe.apply(.learningRate(0.25))
        recipe.apply(.scaling(.standardise))
        recipe.apply(.hiddenActivation(.relu))
        recipe.apply(.stopEarly(patience: 7))
        recipe.apply(.stopEarly(patience: 4))
        #expect(recipe.compile?.optimizer.learningRate == 0.25)
        #expect(recipe.data.scaling == .standardise)
        #expect(recipe.model.map(\.lastActivation) == [.relu, .linear])
        let rule = try #require(recipe.fit.callbacks.first)
        #expect(recipe.fit.callbacks.count == 1 && rule.kind == .earlyStopping && rule["patience"] == 4 && rule.flag("restore_best_weights"))
    }

    // MARK: Faults

    private func recipe(_ fault: Fault, seed: Int) throws -> Recipe {
        let adam = "adam: {learning_rate: 0.01}"
        switch fault {
        case .overFitting:
            let data = try classes(2 + seed % 3, count: 150, features: 30, signal: 0.45, seed: seed)
            return try recipe(data, ["Dense: {units: 64, activation: relu}", Self.softmax], compile: Self.crossEntropy(adam), epochs: 40, split: 0.6, seed: seed)
        case .notLearning:
            let optimizer = ["adam", "rmsprop"][seed % 2]
            let data = try classes(2 + seed % 4, count: 240, features: 8, signal: 2, seed: seed)
            return try recipe(
                data,
                [
                    "Dense: {units: 8, activation: tanh, kernel_initializer: zeros}",
                    "Dense: {units: num_classes, activation: softmax, bias_initializer: {random_normal: {stddev: 8, seed: \(seed)}}}",
                ],
                compile: Self.crossEntropy("\(optimizer): {learning_rate: 0.0000000\(seed + 1)}"), epochs: 20, batch: 8, seed: seed)
        case .majorityAnswer:
            let data = try classes(2, count: 300, features: 6, signal: 0.3, seed: seed, rare: 0.06)
            return try recipe(data, ["Dense: {units: 4, activation: tanh}", Self.softmax], compile: Self.crossEntropy("adam: {learning_rate: 0.02}"), epochs: 6, seed: seed)
        case .risingLoss:
            let data = try values(count: 100, features: 6, mean: 0, deviation: 2, seed: seed)
            return try recipe(data, ["Dense: {units: 1}"], compile: Self.squaredError("sgd: {learning_rate: \(0.95 + 0.02 * Double(seed))}"), epochs: 5, batch: 80, seed: seed)
        case .vanishingGradients:
            let data = try classes(3, count: 200, features: 8, signal: 2, seed: seed)
            let layers = [String](repeating: "Dense: {units: \(12 + seed), activation: sigmoid}", count: 6 + seed % 4)
            return try recipe(data, layers + [Self.softmax], compile: Self.crossEntropy("adam: {learning_rate: 0.001}"), epochs: 4, seed: seed)
        case .nothingMoves:
            let data = try classes(3, count: 200, features: 8, signal: 2, seed: seed)
            let bias = "bias_initializer: {constant: {value: -\(30 + 10 * seed)}}"
            return try recipe(
                data, ["Dense: {units: 16, activation: relu, \(bias)}", Self.softmax], compile: Self.crossEntropy("sgd: {learning_rate: 0.5}"), epochs: 4, seed: seed)
        case .deadUnits:
            let data = try classes(3, count: 200, features: 8, signal: 2, seed: seed)
            let bias = "bias_initializer: {random_normal: {mean: -\(9 + seed % 3), stddev: 9}}"
            return try recipe(
                data, ["Dense: {units: \(40 + 4 * seed), activation: relu, \(bias)}", Self.softmax], compile: Self.crossEntropy("adam: {learning_rate: 0.001}"), epochs: 4,
                seed: seed)
        case .splitCutsClasses:
            let data = try classes(3 + seed % 3, count: 200, features: 6, signal: 2, seed: seed, isSorted: true)
            return try recipe(data, ["Dense: {units: 8, activation: relu}", Self.softmax], compile: Self.crossEntropy(adam), epochs: 3, seed: seed)
        case .batchOfOne:
            let data = try classes(3, count: 60, features: 6, signal: 2, seed: seed)
            return try recipe(data, ["Dense: {units: \(6 + seed)}", "BatchNormalization", Self.softmax], compile: Self.crossEntropy(adam), epochs: 2, batch: 1, seed: seed)
        case .unscaledTargets:
            let mean = seed % 2 == 0 ? 210_000.0 : 0, data = try values(count: 200, features: 6, mean: mean, deviation: 50_000 + 9_000 * Double(seed), seed: seed)
            return try recipe(data, ["Dense: {units: 16, activation: relu}", "Dense: {units: 1}"], compile: Self.squaredError(adam), epochs: 8, seed: seed)
        case .machineDiverges:
            let data = try bits(count: 200, seed: seed)
            return try recipe(
                data, ["RBM: {hidden_units: \(20 + 4 * seed)}"],
                compile: "{optimizer: {sgd: {learning_rate: \([20, 40, 80, 100, 200][seed % 5])}}, loss: contrastive_divergence, metrics: [pseudo_likelihood]}", epochs: 8,
                seed: seed)
        case .validationAtChance:
            let data = try classes(3 + seed % 3, count: 200, features: 12, signal: 0, seed: seed)
            return try recipe(data, ["Dense: {units: 64, activation: relu}", Self.softmax], compile: Self.crossEntropy(adam), epochs: 40, seed: seed)
        }
    }

    private static let softmax = "Dense: {units: num_classes, activation: softmax}"
    private static func crossEntropy(_ optimizer: String) -> String { "{optimizer: {\(optimizer)}, loss: sparse_categorical_crossentropy, metrics: [accuracy]}" }
    private static func squaredError(_ optimizer: String) -> String { "{optimizer: {\(optimizer)}, loss: mean_squared_error, metrics: [r2_score]}" }

    private func recipe(_ data: String, _ model: [String], compile: String, epochs: Int, batch: Int = 16, split: Double = 0.25, seed: Int) throws -> Recipe {
        let text = """
            name: a fault
            data: \(data)
            model:
            \(model.map { "  - " + $0 }.joined(separator: "\n"))
            compile: \(compile)
            fit: {epochs: \(epochs), batch_size: \(batch), validation_split: \(split), seed: \(seed)}
            """
        return try Recipe(yaml: text, file: "fault.yaml")
    }

    /// The notes of the end of a run.
    private func health(of recipe: Recipe) throws -> [HealthNote] {
        let folder = scratch.file("run\(recipe.hashValue)")
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: folder)))
        #expect(snapshot.progress.phase == .finished, "\(snapshot.progress.phase)")
        return snapshot.health.filter { $0.rule != nil }
    }

    private func evidence() throws -> RunEvidence {
        let data = try values(count: 20, features: 2, mean: 0, deviation: 1, seed: 1)
        return try RunEvidence(PreparedRun(recipe(data, ["Dense: {units: 1}"], compile: Self.squaredError("sgd: {}"), epochs: 1, seed: 1), relativeTo: scratch.path))
    }

    // MARK: Data

    /// Clouds of points around a centre a class, as far from 0 as `signal`; `rare`: the share of the second of two classes.
    private func classes(_ classes: Int, count: Int, features: Int, signal: Float, seed: Int, rare: Float? = nil, isSorted: Bool = false) throws -> String {
        let random = RandomGenerator(seed: 100 + seed, purpose: .sampling)
        var labels = (0..<count).map { rare == nil ? random.integer(below: classes, stream: 1, index: $0) : random.uniform(stream: 1, index: $0) < rare ?? 0 ? 1 : 0 }
        if isSorted { labels.sort() }
        var inputs = Tensor(zeros: [count, features])
        for (row, label) in labels.enumerated() {
            for column in 0..<features {
                let centre = signal * (2 * random.uniform(stream: 2, index: label * features + column) - 1)
                inputs.values[row * features + column] = centre + noise(random, 3, row * features + column)
            }
        }
        return try source(inputs, Tensor(shape: [count], values: labels.map(Float.init)), seed: seed, "targets_are: classes")
    }

    /// A weighted sum of the inputs, moved and stretched.
    private func values(count: Int, features: Int, mean: Double, deviation: Double, seed: Int) throws -> String {
        let random = RandomGenerator(seed: 200 + seed, purpose: .sampling)
        var inputs = Tensor(zeros: [count, features]), targets = Tensor(zeros: [count, 1])
        for row in 0..<count {
            var sum: Float = 0
            for column in 0..<features {
                let value = noise(random, 3, row * features + column)
                inputs.values[row * features + column] = value
                sum += value * (random.uniform(stream: 2, index: column) + 0.3)
            }
            targets.values[row] = Float(mean) + Float(deviation) * sum / Float(features).squareRoot()
        }
        return try source(inputs, targets, seed: seed, "targets_are: values")
    }

    /// Sixteen bits that follow one of four patterns.
    private func bits(count: Int, seed: Int) throws -> String {
        let random = RandomGenerator(seed: 300 + seed, purpose: .sampling)
        var inputs = Tensor(zeros: [count, 16])
        for row in 0..<count {
            let pattern = random.integer(below: 4, stream: 1, index: row)
            for column in 0..<16 {
                let isOn = random.uniform(stream: 2, index: pattern * 16 + column) > 0.5, isSpoilt = random.uniform(stream: 3, index: row * 16 + column) > 0.9
                inputs.values[row * 16 + column] = isOn != isSpoilt ? 1 : 0
            }
        }
        try NpyFile.write(inputs, to: scratch.file("bits\(seed).npy"))
        return "{source: npy, inputs: bits\(seed).npy}"
    }

    /// A number of about the normal distribution: the sum of twelve even ones.
    private func noise(_ random: RandomGenerator, _ stream: UInt64, _ index: Int) -> Float {
        (0..<12).reduce(-6) { $0 + random.uniform(stream: stream, index: index * 12 + $1) }
    }

    private func source(_ inputs: Tensor, _ targets: Tensor, seed: Int, _ keys: String) throws -> String {
        try NpyFile.write(inputs, to: scratch.file("x\(seed).npy"))
        try NpyFile.write(targets, to: scratch.file("y\(seed).npy"))
        return "{source: npy, inputs: x\(seed).npy, targets: y\(seed).npy, \(keys)}"
    }
}
