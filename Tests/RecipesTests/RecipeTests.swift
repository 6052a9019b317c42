import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing

struct RecipeTests {
    private let library = RecipeLibrary()

    @Test func everyShippedRecipeIsReadFitsItsDataAndComesBackAsItWent() throws {
        #expect(library.entries.count >= 6)
        for entry in library.entries {
            let recipe = try entry.recipe.get()
            #expect(try Recipe(yaml: recipe.yaml, file: "copy.yaml") == recipe, "\(entry.id)")
            guard let id = recipe.data.source.catalogueID, let data = CatalogueEntry.named(id) else { continue }
            let check = RecipeCheck(recipe, DataFacts(input: data.inputShape(for: recipe.data), classes: data.classes, target: TargetKind(data, recipe.data)))
            #expect(check.problem == nil, "\(entry.id): \(check.problem?.sentence ?? "")")
        }
    }

    @Test func theFashionNetworkHasFewerThanAHundredThousandWeights() throws {
        let recipe = try library.open("fashion-cnn").recipe
        #expect(StackPlan(model: recipe.model, input: [28, 28, 1], classes: 10).parameters < 100_000)
    }

    /// What Keras takes too: one number in a list for one axis, no activation as none.
    @Test func argumentsAreReadInKerasOtherSpellings() throws {
        let recipe = try Recipe(
            yaml: "name: x\ndata: {source: iris}\nmodel: [Conv1D: {filters: 4, kernel_size: [3], strides: [2], activation: null}, MaxPooling1D: {pool_size: [2]}]\n", file: "x.yaml"
        )
        var convolution = Conv1D()
        (convolution.filters, convolution.kernelSize, convolution.strides, convolution.activation) = (4, 3, 2, .linear)
        #expect(recipe.model == [.conv1D(convolution), .maxPooling1D(MaxPooling1D())])
    }

    /// An array's targets are read as the loss takes them.
    @Test func theLossSaysWhatTargetsAre() throws {
        func targets(_ last: String, _ loss: String, _ data: String = "source: npy, inputs: x.npy, targets: y.npy") throws -> DataSpec.TargetChoice {
            try Recipe(yaml: "name: x\ndata: {\(data)}\nmodel: [Dense: {\(last)}]\ncompile: {optimizer: adam, loss: \(loss)}\n", file: "x.yaml").readData.targets
        }
        #expect(try targets("units: 4, activation: softmax", "sparse_categorical_crossentropy") == .classes)
        #expect(try targets("units: 1", "poisson") == .values)
        #expect(try targets("units: 1, activation: tanh", "hinge") == .values)
        #expect(try targets("units: num_outputs", "mean_squared_error") == .values && targets("units: num_outputs, activation: softmax", "categorical_crossentropy") == .automatic)
        #expect(try targets("units: 1, activation: sigmoid", "binary_crossentropy") == .automatic)
        #expect(try targets("units: num_classes", "mean_squared_error") == .automatic)
        #expect(try targets("units: 1", "mean_squared_error", "source: iris") == .automatic)
    }

    @Test func textsOfAllKindsComeBack() throws {
        for name in ["plain", "with: colon", "# hash", "true", "1.5", "quote \" and \\ slash", "ünï 数字", "tab\tand\nline", "- dash", "", " blank ", "{a}", "it's, so", "yes"] {
            var recipe = Recipe(name: name, description: name, data: DataSpec(source: .npy(.init(inputs: name.isEmpty ? "x" : name))), model: [.flatten(Flatten())])
            recipe.compile?.optimizer.learningRate = 1e-7
            #expect(try Recipe(yaml: recipe.yaml, file: "t") == recipe, "\(name)")
        }
    }

    private func error(_ yaml: String) -> String {
        do {
            _ = try Recipe(yaml: yaml, file: "my.yaml")
            return "none"
        } catch {
            return error.description
        }
    }

    private let start = "name: x\ndata: {source: mnist-5k}\nmodel:\n"

    /// A machine of 100 units takes a few milliseconds an epoch: so many that a person sees it learn.
    @Test func shippedMachinesLearnSlowlyEnoughToBeWatched() throws {
        let machines = RecipeLibrary().entries.compactMap { try? $0.recipe.get() }.filter { $0.compile?.loss == .contrastiveDivergence }
        #expect(machines.count == 2 && machines.allSatisfy { $0.fit.epochs >= 400 && ($0.compile?.optimizer.learningRate ?? 1) <= 0.02 })
    }

    @Test func errorsNameFileLineWhatWasExpectedWhatCameAndTheNearestName() {
        #expect(error(start + "  - Conv2d: {filters: 3, kernel_size: 3}\n") == "my.yaml:4: expected a layer, got Conv2d. Did you mean Conv2D?")
        #expect(error(start + "  - Flatten\n  - Dense: {unit: 3}\n") == "my.yaml:5: Dense has no key unit. Did you mean units?")
        #expect(error(start + "  - Dense: {units: 0}\n") == "my.yaml:4: Dense units: expected a whole number from 1 to 1048576, num_classes or num_outputs, got 0.")
        #expect(
            error(start + "  - Dense: {units: 3, activation: rleu}\n")
                == "my.yaml:4: Dense activation: expected \(Activation.allCases.dropLast().map(\.rawValue).joined(separator: ", ")) or log_softmax, got rleu. Did you mean relu?")
        #expect(error(start + "  - Dense\n") == "my.yaml:4: Dense needs units: how many outputs. Add units:")
        #expect(error("name: x\ndata: {source: mnist}\nmodel: []\n").hasPrefix("my.yaml:2: source: expected a data set, npy, idx, images, csv, series or text, got mnist."))
        #expect(error(start + "  - Flatten\ncompile: {loss: crossentropy}\n").hasPrefix("my.yaml:5: loss: expected one of categorical_crossentropy, "))
        #expect(error(start + "  - Flatten\ncompile: {optimizer: adm, loss: mse}\n") == "my.yaml:5: optimizer: expected an optimizer, got adm. Did you mean adam?")
        #expect(error(start + "  - Flatten\nfit: {epochs: 0}\n") == "my.yaml:5: epochs: expected a whole number from 1 to 1000000, got 0.")
        #expect(error(start + "  - Flatten\nfit: {epoch: 3}\n") == "my.yaml:5: fit has no key epoch. Did you mean epochs?")
        #expect(error(start + "  - Dropout: {rate: 1.5}\n") == "my.yaml:4: Dropout rate: expected a number from 0.0 to less than 1.0, got 1.5.")
        #expect(error("name: [x\n").contains("can't be read as YAML"))
        #expect(error("").contains("is empty"))
        #expect(error("name: x\n").contains("has no data"))
        #expect(error("name: x\nname: y\n").contains("twice"))
    }

    @Test func aFormsErrorsNameItsParameter() {
        let fit = start + "  - Flatten\nfit: {callbacks: [", compile = start + "  - Flatten\ncompile: {loss: "
        #expect(error(fit + "{EarlyStopping: {patience: -1}}]}\n") == "my.yaml:5: callbacks: EarlyStopping patience: expected a whole number from 0 to 1000000, got -1.")
        #expect(error(fit + "{ReduceLROnPlateau: {factor: 1.5}}]}\n") == "my.yaml:5: callbacks: ReduceLROnPlateau factor: expected a number from 0.0 to 1.0, got 1.5.")
        #expect(
            error(fit + "{EarlyStopping: {restore_best_weights: perhaps}}]}\n") == "my.yaml:5: callbacks: EarlyStopping restore_best_weights: expected true or false, got perhaps.")
        #expect(error(compile + "{huber: {delta: 0}}}\n") == "my.yaml:5: loss: huber delta: expected a number from 1e-09 to 1000000000.0, got 0.")
        #expect(
            error(compile + "mse, metrics: [{top_k_categorical_accuracy: {k: 2.5}}]}\n")
                == "my.yaml:5: metrics: top_k_categorical_accuracy k: expected a whole number from 1 to 1000000, got 2.5.")
        #expect(
            error(compile + "mse, optimizer: {sgd: {learning_rate: {CosineDecay: {decay_steps: 0}}}}}\n")
                == "my.yaml:5: learning_rate: CosineDecay decay_steps: expected a whole number from 1 to 1000000000000, got 0.")
        #expect(
            error(compile + "mse, optimizer: {sgd: {learning_rate: {PiecewiseConstantDecay: {boundaries: [5, 3], values: [1, 2, 3]}}}}}\n")
                == "my.yaml:5: PiecewiseConstantDecay boundaries: expected steps that rise, got 5.0 and then 3.0. Sort them.")
        #expect(
            error(start + "  - Dense: {units: 3, kernel_regularizer: {l2: -1}}\n") == "my.yaml:4: Dense kernel_regularizer: l2 l2: expected a number from 0.0 to 1000000.0, got -1."
        )
        #expect(error(start + "  - Dense: {units: 3, kernel_initializer: he_norml}\n").hasSuffix("got he_norml. Did you mean he_normal?"))
        #expect(error(start + "  - Dense: {units: {a: 1}}\n").hasSuffix("num_classes or num_outputs, got {a: …}."))
        #expect(error(start + "  -\n") == "my.yaml:4: expected a layer such as Dense: {units: 10}, got nothing. Write one after the dash, or remove the dash.")
        #expect(error(start + "  - Bidirectional: {layer: {Dense: {units: 3}}}\n") == "my.yaml:4: Bidirectional layer: expected a layer: SimpleRNN, LSTM or GRU, got {Dense: …}.")
    }

    @Test func hostileTextNeverTraps() throws {
        let deep = [String(repeating: "[", count: 100_000), "a: " + String(repeating: "{a: ", count: 50_000), String(repeating: "- ", count: 100_000)]
        for text in deep { #expect(error(text) != "none") }
        let path = try #require(library.path(of: "course-cnn"))
        for bytes in Mutations.of(try Data(contentsOf: URL(fileURLWithPath: path)), count: 2_000) { _ = try? Recipe(yaml: String(decoding: bytes, as: UTF8.self), file: "x") }
    }

    @Test func kerasNamesAndShortFormsAreRead() throws {
        let recipe = try Recipe(
            yaml: start
                + "  - Conv2D: {filters: 4, kernel_size: 3, strides: [2, 1]}\n  - MaxPooling2D:\n  - Flatten\ncompile:\n  optimizer:\n    sgd: {momentum: 0.9, nesterov: true}\n  loss: mse\n",
            file: "x")
        #expect(recipe.model[0] == .conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), strides: Pair(2, 1))))
        #expect(recipe.model[1] == .maxPooling2D(MaxPooling2D()))
        #expect(recipe.compile?.loss == .meanSquaredError)
        guard case .sgd(let sgd) = recipe.compile?.optimizer else { return #expect(Bool(false)) }
        #expect(sgd.momentum == 0.9 && sgd.nesterov)
        #expect(recipe.fit.epochs == 1 && recipe.fit.batchSize == 32 && recipe.fit.validationSplit == 0)
    }

    @Test func theCheckOffersTheRepairs() throws {
        var recipe = try library.open("shallow").recipe
        recipe.model[2] = .dense(Dense(units: .count(5)))
        let wrong = RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 10, target: .classes(10)))
        #expect(wrong.problem?.sentence == "Layer 3 (Dense): gives (5,), but the data has 10 classes. End with a Dense of units num_classes.")
        #expect(wrong.problem?.repairs.first == .layer(recipe.model.count - 1, .replace(.dense(Dense(units: .numberOfClasses, activation: .softmax)))))
        recipe.model[2] = .dense(Dense(units: .numberOfClasses))
        let linear = RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 10, target: .classes(10)))
        #expect(
            linear.problem == nil
                && linear.notes.contains {
                    $0.level == .attention && $0.repairs == [.layer(recipe.model.count - 1, .replace(.dense(Dense(units: .numberOfClasses, activation: .softmax))))]
                })
    }

    @Test func theCheckNamesWhatCanNeverLearnOrTell() throws {
        var recipe = try library.open("shallow").recipe
        recipe.model[2] = .dense(Dense(units: .count(1), activation: .softmax))
        recipe.compile?.loss = LossSpec.binaryCrossentropy
        let one = RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 2, target: .classes(2)))
        #expect(one.problem?.sentence == "Layer 3 (Dense): softmax over one output is always 1. End with sigmoid, or with an output for each class.")
        recipe.model[2] = .dense(Dense(units: .count(2), activation: .softmax))
        recipe.compile?.loss = .binaryCrossentropy
        let shared = RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 2, target: .classes(2))).notes.first { $0.level == .attention && !$0.repairs.isEmpty }
        #expect(
            shared?.sentence
                == "binary_crossentropy treats each output as a separate yes or no, but the outputs of softmax sum to 1: choose categorical_crossentropy, or end with sigmoid.")
        #expect(one.problem?.repairs == [.layer(2, .replace(.dense(Dense(units: .count(1), activation: .sigmoid))))])
        recipe.model[2] = .dense(Dense(units: .count(1)))
        recipe.compile?.loss = .meanSquaredError
        func notes(_ metrics: [MetricSpec], _ target: TargetKind = .values([1])) -> [String] {
            recipe.compile?.metrics = metrics
            return RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: nil, target: target)).notes.filter { $0.level == .attention }.map(\.sentence)
        }
        #expect(notes([.accuracy]).contains("metrics: accuracy counts right classes, but the targets are numbers. Take mean_absolute_error."))
        #expect(!notes([MetricSpec.named("mean_absolute_error")]).contains { $0.hasPrefix("metrics") })
        recipe = try library.open("shallow").recipe
        recipe.compile?.metrics = [MetricSpec.named("top_k_categorical_accuracy", ["k": .number(10)])]
        #expect(
            RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 10, target: .classes(10))).notes.contains {
                $0.sentence == "metrics: top_k_categorical_accuracy k: expected less than the 10 outputs, got 10: it will always be 1."
            })
        recipe.compile?.metrics = []
        recipe.fit.callbacks = [StopRule(.reduceOnPlateau, ["monitor": .word("loss"), "factor": .number(1)])]
        #expect(
            RecipeCheck(recipe, DataFacts(input: [28, 28, 1], classes: 10, target: .classes(10))).problem?.sentence
                == "ReduceLROnPlateau factor: expected less than 1, got 1.0: the rate would never fall. Give 0.1.")
    }
}
