import Datasets
import Lab
import Networks
import Recipes
import Screens
import TestSupport
import Testing

/// A person's sessions as scripts of keys.
struct BuilderTests {
    private func emptyStack() -> LabBench {
        var bench = LabBench()
        bench.send(.galleryLoaded(SampleStates.gallery))
        bench.press(.character("n"))
        bench.send(.datasetDescribed(SampleStates.facts))
        return bench
    }

    private func place(_ name: String) -> Int { LayerSpec.all.firstIndex { $0.kerasName == name } ?? 0 }

    /// From an empty stack to a CNN that trains, with the keys alone.
    @Test func aCNNIsBuiltFromAnEmptyStackAndItsRepairsAreTaken() {
        var bench = emptyStack()
        #expect(bench.state.page == .build && bench.screen.contains("The stack is empty"))
        for _ in 0..<place("Conv2D") { bench.press(.right) }
        bench.press(.enter)
        for _ in place("Conv2D")..<place("MaxPooling2D") { bench.press(.right) }
        bench.press(.enter)
        #expect(bench.state.builder.recipe.model.map(\.kerasName) == ["Conv2D", "MaxPooling2D"])
        #expect(bench.screen.contains("13×13×32"))
        // The last layer gives maps, the data has classes: r offers Flatten. A Dense of as many units as classes follows, and r makes it end with softmax.
        #expect(bench.screen.contains("insert Flatten"))
        bench.press(.character("r"), .character("/"))
        bench.type("dense")
        bench.press(.enter, .escape, .enter, .enter, .control("u"))
        bench.type("num_classes")
        bench.press(.enter, .escape, .character("r"))
        #expect(bench.state.builder.recipe.model.map(\.kerasName) == ["Conv2D", "MaxPooling2D", "Flatten", "Dense"])
        #expect(bench.state.builder.recipe.model.last == .dense(Dense(units: .numberOfClasses, activation: .softmax)))
        #expect(bench.state.builder.check?.problem == nil)
        _ = bench.takeEffects()
        bench.press(.character("t"))
        #expect(bench.takeEffects() == [.startRun(bench.state.builder.recipe, recipeFolder: nil)])
        #expect(bench.state.page == .train)
    }

    @Test func argumentsAreChangedByArrowsAndByTypingAndAWrongOneIsRefusedWithItsRange() {
        var bench = emptyStack()
        bench.press(.enter, .escape, .enter)
        #expect(bench.state.builder.pane == .form)
        bench.press(.right)
        #expect(bench.state.builder.recipe.model[0].arguments[0].value == .integer(96))
        bench.press(.enter)
        for _ in 0..<4 { bench.press(.backspace) }
        bench.type("0")
        bench.press(.enter)
        #expect(bench.screen.contains("expected a whole number from 1 to"))
        bench.press(.backspace)
        bench.type("77")
        bench.press(.enter)
        #expect(bench.state.overlay == nil)
        #expect(bench.state.builder.recipe.model[0].arguments[0].value == .integer(77))
        bench.press(.down, .right)
        #expect(bench.state.builder.recipe.model[0].arguments[1].value == .choice("relu"))
    }

    @Test func everyChangeIsUndoneAndRedone() {
        var bench = emptyStack()
        var recipes = [bench.state.builder.recipe]
        bench.press(.enter, .right, .enter, .escape)
        bench.press(.character("c"))
        bench.press(.character("K"))
        bench.press(.character("d"))
        let last = bench.state.builder.recipe
        while bench.state.builder.canUndo {
            recipes.append(bench.state.builder.recipe)
            bench.press(.character("u"))
        }
        #expect(bench.state.builder.recipe == recipes[0])
        while bench.state.builder.canRedo { bench.press(.character("U")) }
        #expect(bench.state.builder.recipe == last)
    }

    @Test func aKeyThatCannotWorkSaysWhy() {
        var bench = emptyStack()
        bench.press(.escape, .character("d"))
        #expect(bench.state.toast?.sentence == "The stack has no layer yet. Add one with a.")
        bench.press(.character("t"))
        #expect(bench.state.toast?.sentence == "The stack is empty. Add a layer.")
    }

    @Test func theDataMenuChangesTheShapeOfTheInput() {
        var bench = emptyStack()
        bench.send(.datasetsListed(SampleStates.datasets))
        bench.press(.escape, .character("g"), .down, .enter)
        let effects = bench.takeEffects()
        guard case .describeDataset(let data, _, _)? = effects.last else { return #expect(Bool(false), "\(effects)") }
        #expect(data.source == .catalogue("mnist-5k"))
        #expect(bench.state.builder.currentFacts == nil && bench.screen.contains("reading the data"))
        // What isn't installed can't be picked, and says what brings it.
        bench.press(.character("g"), .home, .enter)
        #expect(bench.state.toast?.sentence.contains("apt-get install") ?? false)
    }

    @Test func savingAsksForAPathAndLeavingAsksWhenItIsNotSaved() {
        var bench = emptyStack()
        bench.press(.enter, .escape, .character("q"))
        guard case .question = bench.state.overlay else { return #expect(Bool(false)) }
        bench.press(.character("g"), .character("w"), .enter)
        guard case .saveRecipe(let recipe, let path, _, _)? = bench.takeEffects().last else { return #expect(Bool(false)) }
        #expect(path == "untitled.yaml")
        bench.send(.recipeSaved(SavedRecipe(original: recipe, path: path, folder: "/here", formerFolder: "/here")))
        bench.press(.character("q"))
        #expect(bench.takeEffects() == [.quit])
    }

    @Test func theMouseDoesWhatTheKeysDo() {
        var bench = emptyStack()
        bench.click("Conv2D")
        #expect(bench.state.builder.recipe.model.map(\.kerasName) == ["Conv2D"])
        bench.press(.escape)
        bench.click("kernel_size")
        #expect(bench.state.builder.pane == .form && bench.state.builder.field == 1)
        bench.click("Gallery")
        #expect(bench.state.page == .gallery)
        bench.click("help")
        #expect(bench.state.overlay == .help(scroll: 0))
    }
}

/// What is wrong with the targets is repaired by a key, as what is wrong with a layer.
struct TargetRepairTests {
    @Test func aKeyTakesTheTargetsForClasses() throws {
        let scratch = Scratch()
        try scratch.write("a,y\n" + (0..<8).map { "\($0),\(1 + $0 % 2)\n" }.joined(), to: "x.csv")
        let recipe = try Recipe(
            yaml: """
                name: x
                data: {source: csv, path: x.csv, target: y, targets_are: values}
                model: [Dense: {units: 1, activation: sigmoid}]
                compile: {optimizer: adam, loss: binary_crossentropy}
                """, file: "x")
        let dataset = try DatasetLoader(installation: nil).load(recipe.readData, relativeTo: scratch.path)
        var facts = DatasetFacts(data: recipe.readData, title: "x.csv", inputShape: [1], target: .values([1]))
        facts.targetNumbers = TargetNumbers(DatasetParts(dataset, recipe.data, validationSplit: 0, seed: 1))
        var bench = LabBench()
        bench.send(.recipeOpened(recipe, path: nil, folder: scratch.path))
        bench.send(.datasetDescribed(facts))
        #expect(bench.screen.contains("expected targets from 0 to 1, got 2 in line"))
        #expect(bench.screen.contains("r targets_are: classes") && bench.screen.contains("R loss: mean_squared_error"))
        _ = bench.takeEffects()
        bench.press(.character("r"))
        #expect(bench.state.builder.recipe.data.targets == .classes)
        // Other data is to be read: what is known of it holds no more.
        let asked = bench.takeEffects() == [.describeDataset(bench.state.builder.recipe.readData, validationSplit: 0, recipeFolder: scratch.path)]
        #expect(asked)
    }
}
