import Lab
import Recipes
import TestSupport
import Testing
import Training

/// The key that applies the remedy of what health found.
struct RemedyTests {
    private func bench(phase: Training.Progress.Phase = .running, _ notes: [HealthNote]? = nil) -> LabBench {
        var bench = LabBench()
        bench.state = SampleStates.full(page: .train)
        var snapshot = SampleStates.snapshot(phase: phase)
        if let notes { snapshot.health = notes }
        bench.send(.snapshot(snapshot))
        _ = bench.takeEffects()
        return bench
    }

    private func started(_ bench: inout LabBench) -> Recipe? {
        if case .startRun(let recipe, _, _)? = bench.takeEffects().last { recipe } else { nil }
    }

    @Test func aRemedyChangesTheStackAndTheNextRunStartsWithIt() throws {
        var bench = bench(phase: .finished)
        #expect(bench.screen.contains("f EarlyStopping: {patience: 2}") && bench.screen.contains("f remedy"))
        let before = bench.state.builder.recipe
        bench.press(.character("f"))
        let mended = before.applying([.stopEarly(patience: 2)])
        #expect(bench.state.page == .train && bench.state.builder.recipe == mended && mended != before)
        #expect(bench.state.toast?.sentence == "The stack now has EarlyStopping: {patience: 2}: r trains with it, u undoes it.")
        #expect(bench.screen.contains("r again with EarlyStopping: {patience: 2}"))
        bench.press(.character("f"))
        #expect(bench.state.toast?.sentence.contains("has it already") ?? false)
        bench.press(.character("r"))
        #expect(started(&bench) == mended)
        // That run is its own: again means again.
        bench.send(.runStarted(RunFacts(recipe: mended, folder: "/runs/2", recipeFolder: nil)))
        bench.press(.character("r"), .character("s"))
        #expect(started(&bench) == mended)
    }

    @Test func undoTakesARemedyBackHereAndInTheBuilder() {
        for key in ["3", "2"] as [Character] {
            var bench = bench(phase: .finished)
            let before = bench.state.builder.recipe
            bench.press(.character("f"), .character(key), .character("u"))
            #expect(bench.state.builder.recipe == before)
            bench.press(.character("3"), .character("r"))
            #expect(started(&bench) == before)
            bench.press(.character("u"))
            #expect(bench.state.toast?.sentence == "No remedy has been applied that could be undone.")
        }
    }

    /// A stack that is not the run's is asked about before the run's takes its place.
    @Test func anotherStackInTheBuilderIsNotLost() {
        var bench = bench(phase: .finished)
        var other = SampleStates.recurrent
        other.name = "Another"
        bench.send(.recipeOpened(other, path: nil, folder: nil))
        bench.press(.character("d"), .character("3"), .character("f"))
        guard case .question = bench.state.overlay else { return #expect(Bool(false)) }
        bench.press(.character("d"))
        #expect(bench.state.builder.recipe == SampleStates.recipe.applying([.stopEarly(patience: 2)]))
        #expect(bench.state.page == .train && bench.state.isMending)
    }

    @Test func whatConcernsTheRunUnderWayIsToldToTheTrainer() {
        let note = HealthNote(level: .attention, sentence: "Training loss rises.", rule: "rising_loss", remedies: [.rate(0.05), .edits([.learningRate(0.003)])])
        var running = bench([note])
        running.press(.character("f"), .character("F"))
        #expect(running.takeEffects().contains(.tellTrainer(.setLearningRate(0.05))) && running.state.builder.recipe.compile?.optimizer.learningRate == 0.003)
        var over = bench(phase: .stopped, [note])
        over.press(.character("f"))
        #expect(over.takeEffects().isEmpty && over.state.toast?.level == .attention)
    }

    @Test func whereNoKeyMendsItTheReasonIsTold() {
        var silent = bench([HealthNote(level: .good, sentence: "Training loss is 0.4.", rule: "best_yet")])
        silent.press(.character("f"))
        #expect(silent.state.toast?.sentence == "Health has found nothing that a key could repair.")
        var hopeless = bench([HealthNote(level: .wrong, sentence: "At chance.", rule: "validation_at_chance", whyNoRemedy: "See the targets.")])
        hopeless.press(.character("f"))
        #expect(hopeless.state.toast?.sentence == "See the targets.")
        var one = bench()
        one.press(.character("f"), .character("F"))
        #expect(one.takeEffects().last == .tellTrainer(.stop))
    }
}
