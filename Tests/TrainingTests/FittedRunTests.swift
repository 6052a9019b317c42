import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// A run keeps what was fitted to its data: it predicts without it, says what has become of it, and is never scaled anew.
struct FittedRunTests {
    private let scratch = Scratch()

    /// 40 rows: a number far from 0, a category of three, a class.
    private func rows(_ range: Range<Int> = 0..<40) -> [String] {
        range.map { "\(($0 * 37) % 50 + 100),\(["red", "green", "blue"][$0 % 3]),\($0 % 3 == 0 ? "yes" : "no")" }
    }

    private func write(_ rows: some Sequence<String>, header: String = "size,colour,answer") throws {
        try scratch.write(([header] + Array(rows)).joined(separator: "\n") + "\n", to: "t.csv")
    }

    private func recipe(_ data: String = "{source: csv, path: t.csv, target: answer, scaling: standardise}") throws -> Recipe {
        try Recipe(
            yaml: """
                name: table
                data: \(data)
                model: [Dense: {units: num_classes, activation: softmax}]
                compile: {optimizer: {adam: {learning_rate: 0.1}}, loss: sparse_categorical_crossentropy, metrics: [accuracy]}
                fit: {epochs: 3, batch_size: 8, validation_split: 0, seed: 1}
                """, file: "table.yaml")
    }

    private func train(_ recipe: Recipe, _ name: String = "run") throws {
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file(name))))
        #expect(snapshot.progress.phase == .finished)
    }

    /// Why the run does not go on; empty where it does.
    private func refusal(epochs: Int? = 4) throws -> String {
        let snapshot = try TrainerBench.run(.resume(folder: scratch.file("run"), threads: 1, epochs: epochs))
        if case .failed(let sentence) = snapshot.progress.phase { return sentence }
        return ""
    }

    private func predict() throws -> [Float] {
        let path = scratch.file("p.npy")
        try NpyFile.write(Tensor(shape: [2, 4], values: [120, 1, 0, 0, 140, 0, 1, 0]), to: path)
        return try SavedRun(scratch.file("run")).predict(.path(path), weights: nil, threads: 1).outputs.values
    }

    private func loss() throws -> Double { try SavedRun(scratch.file("run")).evaluate(.training, threads: 1).loss }
    private func remark() throws -> String? { try SavedRun(scratch.file("run")).dataRemark }

    @Test func aRunPredictsAndEvaluatesByWhatItBeganWith() throws {
        try write(rows())
        try train(recipe())
        let predicted = try predict(), before = try loss()
        #expect(try remark() == nil)
        // Five rows far away: scaled anew, everything would be another number.
        try write(rows() + ["9000,red,yes", "9100,green,no", "9200,blue,no", "9300,red,yes", "9400,green,no"])
        #expect(try predict() == predicted)
        #expect(try remark()?.contains("t.csv was appended to: it has 45 rows, 40 when the run began. Remove the 5 new ones, or train the recipe anew.") ?? false)
        #expect(try refusal().contains("can't be resumed: its data is not what it began with"))
        // The first 40 rows count as they did: only what the new ones add is new.
        let own = try SavedRun(scratch.file("run")).evaluate(.training, threads: 1)
        #expect(own.loss != before && own.confusion?.counts.reduce(0, +) == 45)
        try FileManager.default.removeItem(atPath: scratch.file("t.csv"))
        #expect(try predict() == predicted)
        #expect(try refusal().contains("t.csv is gone. Put it back, or train the recipe anew."))
        #expect(throws: FileError.self) { try self.loss() }
        // The same bytes in another file are the same data.
        try write(rows())
        #expect(try remark() == nil && loss() == before && refusal() == "")
    }

    @Test(arguments: [
        ("columns in another order", "its columns are in another order, colour, size, answer, than when the run began, size, colour, answer. Put them back in that order"),
        ("a column less", "column \"size\" is gone. Put it back"),
        ("a column renamed", "column \"size\" is gone and \"length\" is new. Rename it back to \"size\""),
        ("a class renamed", "class \"no\" is gone and \"never\" is new. Rename it back to \"no\""),
        ("a class more", "class \"perhaps\" is new. Remove it"),
        ("a category more", "in column colour category \"violet\" is new. Remove it"),
        ("a category renamed", "in column colour category \"red\" is gone and \"crimson\" is new"),
        ("rows less", "it has 39 rows, 40 when the run began. Put back the 1 that are missing"),
        ("a text among numbers", "column size holds categories, numbers when the run began. Restore them"),
        ("another number", "t.csv has changed: its content is not what the run began with. Restore it"),
    ])
    func whatHasChangedIsSaid(_ change: (kind: String, sentence: String)) throws {
        try write(rows())
        try train(recipe())
        let predicted = try predict()
        func changed(_ from: String, _ to: String) -> [String] { rows().map { $0.replacing(from, with: to) } }
        switch change.kind {
        case "columns in another order":
            try write(
                rows().map { row in
                    let fields = row.split(separator: ",")
                    return "\(fields[1]),\(fields[0]),\(fields[2])"
                }, header: "colour,size,answer")
        case "a column less": try write(rows().map { $0.split(separator: ",").dropFirst().joined(separator: ",") }, header: "colour,answer")
        case "a column renamed": try write(rows(), header: "length,colour,answer")
        case "a class renamed": try write(changed("no", "never"))
        case "a class more": try write(rows().dropLast() + ["120,red,perhaps"])
        case "a category more": try write(rows().dropLast() + ["120,violet,no"])
        case "a category renamed": try write(changed("red", "crimson"))
        case "rows less": try write(rows().dropLast())
        case "a text among numbers": try write(rows().enumerated().map { ($0 % 2 == 0 ? "small" : "large") + $1.drop { $0 != "," } })
        default: try write(rows().dropLast() + ["101,red,yes"])
        }
        let sentence = try refusal()
        #expect(sentence.contains(change.sentence) && sentence.contains(", or train the recipe anew."), "\(sentence)")
        #expect(try predict() == predicted)
    }

    @Test func whatTheRecipeAsksOfItsDataMayNotChange() throws {
        try write(rows())
        try train(recipe())
        let path = scratch.file("run/recipe.yaml"), text = try String(contentsOfFile: path, encoding: .utf8)
        try scratch.write(text.replacing("standardise", with: "normalise"), to: "run/recipe.yaml")
        #expect(try refusal().contains("The run's recipe.yaml asks for"))
        // Where the data lies is another matter.
        try FileManager.default.moveItem(atPath: scratch.file("t.csv"), toPath: scratch.file("moved.csv"))
        try scratch.write(text.replacing("t.csv", with: "moved.csv"), to: "run/recipe.yaml")
        #expect(try refusal() == "")
    }

    /// A text's symbols and its length are the run's.
    @Test func textsKeepTheirVocabulary() throws {
        let texts = (0..<30).map { "\(["good and fine", "bad", "rather bad and poor"][$0 % 3]),\($0 % 3 == 0 ? 1 : 0)" }
        try write(texts, header: "text,answer")
        let recipe = try Recipe(
            yaml: """
                name: texts
                data: {source: csv, path: t.csv, text: text, target: answer, vocabulary: words}
                model: [Embedding: {input_dim: 12, output_dim: 3}, GlobalAveragePooling1D, Dense: {units: 1, activation: sigmoid}]
                compile: {optimizer: adam, loss: binary_crossentropy}
                fit: {epochs: 1, batch_size: 8, validation_split: 0, seed: 1}
                """, file: "texts.yaml")
        try train(recipe)
        let before = try loss()
        try write(texts.map { $0.replacing("poor", with: "abysmal") }, header: "text,answer")
        #expect(try refusal(epochs: 2).contains("symbol \"poor\" is gone and \"abysmal\" is new. Rename it back to \"poor\""))
        // Read by the words of the run, abysmal is unknown, and all others keep their numbers.
        #expect(try loss() != before)
        try write(texts, header: "text,answer")
        #expect(try loss() == before)
    }

    @Test func seriesAndRunningTextGoOnAndFindTheirChange() throws {
        try scratch.write("price\n" + (0..<60).map { "\(100 + $0 % 7)" }.joined(separator: "\n") + "\n", to: "s.csv")
        let series = try Recipe(
            yaml: """
                name: series
                data: {source: series, path: s.csv, columns: [price], target: price, steps: 5, scaling: standardise, target_scaling: standardise}
                model: [LSTM: {units: 3}, Dense: {units: 1}]
                compile: {optimizer: adam, loss: mean_squared_error}
                fit: {epochs: 1, batch_size: 8, validation_split: 0.2, seed: 1}
                """, file: "series.yaml")
        try train(series)
        #expect(try refusal(epochs: 2) == "")
        let before = try loss()
        try scratch.write("price\n" + (0..<70).map { "\(100 + $0 % 7 + ($0 > 60 ? 900 : 0))" }.joined(separator: "\n") + "\n", to: "s.csv")
        #expect(try refusal(epochs: 3).contains("it has 70 rows, 60 when the run began"))
        #expect(try loss() != before)
        try scratch.write(String(repeating: "to be or not to be. ", count: 20), to: "t.txt")
        let text = try Recipe(
            yaml: """
                name: text
                data: {source: text, path: t.txt, steps: 8}
                model: [Embedding: {input_dim: 20, output_dim: 3}, LSTM: {units: 4, return_sequences: true}, TimeDistributed: {layer: {Dense: {units: num_classes, activation: softmax}}}]
                compile: {optimizer: adam, loss: sparse_categorical_crossentropy}
                fit: {epochs: 1, batch_size: 8, validation_split: 0, seed: 1}
                """, file: "text.yaml")
        try FileManager.default.removeItem(atPath: scratch.file("run"))
        try train(text)
        #expect(try refusal(epochs: 2) == "")
        try scratch.write(String(repeating: "to be or not to see. ", count: 20), to: "t.txt")
        #expect(try refusal(epochs: 3).contains("t.txt has changed: symbol \"s\" is new. Remove it"))
    }

    @Test func arraysFindTheirChange() throws {
        let codes = (0..<12).map { Float($0 % 3) }
        try NpyFile.write(Tensor(shape: [12, 2], values: (0..<24).map { Float($0) }), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [12], values: codes), to: scratch.file("y.npy"))
        try train(recipe("{source: npy, inputs: x.npy, targets: y.npy, targets_are: classes, scaling: normalise}"))
        #expect(try refusal() == "")
        try NpyFile.write(Tensor(shape: [12], values: codes.map { $0 == 2 ? 3 : $0 }), to: scratch.file("y.npy"))
        #expect(try refusal(epochs: 5).contains("class \"3\" is new. Remove it"))
        #expect(throws: FileError.self) { try self.loss() }
        try NpyFile.write(Tensor(shape: [12], values: codes.map { min($0, 1) }), to: scratch.file("y.npy"))
        #expect(try refusal(epochs: 5).contains("class \"2\" is gone. Put it back"))
        #expect(try loss() > 0)
    }

    @Test func picturesFindTheirChange() throws {
        let picture = try #require(Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
        for name in ["cats/1", "cats/2", "cats/old/3", "dogs/1", "dogs/2"] { try scratch.write(picture, to: "pictures/\(name).png") }
        let recipe = try Recipe(
            yaml: """
                name: pictures
                data: {source: images, folder: pictures}
                model: [Flatten, Dense: {units: num_classes, activation: softmax}]
                compile: {optimizer: adam, loss: categorical_crossentropy}
                fit: {epochs: 1, batch_size: 2, validation_split: 0, seed: 1}
                """, file: "pictures.yaml")
        try train(recipe)
        #expect(try refusal(epochs: 2) == "")
        try scratch.write(picture, to: "pictures/dogs/new.png")
        #expect(try refusal(epochs: 3).contains("pictures/dogs/new.png is new: it has 6 training examples, 5 when the run began. Remove the 1 new ones"))
        #expect(try SavedRun(scratch.file("run")).evaluate(.training, threads: 1).confusion?.counts.reduce(0, +) == 6)
        try FileManager.default.moveItem(atPath: scratch.file("pictures/dogs"), toPath: scratch.file("pictures/wolves"))
        #expect(try refusal(epochs: 3).contains("pictures/dogs/2.png is gone. Put it back, or train the recipe anew."))
        #expect(throws: FileError.self) { try self.loss() }
        try FileManager.default.removeItem(atPath: scratch.file("pictures"))
        #expect(try refusal(epochs: 3).contains("5 files are gone, ") && refusal(epochs: 3).contains("among them. Put them back"))
    }

    @Test func whatIsKeptIsReadableAndCheckedWhenItIsRead() throws {
        try write(rows())
        try train(recipe())
        let path = scratch.file("run/fitted.json"), kept = try String(contentsOfFile: path, encoding: .utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(kept.utf8)) as? [String: Any])
        #expect(object["classNames"] as? [String] == ["no", "yes"])
        let files = try #require(object["files"] as? [[String: Any]])
        #expect(files.count == 1 && (files[0]["sha256"] as? String) == "bf6a1b17ace8df3fa4e5139b25eb1a3f2a70d5c7504adb04dc3f60b6150bc01e" && files[0]["size"] as? Int == 512)
        for (from, to) in [
            ("\"format\" : 1", "\"format\" : 2"), ("\"dimensions\" : [", "\"dimensions\" : [ 9223372036854775807, "), ("\"offsets\" : [", "\"offsets\" : [ 1, "), ("{", ""),
            ("\"size\" : 512", "\"size\" : -1"), ("\"outputs\" : [", "\"outputs\" : [ 16777216, 16777216, "),
        ] {
            try scratch.write(kept.replacing(from, with: to, maxReplacements: 1), to: "run/fitted.json")
            #expect(throws: FileError.self, "\(to)") { try self.predict() }
        }
        for (from, to) in [("\"shares\" : [", "\"shares\" : [ 1, "), ("\"mean\"", "\"median\""), ("\"columns\" : ", "\"pillars\" : "), ("\"no\",", "\"yes\",")] {
            try scratch.write(kept.replacing(from, with: to), to: "run/fitted.json")
            #expect(throws: FileError.self, "\(to)") { try self.loss() }
        }
        // A run of before there was the file fits its data anew.
        unlink(path)
        #expect(try loss() > 0 && predict().count == 4 && refusal() == "")
    }
}
