import Datasets
import Foundation
import Networks
import Recipes
import TestSupport
import Tensors
import Testing

struct RecipeTests {
    private let library = RecipeLibrary()

    @Test func everyShippedRecipeIsReadFitsItsDataAndComesBackAsItWent() throws {
        #expect(library.entries.count >= 6)
        for entry in library.entries {
            let recipe = try entry.recipe.get()
            #expect(try Recipe(yaml: recipe.yaml, file: "copy.yaml") == recipe, "\(entry.id)")
            guard case .catalogue(let id) = recipe.data.source, let data = CatalogueEntry.named(id) else { continue }
            let check = RecipeCheck(recipe, input: data.inputShape(for: recipe.data), classes: data.classes, target: TargetKind(data, recipe.data))
            #expect(check.problem == nil, "\(entry.id): \(check.problem?.sentence ?? "")")
        }
    }

    @Test func theFashionNetworkHasFewerThanAHundredThousandWeights() throws {
        let recipe = try library.open("fashion-cnn").recipe
        #expect(StackPlan(model: recipe.model, input: [28, 28, 1], classes: 10).parameters < 100_000)
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

    @Test func errorsNameFileLineWhatWasExpectedWhatCameAndTheNearestName() {
        #expect(error(start + "  - Conv2d: {filters: 3, kernel_size: 3}\n") == "my.yaml:4: expected a layer, got Conv2d. Did you mean Conv2D?")
        #expect(error(start + "  - Flatten\n  - Dense: {unit: 3}\n") == "my.yaml:5: Dense has no key unit. Did you mean units?")
        #expect(error(start + "  - Dense: {units: 0}\n") == "my.yaml:4: Dense units: expected a whole number from 1 to 1048576, or num_classes, got 0.")
        #expect(error(start + "  - Dense: {units: 3, activation: rleu}\n") == "my.yaml:4: Dense activation: expected \(Activation.allCases.dropLast().map(\.rawValue).joined(separator: ", ")) or log_softmax, got rleu. Did you mean relu?")
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

    @Test func hostileTextNeverTraps() throws {
        let deep = [String(repeating: "[", count: 100_000), "a: " + String(repeating: "{a: ", count: 50_000), String(repeating: "- ", count: 100_000)]
        for text in deep { #expect(error(text) != "none") }
        let path = try #require(library.path(of: "course-cnn"))
        for bytes in Mutations.of(try Data(contentsOf: URL(fileURLWithPath: path)), count: 2_000) { _ = try? Recipe(yaml: String(decoding: bytes, as: UTF8.self), file: "x") }
    }

    @Test func kerasNamesAndShortFormsAreRead() throws {
        let recipe = try Recipe(
            yaml: start + "  - Conv2D: {filters: 4, kernel_size: 3, strides: [2, 1]}\n  - MaxPooling2D:\n  - Flatten\ncompile:\n  optimizer:\n    sgd: {momentum: 0.9, nesterov: true}\n  loss: mse\n",
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
        let wrong = RecipeCheck(recipe, input: [28, 28, 1], classes: 10, target: .classes(10))
        #expect(wrong.problem?.sentence == "Layer 3 (Dense): gives (5,), but the data has 10 classes. End with a Dense of units num_classes.")
        #expect(wrong.problem?.repairs == [.replace(.dense(Dense(units: .numberOfClasses, activation: .softmax)))])
        recipe.model[2] = .dense(Dense(units: .numberOfClasses))
        let linear = RecipeCheck(recipe, input: [28, 28, 1], classes: 10, target: .classes(10))
        #expect(linear.problem == nil && linear.notes.contains { $0.level == .attention && $0.repairs == [.replace(.dense(Dense(units: .numberOfClasses, activation: .softmax)))] })
    }

    @Test func theKerasProgramIsTheSameStack() throws {
        let program = KerasProgram(try library.open("course-cnn").recipe, input: [128, 128, 3], classes: 8).text
        #expect(program.contains("    layers.Conv2D(16, (2, 2), activation=\"relu\"),\n    layers.MaxPooling2D(strides=(2, 2)),"))
        #expect(program.contains("layers.Dense(num_classes, activation=\"softmax\")") && program.contains("num_classes = 8"))
        #expect(program.contains("model.compile(optimizer=\"adam\", loss=\"categorical_crossentropy\", metrics=[\"accuracy\"])"))
    }

    @Test func namesAreFoundDespiteTypingErrors() {
        #expect(NearestName.of("desne", in: ["Dense", "Dropout"]) == "Dense")
        #expect(NearestName.of("xyzzy", in: ["Dense", "Dropout"]) == nil)
        #expect(NearestName.of(String(repeating: "a", count: 100_000), in: ["Dense"]) == nil)
        #expect(NearestName.of("", in: []) == nil)
    }
}
