import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// What a run was trained on it also predicts: tables, series, texts, pictures, by what it keeps alone.
struct NewDataTests {
    private let scratch = Scratch()

    private func train(_ data: String, model: String = "[Dense: {units: num_classes, activation: softmax}]", loss: String = "sparse_categorical_crossentropy") throws -> SavedRun {
        let recipe = try Recipe(
            yaml: "name: x\ndata: \(data)\nmodel: \(model)\ncompile: {optimizer: {adam: {learning_rate: 0.1}}, loss: \(loss)}\nfit: {epochs: 2, batch_size: 8}\n", file: "x.yaml")
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file("run"))))
        #expect(snapshot.progress.phase == .finished)
        return try SavedRun(scratch.file("run"))
    }

    private func lines(_ text: String) -> [[String]] { text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } }

    private func refusal(_ run: SavedRun, _ input: NewInput) -> String {
        do { return try run.predict(input, weights: nil, threads: 1).table() } catch { return "\(error)".replacing(scratch.path + "/", with: "") }
    }

    /// The same outputs as of the run's own examples, in their order.
    private func expectOwnOutputs(_ run: SavedRun, _ path: String, _ count: Int) throws {
        let own = try run.look(through: PredictionLens(samples: 0..<count), threads: 1).view.flatMap(\.probabilities)
        let new = try run.predict(.path(scratch.file(path)), weights: nil, threads: 1).outputs
        #expect(Array(new.values.prefix(own.count)) == own)
    }

    private func writeTable() throws {
        let rows = (0..<24).map { "\(($0 * 37) % 50 + 100),\(["red", "green", "blue"][$0 % 3]),\($0 % 3 == 0 ? "yes" : "no")" }
        try scratch.write(([["size", "colour", "answer"].joined(separator: ",")] + rows).joined(separator: "\n") + "\n", to: "t.csv")
    }

    @Test func aTablePredictsTheRowsOfAnother() throws {
        try writeTable()
        let run = try train("{source: csv, path: t.csv, target: answer, scaling: standardise}")
        try expectOwnOutputs(run, "t.csv", 8)
        // Its own data is not needed; the columns may stand in any order, and others beside them.
        try scratch.write("colour,name,size\nblue,\"Ann, B\",101\nred,C,120\n", to: "new.csv")
        let first = lines(try run.predict(.path(scratch.file("t.csv")), weights: nil, threads: 1).table())[3]
        unlink(scratch.file("t.csv"))
        let prediction = try run.predict(.path(scratch.file("new.csv")), weights: nil, threads: 1), text = try prediction.table(), table = lines(text)
        #expect(table[0] == ["colour", "name", "size", "predicted", "p_no", "p_yes"])
        #expect(text.contains("blue,\"Ann, B\",101,") && table[2].prefix(3) == ["red", "C", "120"])
        #expect(prediction.notes.count == 1 && prediction.notes[0].hasSuffix("new.csv: the run knows nothing of column name, which is not used."))
        let row = try #require(table.last?.suffix(3)), shares = row.suffix(2).compactMap(Float.init)
        #expect(abs(shares[0] + shares[1] - 1) < 1e-5 && (row.first == "yes") == (shares[1] > shares[0]))
        #expect(first.count == 6 && first[3...].contains("yes") || first.contains("no"))
        // Standard input reads the same.
        #expect(try run.predict(.standardInput(Data(contentsOf: URL(fileURLWithPath: scratch.file("new.csv")))), weights: nil, threads: 1).table() == text)
    }

    @Test func whatDoesNotFitATableIsOneSentence() throws {
        try writeTable()
        let run = try train("{source: csv, path: t.csv, target: answer, scaling: standardise}")
        func refused(_ text: String) throws -> String {
            try scratch.write(text, to: "n.csv")
            return refusal(run, .path(scratch.file("n.csv")))
        }
        #expect(try refused("size,color\n101,red\n") == "n.csv: has no column colour, which the run predicts from; its columns are size, color. Add it. Did you mean color?")
        #expect(try refused("size,colour\n101,pink\n") == "n.csv: line 2, column colour: expected a category of the training table, blue, green, red, got \"pink\". Correct it.")
        #expect(try refused("size,colour\nbig,red\n").hasPrefix("n.csv: line 2, column size: expected a number"))
        #expect(try refused("size,colour\n,red\n") == "n.csv: line 2, column size: the value is missing. Fill it in: the run was trained on rows without gaps.")
        #expect(try refused("size;colour\n101;red\n") == "n.csv: expected commas between the fields, as in the run's table, got semicolons. Save it like that one.")
        #expect(try refused("size,colour\n").contains("has a line of column names and no row below it"))
        #expect(refusal(run, .text("101")).contains("expected a table") || refusal(run, .text("101")).contains("no row"))
        #expect(refusal(run, .path(scratch.path)).contains("expected a table (.csv), as the run was trained on, or an npy file of its inputs (4,)."))
        #expect(refusal(run, .path(scratch.file("none.csv"))).contains("can't be opened"))
    }

    /// Delimiter and decimal mark are the run's own: a new row alone could mean either.
    @Test func aTableIsReadAsTheRunsWas() throws {
        try scratch.write("a;b\n" + (0..<16).map { "\($0),5;\($0 * 2),25\n" }.joined(), to: "t.csv")
        let run = try train("{source: csv, path: t.csv, target: b}", model: "[Dense: {units: 1}]", loss: "mse")
        try scratch.write("a\n1,234\n", to: "n.csv")  // 1.234, not 1,234 or two fields
        let prediction = try run.predict(.path(scratch.file("n.csv")), weights: nil, threads: 1), table = try prediction.table()
        #expect(table.hasPrefix("a;predicted\n1,234;") && !table.contains("."))
        let one = prediction.outputs.values[0]
        try scratch.write("a\n1,2340\n", to: "n.csv")
        #expect(try run.predict(.path(scratch.file("n.csv")), weights: nil, threads: 1).outputs.values[0] == one)
    }

    @Test func aSeriesForecastsWhatComesNext() throws {
        let rows = (0..<30).map { "2024-01-\($0 < 9 ? "0" : "")\($0 + 1),\(Double($0 % 7) + 0.5)" }
        try scratch.write("day,price\n" + rows.joined(separator: "\n") + "\n", to: "s.csv")
        let run = try train(
            "{source: series, path: s.csv, date: day, target: price, columns: [price], steps: 4, scaling: standardise, target_scaling: standardise}",
            model: "[LSTM: {units: 3}, Dense: {units: 1}]", loss: "mse")
        try expectOwnOutputs(run, "s.csv", 8)
        let table = lines(try run.predict(.path(scratch.file("s.csv")), weights: nil, threads: 1).table())
        // A window more than there are targets: the last one forecasts the row that is not there.
        #expect(table[0] == ["day", "price", "predicted"] && table.count == 1 + 27 && table.last?.first == "2024-01-30")
        try scratch.write("day,price\n2024-02-01,1\n2024-02-02,2\n", to: "short.csv")
        #expect(refusal(run, .path(scratch.file("short.csv"))) == "short.csv: has 2 rows, fewer than a window of 4, from which the run forecasts. Give as many rows at least.")
    }

    @Test func textsArePredictedByLineAndFromTheCommandLine() throws {
        try scratch.write("word,kind\n" + (0..<20).map { "\($0 % 2 == 0 ? "abba" : "cd"),\($0 % 2 == 0 ? "x" : "y")\n" }.joined(), to: "t.csv")
        let run = try train(
            "{source: csv, path: t.csv, text: word, target: kind, vocabulary: characters}",
            model: "[Embedding: {input_dim: vocabulary, output_dim: 3}, Flatten, Dense: {units: num_classes, activation: softmax}]")
        try expectOwnOutputs(run, "t.csv", 8)
        try scratch.write("abba\n\ncd\nzz\n", to: "n.txt")
        let table = lines(try run.predict(.path(scratch.file("n.txt")), weights: nil, threads: 1).table())
        #expect(table[0] == ["word", "predicted", "p_x", "p_y"] && table.map(\.first) == ["word", "abba", "cd", "zz"])
        #expect(lines(try run.predict(.text("abba"), weights: nil, threads: 1).table())[1] == table[1])
    }

    @Test func aTextIsContinued() throws {
        try scratch.write(String(repeating: "abc", count: 40), to: "t.txt")
        let run = try train(
            "{source: text, path: t.txt, steps: 4, one_hot: true}", model: "[LSTM: {units: 4, return_sequences: true}, Dense: {units: num_classes, activation: softmax}]")
        let prediction = try run.predict(.text("xxabcab"), weights: nil, threads: 1), table = lines(try prediction.table())
        #expect(table[0] == ["text", "predicted", "p_", "p_[UNK]", "p_a", "p_b", "p_c"] && table[1][0] == "bcab" && table[1].count == 7)
        #expect(prediction.outputs.shape == [1, 4, 5] && prediction.notes.isEmpty)
        #expect(try run.predict(.text("abcx"), weights: nil, threads: 1).notes == ["the text: 1 of 4 characters did not occur in training; the network sees them as unknown."])
        #expect(refusal(run, .text("ab")) == "the text: has 2 characters, fewer than a window of 4, from which the run predicts what comes next. Give more text.")
    }

    @Test func picturesArePredictedAsTheyWereTrainedOn() throws {
        let pictures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("DatasetsTests/Pictures")
        func put(_ name: String, _ path: String) throws { try scratch.write(Data(contentsOf: pictures.appendingPathComponent(name)), to: path) }
        for class_ in ["a", "b"] { for number in 1...4 { try put("exif-\(number).png", "p/\(class_)/\(number).png") } }
        let run = try train("{source: images, folder: p}", model: "[Flatten, Dense: {units: num_classes, activation: softmax}]")
        let own = try run.look(through: PredictionLens(samples: 0..<8), threads: 1).view
        let table = lines(try run.predict(.path(scratch.file("p")), weights: nil, threads: 1).table())
        #expect(table[0] == ["file", "predicted", "p_a", "p_b"] && table.dropFirst().map { $0[0] } == ["a", "b"].flatMap { name in (1...4).map { "\(name)/\($0).png" } })
        #expect(Set(own.map { String(format: "%.7g", $0.probabilities[0]) }) == Set(table.dropFirst().map { $0[2] }))
        try put("interlaced.png", "other.png")
        let scaled = try run.predict(.path(scratch.file("other.png")), weights: nil, threads: 1)
        #expect(scaled.outputs.shape == [1, 2] && scaled.notes.first?.contains("of 7×9 was scaled to 2×3, the size that the run was trained on.") ?? false)
        try scratch.write("no picture", to: "q/1.png")
        try scratch.write("no picture", to: "q/2.png")
        #expect(refusal(run, .path(scratch.file("q"))).contains("2 pictures can't be read: 1.png (neither PNG nor JPEG), 2.png"))
        #expect(refusal(run, .text("a")).contains("expected a picture (.png, .jpg) or a folder of pictures"))
    }

    @Test func stepsOfClassesStandSideBySide() throws {
        let recipe = try Recipe(
            yaml: """
                name: x
                data: {source: addition}
                model: [LSTM: {units: 4}, RepeatVector: {n: 3}, LSTM: {units: 4, return_sequences: true}, Dense: {units: num_classes, activation: softmax}]
                compile: {optimizer: adam, loss: sparse_categorical_crossentropy}
                fit: {epochs: 1}
                """, file: "x")
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, limit: 32, folder: scratch.file("run"))))
        let run = try SavedRun(scratch.file("run")), table = lines(try run.predict(.text("12+34"), weights: nil, threads: 1).table())
        #expect(table[0] == ["question", "predicted", "p_lowest"] && table[1][0] == "12+34" && table[1][1].count == 3)
        #expect(refusal(run, .text("12-34")).contains("expected at most 5 of the characters \"0123456789+ \", got \"12-34\""))
    }
}
