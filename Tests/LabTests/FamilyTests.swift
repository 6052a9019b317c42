import Lab
import Networks
import Recipes
import Screens
import TestSupport
import Testing

/// One of every family from an empty stack, with the keys that the screen names: what compile says follows what is built.
struct FamilyTests {
    private func empty() -> LabBench {
        var bench = LabBench()
        bench.send(.galleryLoaded(SampleStates.gallery))
        bench.press(.character("n"))
        bench.send(.datasetDescribed(SampleStates.facts))
        return bench
    }

    private func add(_ layer: String, _ bench: inout LabBench) {
        bench.press(.character("/"))
        bench.type(layer)
        bench.press(.enter)
    }

    private func select(_ path: String, _ bench: inout LabBench) {
        for _ in BuilderState.Pane.allCases where bench.state.builder.pane != .fit { bench.press(.tab) }
        bench.press(.home)
        for _ in 0..<(bench.state.builder.fitFields.firstIndex { $0.path == path } ?? 0) { bench.press(.down) }
    }

    private func trains(_ bench: inout LabBench) -> Bool {
        _ = bench.takeEffects()
        bench.press(.character("t"))
        return bench.takeEffects() == [.startRun(bench.state.builder.recipe, recipeFolder: nil)]
    }

    @Test func anLSTMReadsImagesAfterTwoRepairs() {
        var bench = empty()
        add("lstm", &bench)
        #expect(bench.screen.contains("one image row per") && bench.screen.contains("r insert Reshape before it"))
        bench.press(.character("r"), .character("r"))
        #expect(bench.state.builder.recipe.model.map(\.kerasName) == ["Reshape", "LSTM", "Dense"])
        #expect(trains(&bench))
    }

    @Test func anAutoencoderIsRepairedToTheShapeOfItsInputs() {
        var bench = empty()
        // The data's rows are a key away, and none of them is far from it.
        bench.press(.character("p"))
        #expect(bench.state.builder.pane == .fit && bench.state.builder.fields[bench.state.builder.field].section == "source")
        select("noise", &bench)
        bench.press(.right)
        #expect(bench.state.builder.recipe.compile?.loss == .binaryCrossentropy)
        var facts = DatasetFacts(data: bench.state.builder.recipe.data, title: SampleStates.facts.title, inputShape: SampleStates.facts.inputShape, target: .inputs([28, 28, 1]))
        facts.classNames = SampleStates.facts.classNames
        bench.send(.datasetDescribed(facts))
        #expect(bench.state.builder.recipe.compile?.metrics == [MetricSpec(.meanSquaredError)])
        add("flatten", &bench)
        add("dense", &bench)
        #expect(bench.screen.contains("r insert Dense after it"))
        bench.press(.character("r"), .character("r"))
        #expect(bench.state.builder.recipe.model.map(\.kerasName) == ["Flatten", "Dense", "Dense", "Reshape"])
        #expect(bench.state.builder.recipe.model.dropFirst(2).first == .dense(Dense(units: .count(784), activation: .sigmoid)))
        #expect(trains(&bench))
        // Classes again: their loss comes back.
        bench.press(.character("2"))
        select("targets", &bench)
        bench.press(.left)
        #expect(bench.state.builder.recipe.compile?.loss == .categoricalCrossentropy && bench.state.builder.recipe.compile?.metrics == [.accuracy])
    }

    @Test func aBoltzmannMachineBringsItsWayOfLearning() {
        var bench = empty()
        let before = bench.state.builder.recipe
        add("rbm", &bench)
        let compile = bench.state.builder.recipe.compile
        #expect(compile?.loss == .contrastiveDivergence && compile?.optimizer.kerasName == "sgd")
        #expect(compile?.metrics.map(\.kind) == [.pseudoLikelihood, .freeEnergy])
        #expect(bench.screen.contains("RBM learns by contrastive_divergence: compile was changed to it."))
        #expect(bench.state.builder.check?.problem == nil)
        // One key takes both back.
        bench.press(.escape, .character("u"))
        #expect(bench.state.builder.recipe == before)
        bench.press(.character("U"))
        #expect(trains(&bench) && bench.state.toast == nil)
        // Another first layer, another way.
        bench.press(.character("2"), .escape, .character("d"))
        add("flatten", &bench)
        #expect(bench.state.builder.recipe.compile == CompileSpec() && bench.state.builder.recipe.fit == before.fit)
    }
}
