import Datasets
import Lab
import Networks
import Recipes
import Screens
import TestSupport
import Testing

/// What forms change, by the keys alone.
struct FormTests {
    private func bench(_ recipe: Recipe) -> LabBench {
        var bench = LabBench()
        bench.send(.datasetDescribed(SampleStates.facts))
        bench.send(.recipeOpened(recipe, path: nil, folder: nil))
        bench.send(.datasetDescribed(SampleStates.facts))
        return bench
    }

    /// The form of a layer, or of compile and fit, with a row selected.
    private func select(_ path: String, layer: Int? = nil, _ bench: inout LabBench) {
        if let layer { bench.send(.command(.builder(.select(layer)))) }
        let pane: BuilderState.Pane = layer == nil ? .fit : .form
        let fields = layer == nil ? bench.state.builder.fitFields : bench.state.builder.layerFields
        guard let row = fields.firstIndex(where: { $0.path == path }) else { return #expect(Bool(false), "no row \(path)") }
        for _ in BuilderState.Pane.allCases where bench.state.builder.pane != pane { bench.press(.tab) }
        bench.press(.home)
        for _ in 0..<row { bench.press(.down) }
        #expect(bench.state.builder.fields[bench.state.builder.field].path == path)
    }

    private func type(_ text: String, _ bench: inout LabBench) {
        bench.press(.enter, .control("u"))
        bench.type(text)
        bench.press(.enter)
    }

    @Test func aRegularizerIsSteppedThroughAndTyped() {
        var bench = bench(SampleStates.recipe)
        let dense = SampleStates.recipe.model.count - 1
        func regularizer() -> ArgumentValue? { bench.state.builder.layerFields.first { $0.path == "kernel_regularizer" }?.value }
        select("kernel_regularizer", layer: dense, &bench)
        bench.press(.right, .right)
        #expect(regularizer() == .form(FormText("l2")))
        type("l1 0.03", &bench)
        #expect(regularizer() == .form(FormText("l1", ["l1": .number(0.03)])))
        type("l3 0.03", &bench)
        #expect(bench.screen.contains("kernel_regularizer: expected l1 (l1), l2 (l2), l1_l2"))
        bench.press(.escape)
        bench.press(.character("u"), .character("u"), .character("u"))
        #expect(regularizer() == ArgumentValue.none && !bench.state.builder.canUndo)
    }

    @Test func theLayerInsideAnotherHasItsOwnRowsAndKeepsThemWhenItIsExchanged() {
        var bench = bench(SampleStates.recurrent)
        select("layer.units", layer: 1, &bench)
        type("48", &bench)
        #expect(bench.screen.contains("Bidirectional LSTM 48"))
        #expect(bench.state.builder.check?.plan.layers[1].output == [28, 96])
        select("layer", layer: 1, &bench)
        bench.press(.right)
        guard case .layer(let inner)? = bench.state.builder.layerFields.first?.value else { return #expect(Bool(false)) }
        #expect(inner.kerasName == "GRU" && inner.arguments.first?.value == .integer(48))
    }

    @Test func aScheduleBeginsWithTheOptimizersRate() {
        var bench = bench(SampleStates.recipe)
        select("schedule", &bench)
        bench.press(.right)
        let schedule = bench.state.builder.recipe.compile?.schedule
        #expect(schedule?.kind == .exponentialDecay && schedule?["initial_learning_rate"] == 0.001)
        #expect(!bench.state.builder.fitFields.contains { $0.path == "learning_rate" })
        select("schedule.decay_steps", &bench)
        type("500", &bench)
        #expect(bench.state.builder.recipe.compile?.schedule?["decay_steps"] == 500)
        bench.press(.right)
        #expect(bench.state.builder.recipe.compile?.schedule?["decay_steps"] == 512)
        for _ in 0..<3 { bench.press(.character("u")) }
        #expect(bench.state.builder.recipe == SampleStates.recipe && !bench.state.builder.canUndo)
    }

    @Test func boundariesBringTheValuesThatTheyAskFor() {
        var bench = bench(SampleStates.recipe)
        select("schedule", &bench)
        bench.press(.right, .right)
        select("schedule.boundaries", &bench)
        type("100, 200, 300", &bench)
        #expect(bench.state.builder.recipe.compile?.schedule?.numbers("values").count == 4)
        type("300 100", &bench)
        #expect(bench.screen.contains("boundaries: expected numbers"))
    }

    @Test func aStopRuleIsSwitchedOnAndToldWhatToWatch() {
        var bench = bench(SampleStates.recipe)
        select("callbacks.EarlyStopping", &bench)
        bench.press(.right)
        select("callbacks.EarlyStopping.patience", &bench)
        bench.press(.right, .right, .right)
        select("callbacks.EarlyStopping.monitor", &bench)
        bench.press(.right)
        let rule = bench.state.builder.recipe.fit.callbacks.first
        #expect(rule?.kind == .earlyStopping && rule?["patience"] == 3 && rule?.monitor == "val_accuracy")
        select("callbacks.EarlyStopping", &bench)
        bench.press(.enter)
        #expect(bench.state.builder.recipe.fit.callbacks.isEmpty)
    }

    @Test func noiseTurnsTheTargetsIntoTheInputs() {
        var bench = bench(SampleStates.recipe)
        select("noise", &bench)
        bench.press(.right)
        #expect(bench.state.builder.recipe.data.noise == .gaussian(0.3) && bench.state.builder.recipe.data.targets == .inputs)
        select("noise.amount", &bench)
        type("0.4", &bench)
        #expect(bench.state.builder.recipe.data.noise == .gaussian(0.4))
        select("targets", &bench)
        bench.press(.left)
        #expect(bench.state.builder.recipe.data.noise == nil)
    }

    /// A row shows what it reads back: taking it unchanged changes nothing. And one step with an arrow gives something that the recipe's file reads back too.
    @Test func everyRowTakesItsOwnValue() throws {
        for spec in LayerSpec.all {
            var recipe = SampleStates.recipe
            recipe.model = [spec]
            try expectRowsHold(recipe, layer: 0)
        }
        var recipe = SampleStates.recipe
        recipe.compile?.schedule = Schedule(.cosineDecay)
        recipe.compile?.metrics = MetricKind.allCases.map { MetricSpec($0) }
        recipe.fit.callbacks = StopRuleKind.allCases.map { StopRule($0) }
        recipe.data.split = SplitSpec(.fold(1, of: 4))
        try expectRowsHold(recipe, layer: nil)
        for optimizer in OptimizerSpec.all {
            recipe.compile?.optimizer = optimizer
            try expectRowsHold(recipe, layer: nil, paths: Set(optimizer.arguments.map(\.name)))
        }
    }

    private func expectRowsHold(_ recipe: Recipe, layer: Int?, paths: Set<String>? = nil) throws {
        let start = bench(recipe)
        let fields = layer == nil ? start.state.builder.fitFields : start.state.builder.layerFields
        for (row, field) in fields.enumerated() where paths?.contains(field.path) ?? true {
            #expect(!field.help.isEmpty, "\(field.path) has no help")
            var bench = start
            for _ in BuilderState.Pane.allCases where bench.state.builder.pane != (layer == nil ? .fit : .form) { bench.press(.tab) }
            for _ in 0..<row { bench.press(.down) }
            var typed = bench
            typed.press(.enter)
            if case .prompt? = typed.state.overlay {
                typed.press(.enter)
                #expect(typed.state.overlay == nil && typed.state.builder.recipe == recipe, "\(field.path): \(typed.screen)")
            }
            for key in [Key.right, .left] {
                var stepped = bench
                stepped.press(key)
                let changed = stepped.state.builder.recipe
                guard changed != recipe else { continue }
                #expect(try Recipe(yaml: changed.yaml, file: "typed") == changed, "\(field.path): \(changed.yaml)")
                stepped.press(.character("u"))
                #expect(stepped.state.builder.recipe == recipe)
            }
        }
    }

    @Test func aLayerIsFoundByItsName() {
        var bench = bench(SampleStates.recipe)
        bench.press(.character("/"))
        bench.type("timed")
        #expect(bench.screen.contains("/ timed"))
        bench.press(.enter)
        #expect(bench.state.builder.recipe.model[1].kerasName == "TimeDistributed" && bench.state.builder.search == nil)
        bench.press(.character("/"))
        bench.type("nothing")
        bench.press(.enter)
        #expect(bench.state.toast?.sentence == "No layer has that in its name.")
        bench.press(.character("/"))
        bench.press(.escape)
        #expect(bench.state.builder.search == nil)
    }
}
