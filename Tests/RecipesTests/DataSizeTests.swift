import Datasets
import Networks
import Recipes
import Tensors
import Testing

/// Numbers that a recipe leaves to its data: read, written, planned, told to Keras, and missed where the data does not say them.
struct DataSizeTests {
    private func recipe(_ model: String, _ compile: String, data: String = "{source: npy, inputs: x.npy, targets: y.npy}") throws -> Recipe {
        let recipe = try Recipe(yaml: "name: x\ndata: \(data)\nmodel: [\(model)]\ncompile: \(compile)\n", file: "x")
        #expect(try Recipe(yaml: recipe.yaml, file: "copy") == recipe)
        return recipe
    }

    private func check(_ recipe: Recipe, input: Shape, target: TargetKind, vocabulary: Int? = nil) -> RecipeCheck {
        let classes: Int? = if case .classes(let count, _) = target { count } else { nil }
        return RecipeCheck(recipe, DataFacts(input: input, classes: classes, target: target, vocabulary: vocabulary))
    }

    /// A recipe of each kind: the outputs that its loss needs for the targets.
    private static let kinds: [(String, String, Shape, TargetKind, Shape)] = [
        ("Dense: {units: num_outputs, activation: softmax}", "categorical_crossentropy", [6], .classes(7), [7]),
        ("Dense: {units: num_outputs, activation: softmax}", "sparse_categorical_crossentropy", [6], .classes(2), [2]),
        ("Dense: {units: num_outputs, activation: softmax}", "sparse_categorical_crossentropy", [5, 6], .classes(9, perSample: 5), [5, 9]),
        ("Dense: {units: num_outputs, activation: sigmoid}", "binary_crossentropy", [6], .classes(2), [1]),
        ("Dense: {units: num_outputs, activation: sigmoid}", "binary_crossentropy", [5, 6], .classes(2, perSample: 5), [5, 1]),
        ("Dense: {units: num_outputs, activation: sigmoid}", "binary_crossentropy", [6], .classes(3), [3]),
        ("Dense: {units: num_outputs}", "mean_squared_error", [6], .values([3]), [3]),
        ("Dense: {units: num_outputs}", "huber", [5, 6], .values([5, 3]), [5, 3]),
        ("Flatten, Dense: {units: num_outputs}, Reshape: {target_shape: [5, 3]}", "mean_absolute_error", [5, 6], .values([5, 3]), [5, 3]),
        ("TimeDistributed: {layer: {Dense: {units: num_outputs}}}", "mean_squared_error", [5, 6], .values([5, 3]), [5, 3]),
        ("Dense: {units: 2}, Dense: {units: num_outputs, activation: sigmoid}", "binary_crossentropy", [6], .inputs([6]), [6]),
        ("Flatten, Dense: {units: num_outputs, activation: sigmoid}, Reshape: {target_shape: [4, 4, 2]}", "mean_squared_error", [4, 4, 2], .inputs([4, 4, 2]), [4, 4, 2]),
    ]

    @Test(arguments: kinds)
    func outputsAreWhatTheLossNeeds(_ model: String, _ loss: String, _ input: Shape, _ target: TargetKind, _ output: Shape) throws {
        let check = check(try recipe(model, "{loss: \(loss)}"), input: input, target: target)
        #expect(check.problem == nil && check.plan.output == output, "\(check.problem?.sentence ?? check.plan.output.tuple)")
        #expect(check.notes.contains { $0.level == .good && $0.sentence.hasPrefix("The stack fits the data") })
    }

    @Test func aTableHasARowForEachSymbol() throws {
        let recipe = try recipe(
            "Embedding: {input_dim: vocabulary, output_dim: 4}, LSTM: {units: 3}, Dense: {units: num_classes, activation: softmax}", "{loss: categorical_crossentropy}")
        let check = check(recipe, input: [5], target: .classes(2), vocabulary: 33)
        #expect(check.problem == nil && check.plan.layers[0].figures.variables[0].shape == [33, 4])
        #expect(check.notes.contains { $0.sentence == "Embedding: input_dim 33 holds the 33 symbols of the data." })
        var small = recipe
        small.model[0] = .embedding(Embedding(inputDim: 7, outputDim: 4))
        #expect(self.check(small, input: [5], target: .classes(2), vocabulary: 33).problem?.repairs == [.layer(0, .replace(recipe.model[0]))])
    }

    /// Where the data does not say the number there is one sentence, and a repair that is a stack which can be.
    @Test func whatTheDataDoesNotSayIsMissedWithARepair() throws {
        let outputs = try recipe("Dense: {units: num_outputs}", "{optimizer: sgd, loss: contrastive_divergence}")
        let table = try recipe("Embedding: {input_dim: vocabulary, output_dim: 4}, Flatten", "{loss: mean_squared_error}")
        let classes = try recipe("Dense: {units: num_classes}", "{loss: mean_squared_error}")
        for (recipe, start) in [
            (outputs, "Layer 1 (Dense): units: num_outputs needs a loss that compares outputs with targets, and there is none."),
            (table, "Layer 1 (Embedding): input_dim: vocabulary needs data of symbols, and this data has none."),
            (classes, "Layer 1 (Dense): units: num_classes needs data with classes, and this data has none."),
        ] {
            let problem = try #require(check(recipe, input: [6], target: .values([6])).problem)
            #expect(problem.sentence.hasPrefix(start), "\(problem.sentence)")
            guard case .layer(0, .replace(let repaired))? = problem.repairs.first else { Issue.record("\(start) has no repair"); continue }
            var mended = recipe
            mended.model[0] = repaired
            #expect(check(mended, input: [6], target: .values([6])).plan.problem == nil)
        }
        let many = try recipe("Dense: {units: num_outputs}", "{loss: mean_squared_error}")
        #expect(
            check(many, input: [6], target: .values([1 << 20, 2])).problem?.sentence
                == "Layer 1 (Dense): units: expected at most 1048576, got 2097152, which num_outputs is of this data. Write a smaller number.")
        let uncompiled = try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [Dense: {units: num_outputs}]\n", file: "x")
        #expect(check(uncompiled, input: [4], target: .classes(3)).problem?.sentence.contains("num_outputs needs a loss") ?? false)
    }

    @Test func aSizeIsOnlyWhereItMakesSense() {
        func error(_ layer: String) -> String {
            do {
                _ = try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [\(layer)]\n", file: "x")
                return "none"
            } catch {
                return error.description
            }
        }
        #expect(error("Dense: {units: vocabulary}") == "x:3: Dense units: expected a whole number from 1 to 1048576, num_classes or num_outputs, got vocabulary.")
        #expect(
            error("Embedding: {input_dim: num_classes, output_dim: 2}") == "x:3: Embedding input_dim: expected a whole number from 1 to 16777216 or vocabulary, got num_classes.")
    }
}
