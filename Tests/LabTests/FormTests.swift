import Datasets
import Documents
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

    /// Every source with its own rows, some of them set.
    @Test func everyRowOfEverySourceTakesItsOwnValue() throws {
        for yaml in [
            "{source: npy, inputs: x.npy, targets: y.npy, weights: w.npy, one_hot: 12}", "{source: idx, images: a.gz, image_size: [12, 10]}",
            "{source: images, folder: pictures, image_size: [64, 32], class_weight: {cat: 2, dog: 0.5}}",
            "{source: csv, path: t.csv, target: [a, b], missing: 4.5, delimiter: \";\", header: false, categorical: c, split: {column: part}}",
            "{source: csv, path: t.csv, target: a, text: words, vocabulary: words, max_tokens: 500, length: 40, padding: pre, truncating: pre, one_hot: true}",
            "{source: series, path: s.tsv, date: day, columns: [a, b], target: a, steps: 12, stride: 2, horizon: 3, missing: mean}",
            "{source: text, path: t.txt, alphabet: ACGT, steps: 20, streams: 8, one_hot: true}",
            "{source: fashion-mnist, otherwise: fashion-mnist-mini, image_size: [14, 14], split: {folds: 4, fold: 1, seed: 3, shuffle: false}}",
        ] {
            let recipe = try Recipe(yaml: "name: x\ndata: \(yaml)\nmodel: [Flatten]\ncompile: {optimizer: adam, loss: mean_squared_error}\n", file: "typed")
            try expectRowsHold(recipe, layer: nil, paths: Set(bench(recipe).state.builder.fitFields.map(\.path).filter(Self.isOfData)))
        }
    }

    private static func isOfData(_ path: String) -> Bool {
        !["callbacks", "metrics", "schedule", "loss"].contains { path.hasPrefix($0) }
    }

    /// Each source shows its own settings and no other's.
    @Test func aSourceHasItsOwnRows() {
        func names(_ source: DataSource) -> Set<String> {
            var recipe = SampleStates.recipe
            recipe.data = DataSpec(source: source)
            return Set(bench(recipe).state.builder.fitFields.map(\.path))
        }
        #expect(names(.text(path: "a", testPath: nil)).isSuperset(of: ["source.path", "vocabulary", "alphabet", "max_tokens", "steps", "stride", "streams", "one_hot"]))
        #expect(names(.series(TableSpec(path: "a"))).isSuperset(of: ["source.target", "source.date", "steps", "stride", "horizon", "source.missing"]))
        #expect(names(.catalogue("fashion-mnist-mini")).isSuperset(of: ["image_size", "source.otherwise"]))
        #expect(names(.catalogue("fashion-mnist-mini")).isDisjoint(with: ["steps", "vocabulary", "source.path", "one_hot", "length"]))
        #expect(names(.images(folder: "a", testFolder: nil)).isSuperset(of: ["source.folder", "source.test_folder", "image_size"]))
        #expect(names(.csv(TableSpec(path: "a"))).isDisjoint(with: ["length", "image_size"]))
    }

    @Test func dataIsPreparedByTyping() {
        var bench = bench(SampleStates.recipe)
        func data() -> DataSpec { bench.state.builder.recipe.data }
        select("image_size", &bench)
        type("14 12", &bench)
        #expect(data().imageSize == .init(rows: 14, columns: 12))
        select("image_size", &bench)
        type("none", &bench)
        #expect(data().imageSize == nil)
        bench.send(.command(.builder(.own(.text(path: "", testPath: nil)))))
        self.type("book.txt", closing: &bench)
        #expect(data().source == .text(path: "book.txt", testPath: nil))
        select("alphabet", &bench)
        type("A", &bench)
        #expect(bench.screen.contains("alphabet: expected two different characters or more"))
        bench.press(.escape)
        type("ACGT", &bench)
        select("steps", &bench)
        type("60", &bench)
        select("vocabulary", &bench)
        bench.press(.right, .right)
        #expect(data().sequence.vocabulary == .words && data().sequence.alphabet == nil && data().sequence.steps == 60)
        select("class_weight", &bench)
        bench.press(.left)
        select("class_weight.factors", &bench)
        type("0: 1, a: b: 5", &bench)
        #expect(data().classWeight == .classes(["0": 1, "a: b": 5]))
    }

    /// The columns of a table of one's own are picked from a list, whatever is in their names; the target is asked for as soon as they are known.
    @Test func theTargetOfATableIsPickedFromItsColumns() {
        let columns = ["rooms", "town, or so", "price"], path = "homes.csv"
        func facts(_ data: DataSpec) -> DatasetFacts {
            var facts = DatasetFacts(data: data, title: path, inputShape: [3], target: .inputs([3]))
            (facts.validationSplit, facts.columns) = (SampleStates.recipe.fit.validationSplit, columns)
            return facts
        }
        for isReadable in [true, false] {
            var bench = bench(SampleStates.recipe)
            func table() -> TableSpec? { bench.state.builder.recipe.data.source.table }
            bench.send(.command(.builder(.own(.csv(TableSpec())))))
            type(path, closing: &bench)
            let data = bench.state.builder.recipe.readData
            bench.send(isReadable ? .datasetDescribed(facts(data)) : .datasetUnreadable(data, "line 2: the value is missing.", columns: columns))
            #expect(bench.screen.contains("the column to predict") && bench.screen.contains("town, or so"), "\(bench.screen)")
            bench.press(.up, .enter)
            #expect(table()?.target == ["town, or so"] && bench.state.overlay == nil)
            guard case .describeDataset(let asked, _, _)? = bench.takeEffects().last, let spec = asked.source.table else { return #expect(Bool(false), "nothing is read") }
            #expect(spec.target == ["town, or so"])
            // Later the same list stands behind the row of the form; several are typed.
            select("source.target", &bench)
            bench.press(.enter, .end, .enter, .control("u"))
            type("rooms, price", closing: &bench)
            #expect(table()?.target == ["rooms", "price"])
            select("source.text", &bench)
            bench.press(.enter, .home, .enter)
            #expect(table()?.text == "rooms")
            select("source.text", &bench)
            bench.press(.enter, .end, .enter)
            #expect(table()?.text == nil)
        }
    }

    /// What is known of one table is not said of another, and what was to be asked of it is forgotten with it.
    @Test func columnsAreOfTheTableThatTheRecipeNames() {
        func facts(_ data: DataSpec, _ columns: [String]) -> DatasetFacts {
            var facts = DatasetFacts(data: data, title: "a.csv", inputShape: [3], target: .inputs([3]))
            (facts.validationSplit, facts.columns) = (SampleStates.recipe.fit.validationSplit, columns)
            return facts
        }
        var recipe = SampleStates.recipe
        recipe.data = DataSpec(source: .csv(TableSpec(path: "a.csv")))
        var bench = bench(recipe)
        bench.send(.datasetDescribed(facts(recipe.readData, ["rooms", "price"])))
        bench.send(.command(.builder(.own(.csv(TableSpec())))))
        type("b.csv", closing: &bench)
        bench.send(.datasetUnreadable(bench.state.builder.recipe.readData, "line 2: expected 2 fields.", columns: ["girth", "weight"]))
        #expect(bench.screen.contains("girth"))
        bench.press(.escape)
        bench.send(.command(.builder(.undo)))
        select("source.target", &bench)
        bench.press(.enter)
        #expect(bench.screen.contains("rooms") && !bench.screen.contains("girth"), "\(bench.screen)")
        bench.press(.escape)
        // A table that is not there asks for nothing once it is taken back.
        bench.send(.command(.builder(.own(.csv(TableSpec())))))
        type("gone.csv", closing: &bench)
        bench.send(.datasetUnreadable(bench.state.builder.recipe.readData, "can't be opened."))
        bench.send(.command(.builder(.undo)))
        select("source.header", &bench)
        bench.press(.right)
        bench.send(.datasetDescribed(facts(bench.state.builder.recipe.readData, ["1", "2"])))
        #expect(bench.state.overlay == nil, "\(bench.screen)")
    }

    /// What a recipe's file may say, the form takes, and no more: both ends of every range of whole numbers in data's rows are read back.
    @Test func theFormAndTheFileTakeTheSameNumbers() throws {
        var recipe = SampleStates.recipe
        recipe.data.split = SplitSpec(.fold(0, of: 5))
        var text = recipe, table = recipe
        text.data = DataSpec(source: .text(path: "book.txt", testPath: nil))
        table.data = DataSpec(source: .series(TableSpec(path: "s.csv")))
        var seen: Set<String> = []
        for recipe in [recipe, text, table] {
            for field in bench(recipe).state.builder.fitFields where field.section != "metrics" && !field.path.contains("callbacks") {
                let range: ClosedRange<Int>
                switch field.domain {
                case .integer(let own), .optionalInteger(let own, _): range = own
                default: continue
                }
                for number in [range.lowerBound, range.upperBound] {
                    var bench = bench(recipe)
                    select(field.path, &bench)
                    type("\(number)", &bench)
                    let changed = bench.state.builder.recipe
                    #expect(try bench.state.overlay == nil && Recipe(yaml: changed.yaml, file: "typed") == changed, "\(field.path) \(number)")
                }
                if range.upperBound < .max {
                    var bench = bench(recipe)
                    select(field.path, &bench)
                    type("\(range.upperBound + 1)", &bench)
                    guard case .prompt(let prompt)? = bench.state.overlay else { return #expect(Bool(false), "\(field.path) takes \(range.upperBound + 1)") }
                    #expect(prompt.complaint?.contains("got \(range.upperBound + 1).") ?? false && bench.state.builder.recipe == recipe, "\(field.path)")
                }
                seen.insert(field.path)
                guard let key = ["split.of": "folds", "steps": "steps", "horizon": "horizon", "seed": "seed"][field.path] else { continue }
                var bench = bench(recipe)
                select(field.path, &bench)
                type("\(range.upperBound)", &bench)
                let beyond = bench.state.builder.recipe.yaml.replacing("\(key): \(range.upperBound)", with: "\(key): \(range.upperBound + 1)")
                #expect(throws: DocumentError.self, "\(field.path)") { try Recipe(yaml: beyond, file: "beyond") }
            }
        }
        #expect(seen.isSuperset(of: ["split.of", "split.seed", "seed", "steps", "stride", "horizon", "streams", "max_tokens"]))
    }

    /// How many rows an Embedding needs is told before it has too few.
    @Test func anEmbeddingIsToldTheSymbolsOfTheData() {
        var recipe = SampleStates.recipe
        recipe.data = DataSpec(source: .text(path: "book.txt", testPath: nil))
        recipe.model = [
            .embedding(Embedding(inputDim: 20, outputDim: 8)), .lstm(LSTM(units: 8, returnsSequences: true)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ]
        var bench = bench(recipe)
        var facts = DatasetFacts(data: recipe.readData, title: "book.txt", inputShape: [40], target: .classes(61, perSample: 40))
        (facts.classNames, facts.validationSplit, facts.vocabulary) = ((0..<61).map(String.init), recipe.fit.validationSplit, 61)
        bench.send(.datasetDescribed(facts))
        select("input_dim", layer: 0, &bench)
        #expect(bench.state.builder.fields[bench.state.builder.field].help == "how many symbols there are: the data has 61 symbols, so at least 61")
        #expect(bench.state.builder.check?.problem?.sentence == "Layer 1 (Embedding): input_dim: expected at least the 61 symbols of the data, got 20. Raise it.")
        bench.press(.escape, .character("r"))
        var repaired = Embedding(inputDim: 20, outputDim: 8)
        repaired.inputDim = .vocabulary
        #expect(bench.state.builder.recipe.model[0] == .embedding(repaired) && bench.state.builder.check?.problem == nil)
        #expect(bench.state.builder.layerFields.first?.help == "how many symbols there are: 61 of this data")
        #expect(bench.state.builder.check?.notes.contains { $0.sentence == "Embedding: input_dim 61 holds the 61 symbols of the data." } ?? false)
    }

    /// Into a prompt that is open.
    private func type(_ text: String, closing bench: inout LabBench) {
        bench.type(text)
        bench.press(.enter)
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
        #expect(bench.state.toast?.sentence == "No layer's name contains that.")
        bench.press(.character("/"))
        bench.press(.escape)
        #expect(bench.state.builder.search == nil)
    }
}
