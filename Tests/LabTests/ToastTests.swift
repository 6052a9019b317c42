import Lab
import Screens
import TestSupport
import Testing
import Training

/// What the lab tells goes when it is so no more.
struct ToastTests {
    private let facts = RunFacts(recipe: SampleStates.recipe, folder: "/runs/9", recipeFolder: nil)

    @Test func whatIsSaidOfARunGoesWithIt() {
        var bench = LabBench()
        bench.send(.runStarted(facts))
        bench.press(.character("3"), .character(" "))
        #expect(bench.state.toast?.sentence == "The run is being prepared.")
        bench.send(.snapshot(SampleStates.snapshot()))
        #expect(bench.state.toast == nil)
        bench.send(.snapshot(SampleStates.snapshot(phase: .failed("The loss is not finite."))))
        bench.send(.tick)
        #expect(bench.state.toast == Toast(.wrong, "The loss is not finite."))
        bench.send(.runStarted(facts))
        #expect(bench.state.toast == nil)
    }

    @Test func aReasonWhyAKeyDoesNothingGoesWhenTheKeyWorks() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .build)
        bench.press(.character("u"))
        #expect(bench.state.toast?.sentence == "There is nothing to undo.")
        bench.press(.down)
        #expect(bench.state.toast?.sentence == "There is nothing to undo.")
        bench.press(.character("c"))
        #expect(bench.state.toast == nil)
    }

    @Test func whatIsWrongWithTheDataGoesWithTheData() {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .build)
        bench.send(.datasetUnreadable(bench.state.builder.recipe.readData, "It is empty."))
        #expect(bench.state.toast == Toast(.wrong, "It is empty."))
        bench.send(.command(.builder(.pickData("mnist-5k"))))
        #expect(bench.state.toast == nil)
    }
}
