import Datasets
import Networks
import Recipes
import Tensors
import Testing

/// A recipe that is written reads back equal, whatever a person called things.
struct RoundTripTests {
    private static let pieces = [
        "a", "Z", "0", "1e5", ".", " ", "  ", "\t", "\n", "\r\n", "\r", "#", " #", ": ", ":", ", ", ",", "[", "]", "{", "}", "'", "''", "\"", "\\", "\\n", "- ", "-", "? ", "&x",
        "*x", "!t",
        "|", ">", "%", "@", "`", "~", "=", "<<", "---", "...", "null", "true", "nan", "ü", "字", "👩‍🔬", "e\u{301}", "\u{0}", "\u{7}", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{A0}",
        "\u{2028}", "\u{2029}",
        "x\u{FEFF}", "\u{FFFE}", "\u{200D}", "C:\\x", "it's", "//",
    ]

    private static let whole = [
        "null", "Null", "~", "true", "No", "off", "y", "1", "-1", "0x1F", "1_000", "1:30", ".5", "+1", "inf", "nan", ".nan", "NaN", "2026-11-24", "<<", "=", "", " ", "-", "?", ":",
        "- - -",
        String(repeating: "- ", count: 100), String(repeating: "-", count: 100), "\"" + String(repeating: "[", count: 60), "it's [[", "'", "#", "key: value", "a, b", "mean",
        "refuse", "tab", "inputs",
    ]

    private static func text(_ trial: Int, _ place: Int) -> String {
        let random = RandomGenerator(seed: 5, purpose: .sampling), stream = UInt64(trial * 64 + place)
        if random.integer(below: 4, stream: stream, index: 0) == 0 { return whole[random.integer(below: whole.count, stream: stream, index: 1)] }
        return (0..<1 + random.integer(below: 5, stream: stream, index: 2)).map { pieces[random.integer(below: pieces.count, stream: stream, index: 3 + $0)] }.joined()
    }

    private func comesBack(_ recipe: Recipe) throws {
        let copy = try Recipe(yaml: recipe.yaml, file: "copy.yaml"), isSame = copy == recipe && copy.yaml == recipe.yaml
        #expect(isSame, "\(recipe.yaml.debugDescription)")
    }

    /// Every loss and metric of the registries, by each of its names, with its parameters as they are and otherwise.
    @Test func everyLossAndMetricComesBack() throws {
        func recipe(_ loss: String, _ metric: String) throws -> CompileSpec {
            let recipe = try Recipe(yaml: "name: x\ndata: {source: iris}\nmodel: [Flatten]\ncompile: {loss: \(loss), metrics: [\(metric)]}\n", file: "x")
            try comesBack(recipe)
            return try #require(recipe.compile)
        }
        for kind in LossKind.allCases {
            for name in [kind.rawValue] + kind.shortNames { #expect(try recipe(name, "").loss == LossSpec(kind), "\(name)") }
            for parameter in kind.parameters {
                #expect(try recipe("{\(kind.rawValue): {\(parameter.name): 0.25}}", "").loss == LossSpec(kind, [parameter.name: .number(0.25)]), "\(kind.rawValue)")
            }
        }
        for kind in MetricKind.allCases {
            for name in [kind.rawValue] + kind.shortNames { #expect(try recipe("mse", name).metrics == [MetricSpec(kind)], "\(name)") }
            for parameter in kind.parameters {
                #expect(try recipe("mse", "{\(kind.rawValue): {\(parameter.name): 1}}").metrics == [MetricSpec(kind, [parameter.name: .number(1)])], "\(kind.rawValue)")
            }
        }
    }

    @Test func namesPathsColumnsAndMonitorsComeBackWhateverTheyHold() throws {
        for trial in 0..<150 {
            func text(_ place: Int) -> String { Self.text(trial, place) }
            var table = TableSpec(path: text(0))
            (table.testPath, table.target, table.missing) = (text(1), [text(2), text(3)], .mean)
            switch trial % 3 {
            case 0: (table.columns, table.categorical) = ([text(4) + "c", text(5)], [text(5)])
            case 1: (table.drop, table.categorical) = ([text(4), text(5)], [text(6)])
            default: (table.text, table.missing) = (text(4), .refuse)
            }
            if table.columns?.contains(where: table.target.contains) ?? false { continue }  // refused: it gives the answer away
            var data = DataSpec(source: .csv(table))
            data.split = SplitSpec(.column(text(7)))
            data.classWeight = .classes(["a" + text(8): 2, "b" + text(9): 0.5])
            var recipe = Recipe(name: text(10), description: text(11), shows: text(12), data: data, model: [.flatten(Flatten())])
            recipe.fit.callbacks = [
                StopRule(.earlyStopping, ["monitor": .word(text(13))]), StopRule(.modelCheckpoint, ["monitor": .word(text(14))]),
                StopRule(.reduceOnPlateau, ["monitor": .word("a, b"), "factor": .number(0.5)]),
            ]
            try comesBack(recipe)
            recipe.data = DataSpec(source: .npy(.init(inputs: text(20), targets: text(21) + "t", testInputs: text(22), testTargets: text(23), weights: text(24))))
            try comesBack(recipe)
            recipe.data = DataSpec(source: .images(folder: text(25), testFolder: text(26)))
            try comesBack(recipe)
            recipe.data = DataSpec(source: .text(path: text(27), testPath: text(28)))
            recipe.data.sequence.alphabet = Set(text(29)).count == text(29).count && text(29).count > 1 ? text(29) : "ab"
            try comesBack(recipe)
            var series = TableSpec(path: text(30))
            (series.date, series.target) = (text(31), [text(32)])
            recipe.data = DataSpec(source: .series(series))
            try comesBack(recipe)
        }
    }

    /// Many names and numbers in one line lie side by side, not in each other.
    @Test func aLongLineIsNotDeep() throws {
        var recipe = Recipe(name: "flat", data: DataSpec(source: .catalogue("letter-recognition")), model: [.flatten(Flatten())])
        recipe.data.classWeight = .classes(Dictionary(uniqueKeysWithValues: (0..<300).map { ("\($0)", 0.5) }))
        try comesBack(recipe)
        var table = TableSpec(path: "t.csv")
        table.columns = (0..<300).map { "Price \($0) - USD" }
        recipe.data = DataSpec(source: .csv(table))
        try comesBack(recipe)
        recipe.data.classWeight = .classes(Dictionary(uniqueKeysWithValues: (0..<300).map { ("é\($0): ?", 0.5) }))
        try comesBack(recipe)
    }
}
