import Lab
import Networks
import Recipes
import Screens
import TestSupport
import Testing

/// A person's sessions with a stack whose layers read each other.
struct LinkRowTests {
    private let convolution = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), padding: .same))

    private func bench(_ model: [LayerSpec], columns: Int = 120) -> LabBench {
        var bench = LabBench(columns: columns, rows: 36), recipe = SampleStates.recipe
        recipe.model = model
        bench.send(.recipeOpened(recipe, path: nil, folder: nil))
        bench.send(.datasetDescribed(SampleStates.facts))
        return bench
    }

    private func model(_ bench: LabBench) -> [LayerSpec] { bench.state.builder.recipe.model }

    private func paths(_ bench: LabBench) -> [String] { bench.state.builder.layerFields.map(\.path) }

    private func insert(_ name: String, _ bench: inout LabBench) {
        bench.press(.character("/"))
        bench.type(name)
        bench.press(.enter, .escape)
    }

    @Test func whoeverUsesNoNameSeesNoRow() {
        let plain = bench([convolution, .lstm(LSTM())])
        #expect(!paths(plain).contains("name") && !paths(plain).contains("from"))
        let named = bench([convolution.named("a"), convolution])
        #expect(paths(named).contains("name") && paths(named).contains("from"))
        // An input reads the data alone.
        var input = bench([convolution.named("a"), .input(InputLayer())])
        input.press(.down)
        #expect(paths(input) == ["name"])
    }

    @Test func aMergeJoinsTheNearestLayerThatSuitsAndNamesIt() {
        var bench = bench([convolution, convolution, convolution])
        bench.press(.end)
        insert("add", &bench)
        #expect(model(bench) == [convolution, convolution.named("skip"), convolution, .add(Add(with: ["skip"]))])
        #expect(bench.state.builder.selection == 3 && bench.screen.contains("╰▸ 4 Add skip") && bench.screen.contains("╭─ 2 Conv2D"))
        // Left and right go through the layers that suit; the name that was made goes with none.
        bench.press(.enter, .right)
        #expect(model(bench) == [convolution.named("skip-2"), convolution.named("skip"), convolution, .add(Add(with: ["skip-2"]))])
        bench.press(.character("u"), .character("u"))
        #expect(model(bench) == [convolution, convolution, convolution])
    }

    @Test func sourcesArePickedFromTheLayersAbove() {
        var bench = bench([convolution, convolution, .flatten(Flatten()), .reshape(Reshape([28, 28, 4])), .add(Add())])
        bench.press(.end, .enter, .enter)
        guard case .menu(let menu)? = bench.state.overlay else { return #expect(Bool(false)) }
        // Those that suit come first; the flat one says why it doesn't.
        #expect(menu.items.map(\.title) == ["2 Conv2D 28×28×4", "1 Conv2D 28×28×4", "3 Flatten 3136", "several"])
        #expect(menu.items.map { $0.unavailable == nil } == [true, true, false, true])
        bench.press(.enter)
        #expect(model(bench)[4] == .add(Add(with: ["skip"])) && model(bench)[1].links.name == "skip")
        // The list stays, so that more can be picked, or taken out again.
        bench.press(.down, .enter)
        #expect(model(bench)[4] == .add(Add(with: ["skip", "skip-2"])))
        bench.press(.up, .enter)
        #expect(model(bench)[4] == .add(Add(with: ["skip-2"])))
        bench.press(.down, .down, .enter)
        #expect(bench.state.toast?.sentence.hasPrefix("Layer 5 (Add): can't combine (3136,) of layer 3 (Flatten)") ?? false)
    }

    @Test func aLayerIsNamedByAKeyAndANewNameIsTakenOn() {
        var bench = bench([convolution, convolution, convolution])
        bench.press(.character("N"))
        bench.type("stem")
        bench.press(.enter, .down, .down)
        #expect(model(bench)[0].links.name == "stem")
        insert("multiply", &bench)
        #expect(model(bench)[3] == .multiply(Multiply(with: ["skip"])))
        bench.press(.enter, .right)
        #expect(model(bench)[3] == .multiply(Multiply(with: ["stem"])))
        bench.press(.escape, .home, .character("N"), .control("u"))
        bench.type("skip")
        bench.press(.enter)
        #expect(bench.screen.contains("name: skip is the name of layer 2 (Conv2D). Choose another."))
        bench.press(.control("u"))
        bench.type("1st")
        bench.press(.enter)
        #expect(bench.screen.contains("expected a name of letters, digits"))
        bench.press(.control("u"))
        bench.type("root")
        bench.press(.enter)
        #expect(model(bench)[0].links.name == "root" && model(bench)[3] == .multiply(Multiply(with: ["root"])))
        bench.press(.character("u"))
        #expect(model(bench)[0].links.name == "stem" && model(bench)[3] == .multiply(Multiply(with: ["stem"])))
    }

    @Test func whatBreaksAReferenceIsSaidAndRepaired() {
        var bench = bench([
            convolution.named("stem"), convolution, convolution, .add(Add(with: ["stem"])), .flatten(Flatten()), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ])
        #expect(bench.state.builder.check?.problem == nil)
        bench.press(.character("d"))
        #expect(bench.state.toast?.sentence == "Layer 3 (Add) reads stem, which no longer exists: r repairs it, u undoes the deletion.")
        #expect(bench.state.builder.check?.problem?.sentence.hasPrefix("Layer 3 (Add): with: expected the name of a layer above, got stem.") ?? false)
        bench.press(.character("r"))
        #expect(bench.state.builder.check?.problem == nil && model(bench)[2] == .add(Add(with: ["skip"])))
        bench.press(.character("u"), .character("u"))
        #expect(model(bench)[0].links.name == "stem" && bench.state.builder.check?.problem == nil)
        // Below the layer that reads it, which goes below it in turn.
        bench.press(.home)
        for _ in 0..<3 { bench.press(.character("J")) }
        #expect(bench.state.builder.check?.problem?.sentence.contains("which is below") ?? false)
        #expect(bench.screen.contains("move it below layer 4"))
        bench.press(.character("r"))
        #expect(model(bench).map(\.kerasName) == ["Conv2D", "Conv2D", "Conv2D", "Add", "Flatten", "Dense"] && model(bench)[2].links.name == "stem")
    }

    @Test func aCopyHasNoName() {
        var bench = bench([convolution.named("stem"), convolution, .add(Add(with: ["stem"]))])
        bench.press(.character("c"))
        #expect(model(bench)[0].links.name == "stem" && model(bench)[1] == convolution)
    }

    /// The state that a decoder begins with is picked in its form.
    @Test func aStateIsPicked() {
        var bench = bench([
            .reshape(Reshape([28, 28])), .lstm(LSTM(units: 6)), .repeatVector(RepeatVector()), .lstm(LSTM(units: 6)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ])
        bench.press(.down, .character("N"))
        bench.type("encoder")
        bench.press(.enter, .down, .down, .enter)
        while let row = paths(bench).firstIndex(of: "initial_state"), bench.state.builder.field != row { bench.press(.down) }
        bench.press(.right)
        var decoder = LayerSpec.lstm(LSTM(units: 6))
        #expect(decoder.set("initial_state", to: .choice("encoder")) && model(bench)[3] == decoder && bench.state.builder.check?.problem == nil)
        bench.press(.enter)
        guard case .menu(let menu)? = bench.state.overlay else { return #expect(Bool(false)) }
        #expect(menu.items.first?.title == "zeros" && menu.items[1].title.hasPrefix("2 LSTM") && menu.items[1].detail == "encoder, chosen")
        bench.press(.home, .enter)
        #expect(model(bench)[3] == .lstm(LSTM(units: 6)))
    }

    /// Many lines on a narrow screen leave the layers their room.
    @Test func linesLeaveRoomForTheLayers() {
        let names = (0..<12).map { "n\($0)" }
        let sources = names.map { convolution.named($0) }
        let crossed = sources + names.map { LayerSpec.add(Add(with: [$0])) }
        let bench = bench(crossed, columns: 80)
        #expect(bench.screen.contains("Conv2D") && bench.screen.contains("╭"))
    }
}
