import Datasets
import Lab
import Networks
import Recipes
import Screens
import TestSupport
import Testing

/// What happens to an edited stack that is about to go.
struct DepartureTests {
    /// A stack with a layer that no file has.
    private func edited() -> LabBench {
        var bench = LabBench()
        bench.send(.galleryLoaded(SampleStates.gallery))
        bench.press(.character("n"), .enter, .escape)
        #expect(!bench.state.builder.isSaved)
        _ = bench.takeEffects()
        return bench
    }

    private func saved(_ bench: LabBench, _ path: String, folder: String = "/here", formerFolder: String = "/here") -> Event {
        .recipeSaved(SavedRecipe(original: bench.state.builder.recipe, path: path, folder: folder, formerFolder: formerFolder))
    }

    private func isAsked(_ bench: LabBench) -> Bool {
        bench.screen.contains("is not saved.") && bench.screen.contains("Keep working on it.")
    }

    /// Each way out with the keys that take it.
    @Test(arguments: ["n", "q", "1b", "1n"]) func everyWayOutAsksAndGoingOnLosesNothing(_ keys: String) {
        var bench = edited()
        let recipe = bench.state.builder.recipe
        bench.type(keys)
        #expect(isAsked(bench) && bench.screen.contains("Save it, then") && bench.screen.contains("Discard it and"))
        bench.press(.character("g"))
        #expect(bench.state.builder.recipe == recipe && bench.state.overlay == nil)
        // Escape is going on, too; the question comes again.
        bench.type(keys)
        bench.press(.escape)
        bench.type(keys)
        #expect(isAsked(bench) && bench.state.builder.recipe == recipe)
        #expect(!bench.takeEffects().contains { $0 == .quit || $0 == .openRecipe(id: "recipe-3") })
    }

    @Test func aFileIsOpenedOnlyAfterTheAnswer() {
        var bench = edited()
        bench.press(.character("o"))
        bench.type("other.yaml")
        bench.press(.enter)
        #expect(isAsked(bench) && bench.screen.contains("open other.yaml"))
        bench.press(.character("d"))
        #expect(bench.takeEffects() == [.openRecipeFile(path: "other.yaml")])
    }

    @Test func savingGoesOnOnlyWhenTheFileIsThere() {
        var bench = edited()
        bench.press(.character("q"), .character("s"), .enter)
        #expect(bench.takeEffects() == [.saveRecipe(bench.state.builder.recipe, path: "untitled.yaml", recipeFolder: nil, replaces: false)])
        bench.send(.failed("untitled.yaml: no space left."))
        bench.send(saved(bench, "elsewhere.yaml"))
        #expect(bench.takeEffects().isEmpty, "after a failure nothing leaves by itself")
        bench.press(.character("a"), .enter, .escape, .character("q"), .character("s"))
        bench.send(saved(bench, "elsewhere.yaml"))
        #expect(bench.takeEffects().last == .quit)
    }

    @Test func aStackThatIsItsFilesAgainIsSaved() {
        var bench = edited()
        bench.press(.character("u"))
        #expect(bench.state.builder.isSaved)
        bench.press(.character("q"))
        #expect(bench.takeEffects() == [.quit])
    }

    @Test func aFileThatIsThereIsNotWrittenOverUnasked() {
        var bench = edited()
        bench.press(.character("w"), .enter)
        _ = bench.takeEffects()
        bench.send(.recipeExists(path: "untitled.yaml"))
        #expect(bench.screen.contains("untitled.yaml exists.") && !bench.state.builder.isSaved)
        bench.press(.character("n"))
        #expect(bench.screen.contains("save as"))
        bench.press(.escape)
        bench.send(.recipeExists(path: "untitled.yaml"))
        bench.press(.character("r"))
        #expect(bench.takeEffects() == [.saveRecipe(bench.state.builder.recipe, path: "untitled.yaml", recipeFolder: nil, replaces: true)])
        bench.send(saved(bench, "untitled.yaml"))
        // Its own file is.
        bench.press(.character("c"), .character("w"), .enter)
        #expect(bench.takeEffects() == [.saveRecipe(bench.state.builder.recipe, path: "untitled.yaml", recipeFolder: "/here", replaces: true)])
    }

    @Test func leavingWhileItTrainsAsksForTheStackFirst() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .build)
        bench.press(.character("c"), .character("q"))
        #expect(isAsked(bench))
        bench.press(.character("d"))
        #expect(bench.screen.contains("Finish the epoch and save, then leave."))
        bench.press(.character("s"))
        #expect(bench.takeEffects().last == .tellTrainer(.stop))
        bench.send(.snapshot(SampleStates.snapshot(phase: .stopped)))
        #expect(bench.takeEffects().contains(.quit))
    }

    /// What was added while the last epoch was being finished is asked about as well.
    @Test func aStackThatIsEditedWhileTheEpochEndsIsNotLost() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .build)
        bench.press(.character("q"), .character("e"), .character("c"))
        bench.send(.snapshot(SampleStates.snapshot(phase: .stopped)))
        #expect(isAsked(bench) && !bench.takeEffects().contains(.quit))
    }

    @Test(arguments: [Key.enter, .character("r")]) func anotherRunIsOpenedOnlyAfterTheAnswer(_ key: Key) {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .runs)
        bench.press(.down, key)
        #expect(bench.screen.contains("is training.") && bench.screen.contains("Let it continue."))
        bench.press(.character("g"))
        #expect(bench.takeEffects().isEmpty)
        bench.press(key, .character("s"))
        let folder = SampleStates.runs[1].folder
        #expect(bench.takeEffects().contains(key == .enter ? .openRun(folder: folder) : .resumeRun(folder: folder)))
    }

    /// In another folder the data is still found, in the steps back too.
    @Test func aRecipeThatIsSavedElsewhereFindsItsData() {
        var bench = edited()
        bench.press(.character("g"), .end, .up, .up, .enter)
        bench.type("my/text.txt")
        bench.press(.enter)
        bench.press(.character("w"), .enter)
        let event = SavedRecipe(original: bench.state.builder.recipe, path: "/there/mine.yaml", folder: "/there", formerFolder: "/here")
        #expect(event.written.data.source == .text(path: "/here/my/text.txt", testPath: nil))
        _ = bench.takeEffects()
        bench.send(.recipeSaved(event))
        #expect(bench.state.builder.isSaved && bench.state.builder.recipe == event.written)
        #expect(bench.screen.contains("with absolute paths to its data"))
        #expect(bench.takeEffects().last == .describeDataset(event.written.data, validationSplit: event.written.fit.validationSplit, recipeFolder: "/there"))
        bench.press(.character("c"), .character("u"))
        #expect(bench.state.builder.recipe == event.written)
        // In the same folder nothing changes.
        bench.send(.recipeSaved(SavedRecipe(original: event.original, path: "/there/b.yaml", folder: "/there", formerFolder: "/there")))
        #expect(bench.state.toast?.sentence == "Saved /there/b.yaml")
    }
}
