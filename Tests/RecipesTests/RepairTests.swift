import Datasets
import Networks
import Tensors
import TestSupport
import Testing

@testable import Recipes

/// Repairs lead from any stack to one that fits its data, and never round in a circle.
struct RepairTests {
    /// A kind of data, and what is known of it.
    private enum Kind: CaseIterable {
        case images, colours, table, numbers, labels, text, spelling, sums, series, forecasts, copies, sequences, rows, machine, videos

        func facts(_ recipe: Recipe) -> DataFacts {
            switch self {
            case .images: DataFacts(input: [28, 28, 1], classes: 10, target: .classes(10))
            case .colours: DataFacts(input: [9, 7, 3], classes: 2, target: .classes(2))
            case .table: DataFacts(input: [13], classes: 3, target: .classes(3))
            case .numbers where recipe.data.targets == .classes: DataFacts(input: [5], classes: 4, target: .classes(4))
            case .numbers: DataFacts(input: [5], classes: nil, target: .values([1]))
            case .labels: DataFacts(input: [6], classes: nil, target: .values([3]))
            case .text: DataFacts(input: [20], classes: 2, target: .classes(2), vocabulary: 400)
            case .spelling: DataFacts(input: [12], classes: 30, target: .classes(30, perSample: 12), vocabulary: 30)
            case .sums: DataFacts(input: [5, 12], classes: 12, target: .classes(12, perSample: 3))
            case .series: DataFacts(input: [40, 3], classes: nil, target: .values([1]))
            case .forecasts: DataFacts(input: [16, 2], classes: nil, target: .values([4, 2]))
            case .copies: DataFacts(input: [28, 28, 1], classes: nil, target: .inputs([28, 28, 1]))
            case .sequences: DataFacts(input: [10, 4], classes: nil, target: .inputs([10, 4]))
            case .rows: DataFacts(input: [7], classes: nil, target: .inputs([7]))
            case .machine: DataFacts(input: [8, 8, 1], classes: 10, target: .classes(10))
            case .videos: DataFacts(input: [4, 6, 6, 1], classes: 3, target: .classes(3))
            }
        }

        func compile() -> CompileSpec {
            var compile = CompileSpec()
            switch self {
            case .numbers, .series, .forecasts, .copies, .sequences, .rows: (compile.loss, compile.metrics) = (.meanSquaredError, [])
            case .labels: compile.loss = .binaryCrossentropy
            case .machine: compile.loss = .contrastiveDivergence
            case .images, .colours, .table, .text, .spelling, .sums, .videos: break
            }
            return compile
        }
    }

    /// What came of pressing the first repair's key as long as there is one.
    private struct Outcome {
        var presses = 0
        var fits = false
        var path: [String] = []
    }

    private func repair(_ recipe: Recipe, _ kind: Kind, atMost most: Int = 40) -> Outcome {
        var recipe = recipe, outcome = Outcome(), seen: Set<Recipe> = [recipe]
        while outcome.presses < most, let offer = RepairOffer(recipe, kind.facts(recipe)) {
            outcome.path.append(offer.note.sentence)
            guard let first = offer.repairs.first else { break }
            let next = recipe.applying(first)
            #expect(RepairMeasure(next, kind.facts(recipe)) < RepairMeasure(recipe, kind.facts(recipe)))
            #expect(seen.insert(next).inserted, "\(kind) goes round: \(outcome.path)")
            recipe = next
            outcome.presses += 1
        }
        outcome.fits = RecipeCheck(recipe, kind.facts(recipe)).problem == nil
        return outcome
    }

    @Test func twoThousandIllegalStacksAreRepairedAndNoneGoesRound() {
        var random = Draw(state: 11), tried = 0, mended = 0, slowest = 0, left: [String] = []
        while tried < 2_000 {
            let kind = Kind.allCases[random.next(below: Kind.allCases.count)]
            let recipe = random.recipe(compile: random.next(below: 4) == 0 ? random.compile() : kind.compile())
            guard RecipeCheck(recipe, kind.facts(recipe)).problem != nil else { continue }
            tried += 1
            let outcome = repair(recipe, kind)
            slowest = max(slowest, outcome.presses)
            if outcome.fits, outcome.presses <= 10 { mended += 1 } else { left.append("\(kind), \(outcome.presses) presses: \(outcome.path.last ?? "")") }
        }
        #expect(mended * 100 >= tried * 95, "\(mended) of \(tried), at most \(slowest) presses; not \(left.prefix(40).joined(separator: "\n"))")
        #expect(slowest < 40)
    }

    private func same(_ found: [LayerSpec], _ expected: String) throws -> Bool {
        let wanted = try model(expected)
        if found != wanted { Issue.record("\(found.map(\.yaml)) instead of \(wanted.map(\.yaml))") }
        return found == wanted
    }

    private func model(_ layers: String) throws -> [LayerSpec] { try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [\(layers)]\n", file: "x").model }

    /// What the first repairs make of a stack.
    private func repaired(_ layers: String, _ kind: Kind, compile: CompileSpec? = nil) throws -> (model: [LayerSpec], presses: Int) {
        var recipe = Recipe(name: "x", data: DataSpec(source: .catalogue("x")), model: try model(layers), compile: compile ?? kind.compile())
        recipe.fit.validationSplit = 0.1
        var presses = 0
        while presses < 10, let repair = RepairOffer(recipe, kind.facts(recipe))?.repairs.first {
            recipe.apply(repair)
            presses += 1
        }
        #expect(RecipeCheck(recipe, kind.facts(recipe)).problem == nil)
        return (recipe.model, presses)
    }

    @Test func repairsAreWhatAPersonWouldDo() throws {
        let answer = "Dense: {units: num_classes, activation: softmax}", table = "Embedding: {input_dim: vocabulary, output_dim: 32}"
        #expect(try same(repaired("LSTM: {units: 8}", .spelling).model, "\(table), LSTM: {units: 8, return_sequences: true}, \(answer)"))
        #expect(try same(repaired("LSTM: {units: 8}", .text).model, "\(table), LSTM: {units: 8}, \(answer)"))
        #expect(try same(repaired("", .text).model, "\(table), Flatten, \(answer)"))
        #expect(try same(repaired("Conv2D: {filters: 4, kernel_size: [3, 3]}", .images).model, "Conv2D: {filters: 4, kernel_size: [3, 3]}, Flatten, \(answer)"))
        #expect(try same(repaired("Dense: {units: 4}", .rows).model, "Dense: {units: 4}, Dense: {units: 7}"))
        #expect(try same(repaired("Flatten, Dense: {units: 4}", .copies).model, "Flatten, Dense: {units: 4}, Dense: {units: 784}, Reshape: {target_shape: [28, 28, 1]}"))
        #expect(try same(repaired("", .table).model, answer))
        #expect(try repaired("Masking, LSTM: {units: 4, return_sequences: true}", .series).model.last == .dense(Dense(units: .count(1))))
    }

    @Test func aTableIsFoundBehindAnInput() throws {
        let recipe = Recipe(
            name: "x", data: DataSpec(source: .catalogue("x")), model: try model("Input, Embedding: {input_dim: 7, output_dim: 2}, Flatten, Dense: {units: num_classes}"))
        let problem = try #require(RecipeCheck(recipe, Kind.text.facts(recipe)).problem)
        #expect(problem.sentence == "Layer 2 (Embedding): input_dim: expected at least the 400 symbols of the data, got 7. Raise it.")
        #expect(
            problem.repairs == [
                .layer(
                    1,
                    .replace(
                        .embedding(
                            try #require(model("Embedding: {input_dim: vocabulary, output_dim: 2}").first.flatMap { if case .embedding(let table) = $0 { table } else { nil } }))))
            ])
    }

    @Test func aMissingValueIsFilledByAKey() throws {
        let scratch = Scratch()
        try scratch.write("a,b,y\n1,2,x\n,3,z\n4,5,x\n2,2,z\n", to: "t.csv")
        var recipe = try Recipe(yaml: "name: x\ndata: {source: csv, path: t.csv, target: y}\nmodel: [Dense: {units: 2}]\n", file: "x")
        func load() throws -> Dataset { try DatasetLoader(installation: nil).load(recipe.readData, relativeTo: scratch.path) }
        do {
            _ = try load()
            Issue.record("the gap was not seen")
        } catch {
            let repairs = Repair.of(error)
            #expect(repairs == [.edit(.fillMissing)])
            recipe.apply(repairs[0])
        }
        #expect(try load().training.count == 4)
    }
}

/// Stacks and what they are compiled with, drawn at random, the same for the same state.
private struct Draw {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    mutating func of<Element>(_ elements: [Element]) -> Element { elements[next(below: elements.count)] }

    mutating func compile() -> CompileSpec {
        var compile = CompileSpec()
        compile.loss = LossSpec(of(LossKind.allCases))
        if next(below: 2) == 0 { compile.metrics = [MetricSpec(of(MetricKind.allCases))] }
        if next(below: 3) == 0 { compile.optimizer = of(OptimizerSpec.all) }
        return compile
    }

    mutating func recipe(compile: CompileSpec) -> Recipe {
        var recipe = Recipe(name: "x", data: DataSpec(source: .catalogue("x")), model: [], compile: compile)
        for _ in 0..<next(below: 7) { recipe.model.append(layer()) }
        recipe.fit.validationSplit = next(below: 2) == 0 ? 0.1 : 0
        return recipe
    }

    private mutating func layer() -> LayerSpec {
        var layer = of(LayerSpec.all)
        for argument in layer.arguments where next(below: 3) == 0 { _ = layer.set(argument.name, to: value()) }
        if next(below: 8) == 0 { _ = layer.set("name", to: .choice(of(["a", "b", "c"]))) }
        if next(below: 10) == 0 { _ = layer.set("from", to: .choice(of(["a", "b", "c"]))) }
        if next(below: 2) == 0 { _ = layer.set("with", to: .names([of(["a", "b", "c"])])) }
        return layer
    }

    private mutating func value() -> ArgumentValue {
        switch next(below: 8) {
        case 0, 1: .integer(of([1, 2, 3, 5, 12, 30]))
        case 2: .pair(of([1, 2, 3, 9]), of([1, 2, 3, 9]))
        case 3: .flag(next(below: 2) == 0)
        case 4: .choice(of(Activation.allCases.map(\.rawValue) + ["same", "valid"]))
        case 5: .size(of(DataSize.allCases))
        case 6: .integers(of([[2, 1], [1, 2, 3], [7, 4], [28, 28], [3, 2, 1], [-1, 4]]))
        default: .layer(of(LayerSpec.all))
        }
    }
}
