import Datasets
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// Targets that a loss can't measure are one sentence before anything runs: row, value and repair; the repair mends it.
struct TargetTests {
    private let scratch = Scratch()

    private func recipe(_ data: String, loss: String, units: Int = 1, activation: String = "sigmoid", more: String = "") throws -> Recipe {
        try Recipe(
            yaml: """
                name: x
                data: {\(data)}
                model: [Dense: {units: \(units), activation: \(activation)}]
                compile: {optimizer: adam, loss: \(loss)}
                fit: {validation_split: 0.25\(more)}
                """, file: "x")
    }

    private func problem(_ recipe: Recipe) -> String {
        do {
            _ = try PreparedRun(recipe, relativeTo: scratch.path, loader: DatasetLoader(installation: nil))
            return "none"
        } catch {
            return "\(error)"
        }
    }

    /// What is wrong, and the edits that are offered; each of them must mend it.
    private func refusal(_ recipe: Recipe) throws -> (sentence: String, edits: [String]) {
        let sentence = problem(recipe), loader = DatasetLoader(installation: nil)
        let dataset = try loader.load(recipe.readData, relativeTo: scratch.path, validationSplit: recipe.fit.validationSplit)
        let numbers = try #require(TargetNumbers(DatasetParts(dataset, recipe.data, validationSplit: recipe.fit.validationSplit, seed: 1)))
        let note = try #require(RecipeCheck.problem(of: numbers, recipe))
        #expect(note.sentence == sentence)
        let edits = note.repairs.compactMap { repair -> RecipeEdit? in if case .edit(let edit) = repair { edit } else { nil } }
        for edit in edits {
            var mended = recipe
            mended.apply(edit)
            #expect(!problem(mended).contains("expected targets"), "\(edit.title)")
        }
        return (sentence, edits.map(\.title))
    }

    private func table(_ targets: [String]) throws {
        try scratch.write("a,y\n" + targets.enumerated().map { "\($0.offset),\($0.element)\n" }.joined(), to: "x.csv")
    }

    @Test func everyLossRefusesTargetsOutsideItsDomain() throws {
        let csv = "source: csv, path: x.csv, target: y, targets_are: values"
        try table(["1", "2", "1", "2", "1", "1", "2", "2"])
        let labels = try refusal(recipe(csv, loss: "binary_crossentropy"))
        #expect(
            labels.sentence
                == "binary_crossentropy: expected targets from 0 to 1, got 2 in line 3, column y of x.csv. Give the data targets_are: classes, or choose mean_squared_error.")
        #expect(labels.edits == ["targets_are: classes", "loss: mean_squared_error"])
        #expect(try refusal(recipe(csv, loss: "hinge", activation: "tanh")).edits == ["targets_are: classes", "loss: mean_squared_error"])
        try table(["0.5", "-2.7", "1.5", "2.25", "3.5", "1.5", "0.5", "0"])
        #expect(try refusal(recipe(csv, loss: "poisson")).sentence == "poisson: expected targets of at least 0, got -2.7 in line 3, column y of x.csv. Choose mean_squared_error.")
        #expect(try refusal(recipe(csv, loss: "mean_squared_logarithmic_error")).sentence.contains("got -2.7 in line 3"))
        #expect(try refusal(recipe(csv, loss: "kl_divergence")).edits == ["target_scaling: normalise", "loss: mean_squared_error"])
        #expect(try refusal(recipe(csv, loss: "squared_hinge")).sentence.contains("that are all -1 or 1, or all 0 or 1, got -2.7 in line 3"))
        #expect(try refusal(recipe(csv + ", target_scaling: standardise", loss: "poisson")).sentence.contains("after scaling in line 3, column y of x.csv"))
        for loss in ["mean_squared_error", "huber", "cosine_similarity"] { #expect(problem(try recipe(csv, loss: loss)) == "none") }
        #expect(problem(try recipe(csv + ", target_scaling: normalise", loss: "binary_crossentropy")) == "none")
        // Where validation goes beyond the training part, its range holds nothing.
        try table(["0.5", "-2.7", "1.5", "2.25", "3.5", "1.5", "4.5", "0"])
        #expect(try refusal(recipe(csv, loss: "kl_divergence")).edits == ["loss: mean_squared_error"])
        #expect(problem(try recipe(csv + ", target_scaling: normalise", loss: "kl_divergence")).contains("after scaling in line 8"))
    }

    /// Of the validation and the test part, too.
    @Test func everyPartIsLookedAt() throws {
        try table(["0", "1", "0", "1", "0", "1", "0", "7"])
        #expect(problem(try recipe("source: csv, path: x.csv, target: y, targets_are: values", loss: "bce")).contains("got 7 in line 9, column y of x.csv"))
        try scratch.write("a,y\n1,0\n2,-3\n", to: "t.csv")
        try table(["0", "1", "0", "1", "0", "1", "0", "1"])
        #expect(problem(try recipe("source: csv, path: x.csv, test_path: t.csv, target: y, targets_are: values", loss: "bce")).contains("got -3 in line 3, column y of t.csv"))
    }

    @Test func inputsAsTargetsAndArrays() throws {
        try NpyFile.write(Tensor(shape: [4, 2], values: [0, 1, 0.5, 255, 3, 0, 1, 1]), to: scratch.file("x.npy"))
        let inputs = try refusal(recipe("source: npy, inputs: x.npy, targets: inputs", loss: "bce", units: 2))
        #expect(inputs.sentence.hasPrefix("binary_crossentropy: expected targets from 0 to 1, got 255 in example 1. Give the data scaling: normalise"))
        #expect(inputs.edits == ["scaling: normalise", "loss: mean_squared_error"])
        try NpyFile.write(Tensor(shape: [4, 1], values: [-1, 1, 1, -1]), to: scratch.file("y.npy"))
        let signs = try recipe("source: npy, inputs: x.npy, targets: y.npy", loss: "bce")
        #expect(try refusal(signs).sentence.contains("got -1 in target 0 of y.npy"))
        #expect(problem(try recipe("source: npy, inputs: x.npy, targets: y.npy", loss: "hinge", activation: "tanh")) == "none")
    }

    /// A loss of classes says that numbers are none, and its keys lead to a stack that learns.
    @Test func numbersAreNoClasses() throws {
        try table(["0.5", "2.5", "1.5", "2.25", "0.5", "1.5", "3.5", "0"])
        let recipe = try recipe("source: csv, path: x.csv, target: y", loss: "sparse_categorical_crossentropy", units: 3, activation: "softmax")
        let dataset = try DatasetLoader(installation: nil).load(recipe.readData, relativeTo: scratch.path, validationSplit: 0.25)
        let note = try #require(RecipeCheck(recipe, dataset).problem)
        #expect(note.sentence == "sparse_categorical_crossentropy expects classes as targets, got numbers. Choose mean_squared_error, or give the data targets_are: classes.")
        #expect(note.repairs == [.edit(.loss(.meanSquaredError)), .edit(.targets(.classes))])
    }

    /// `classes: N` adds those that the data lacks; fewer than there are, or names that don't count, are refused.
    @Test func classesThatTheDataLacks() throws {
        func load(_ data: String) throws -> Dataset {
            try DatasetLoader(installation: nil).load(recipe(data, loss: "sparse_categorical_crossentropy").readData, relativeTo: scratch.path)
        }
        func refused(_ data: String) -> String {
            do { return "\(try load(data).classNames)" } catch { return "\(error)".replacing(scratch.path + "/", with: "") }
        }
        try table(["0", "1", "0", "1", "3", "1", "0", "1"])
        #expect(try load("source: csv, path: x.csv, target: y, classes: 6").classNames == ["0", "1", "2", "3", "4", "5"])
        #expect(refused("source: csv, path: x.csv, target: y, classes: 2") == "x.csv: classes: expected classes from 0 to 1, got 3. Raise classes, or correct the targets.")
        try table(["1", "2", "1", "2", "4", "1", "2", "1"])
        #expect(try load("source: csv, path: x.csv, target: y, classes: 5").classNames == ["1", "2", "3", "4", "5"])
        try table(["n", "y", "n", "y", "n", "y", "n", "y"])
        #expect(refused("source: csv, path: x.csv, target: y, classes: 3").hasPrefix("x.csv: classes: expected the 2 classes that it names, n, y, got 3."))
        try NpyFile.write(Tensor(shape: [4, 2], values: [0, 1, 0.5, 1, 3, 0, 1, 1]), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [4], values: [0, 1, 2, 1]), to: scratch.file("y.npy"))
        let arrays = try load("source: npy, inputs: x.npy, targets: y.npy, classes: 10")
        #expect(arrays.classes == 10 && arrays.note == nil)
        let stack = try recipe("source: npy, inputs: x.npy, targets: y.npy, classes: 10", loss: "sparse_categorical_crossentropy", units: 10, activation: "softmax")
        #expect(problem(stack) == "none")
        #expect(refused("source: npy, inputs: x.npy, classes: 10") == "x.npy: classes: expected targets that are classes, got 10. Leave it out.")
        #expect(throws: (any Error).self) { try recipe("source: npy, inputs: x.npy, targets: y.npy, targets_are: values, classes: 10", loss: "mse") }
    }
}
