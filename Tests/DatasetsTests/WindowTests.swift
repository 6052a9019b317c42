import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct WindowTests {
    private let scratch = Scratch()
    private let loader = DatasetLoader(installation: nil)

    private func targets(_ examples: Examples, _ index: Int32) -> [Float] {
        var inputs = [Float](repeating: 0, count: examples.shape.count), targets = [Float](repeating: 0, count: examples.targetCount(.indices))
        [index].withUnsafeBufferPointer { examples.gather($0, inputs: &inputs, targets: &targets, layout: .indices) }
        return targets
    }

    private func text(_ text: String, validationSplit: Double = 0, _ change: (inout DataSpec) -> Void) throws -> Dataset {
        try scratch.write(text, to: "t.txt")
        var spec = DataSpec(source: .text(path: "t.txt", testPath: nil))
        change(&spec)
        return try loader.load(spec, relativeTo: scratch.path, validationSplit: validationSplit)
    }

    @Test func symbolsAreThoseOfTheWindowsThatAreLeftToTrainOn() throws {
        // Windows ab|c, cd|e, ef|g, gx|y of two and the one after; the last validates.
        let all = try text("abcdefgxy") { $0.sequence.steps = 2 }, kept = try text("abcdefgxy", validationSplit: 0.25) { $0.sequence.steps = 2 }
        #expect(all.symbols?.suffix(2) == ["x", "y"] && kept.symbols == ["", "[UNK]", "a", "b", "c", "d", "e", "f", "g"])
        #expect(kept.training.count == 4 && kept.training.input(3).values == [8, 1], "x is unknown to who validates")
        let streams = try text("abcdefgxy", validationSplit: 0.5) {
            $0.sequence.steps = 2
            $0.sequence.streams = 2
        }
        #expect(streams.symbols == ["", "[UNK]", "a", "b", "c", "e", "f", "g"], "each reader's first window trains: d and what lies behind g do not")
        let own = try text("abcdefgxyabc", validationSplit: 0.25) {
            $0.sequence.steps = 2
            $0.split = SplitSpec(.shares(validation: 0.25, test: 0))
        }
        #expect(own.symbols?.last == "y", "a validation part of its own leaves the training part whole")
    }

    @Test func aSeriesFillsGapsWithTheMeanOfTheRowsLeftToTrainOn() throws {
        var rows = days
        rows[1] = "2026-01-02,1,"
        rows[11] = "2026-01-12,11,1000000"
        let data = try series(rows, table: { $0.missing = .mean }, validationSplit: 0.4)
        #expect(data.training.count == 9)
        // Five windows train: rows 0 to 7 with the last target; their b are 0, 20, …, 70.
        #expect(data.training.input(0).values[3] == Float(0 + 20 + 30 + 40 + 50 + 60 + 70) / 7)
    }

    @Test func eachStepOfAWindowAsksForTheNextSymbol() throws {
        let data = try text("abcabcabcax") {
            $0.sequence.steps = 3
            $0.sequence.stride = 2
            $0.split = SplitSpec(.shares(validation: 0, test: 0.4))
        }
        #expect(data.symbols == ["", "[UNK]", "a", "b", "c"] && data.classes == 5, "x is in the test part only")
        #expect(data.training.count == 2 && data.training.input(0).values == [2, 3, 4] && targets(data.training, 0) == [3, 4, 2])
        #expect(data.training.input(1).values == [4, 2, 3])
        #expect(data.test.count == 1 && data.test.input(0).values == [3, 4, 2] && targets(data.test, 0) == [4, 2, 1])
    }

    @Test func readersSideBySideGoOnWhereTheyWere() throws {
        let data = try text("abcdefghijklm") {
            $0.sequence.steps = 2
            $0.sequence.streams = 2
        }
        #expect((0..<data.training.count).map { data.training.input($0).values[0] } == [2, 8, 4, 10, 6, 12], "a, g; c, i; e, k")
    }

    @Test func wordsAreSymbolsToo() throws {
        let data = try text("The cat, the dog.\nThe end") {
            $0.sequence.steps = 2
            $0.sequence.vocabulary = .words
        }
        #expect(data.symbols == ["", "[UNK]", "the", ",", ".", "cat", "dog", "end"] && data.training.count == 3 && data.training.input(1).values == [3, 2])
    }

    @Test func textsThatAreTooShortOrNoTextAreRefused() throws {
        #expect(throws: FileError.self) { try text("abc") { $0.sequence.steps = 3 } }
        #expect(throws: FileError.self) { try text("abc\u{0}abcdef") { $0.sequence.steps = 3 } }
        #expect(throws: FileError.self) { try text("abcdefgh") { $0.split = SplitSpec(.fold(0, of: 2)) } }
        let empty = #expect(throws: FileError.self) { try text("abcdefgh") { $0.split = SplitSpec(.shares(validation: 0.01, test: 0.5)) } }
        #expect(empty?.sentence == "split: a share of a text of 8 is empty. Give a larger share, or more text.")
        try scratch.write("abcdefgh", to: "t.txt")
        try scratch.write("", to: "none.txt")
        let untested = #expect(throws: FileError.self) { try loader.load(DataSpec(source: .text(path: "t.txt", testPath: "none.txt")), relativeTo: scratch.path) }
        #expect(untested?.sentence == "has no characters. Give text to test with, or leave out test_path.")
        let error = #expect(throws: FileError.self) {
            try text("ACGT\nACXT") {
                $0.sequence.alphabet = "ACGT\n"
                $0.sequence.steps = 2
            }
        }
        #expect(error?.sentence.hasPrefix("line 2: expected only the characters") ?? false)
        for bytes in Mutations.of(Data("Some wörds, 数字 and\r\nlines.\n".utf8), count: 1_000) {
            try scratch.write(bytes, to: "t.txt")
            for kind in SequenceSpec.VocabularyKind.allCases {
                var spec = DataSpec(source: .text(path: "t.txt", testPath: nil))
                (spec.sequence.steps, spec.sequence.vocabulary) = (3, kind)
                _ = try? loader.load(spec, relativeTo: scratch.path)
            }
        }
    }

    private func series(
        _ rows: [String], _ change: (inout DataSpec) -> Void = { _ in }, table tableChange: (inout TableSpec) -> Void = { _ in }, validationSplit: Double = 0
    ) throws -> Dataset {
        try scratch.write("day,a,b\n" + rows.joined(separator: "\n") + "\n", to: "s.csv")
        var table = TableSpec(path: "s.csv")
        (table.date, table.target) = ("day", ["a"])
        tableChange(&table)
        var spec = DataSpec(source: .series(table))
        spec.sequence.steps = 3
        change(&spec)
        return try loader.load(spec, relativeTo: scratch.path, validationSplit: validationSplit)
    }

    private let days = (0..<12).map { "2026-01-\(String(format: "%02d", $0 + 1)),\($0),\(10 * $0)" }

    @Test func aSeriesIsWindowsWithALaterValue() throws {
        let data = try series(days) {
            $0.sequence.horizon = 2
            $0.split = SplitSpec(.shares(validation: 0, test: 0.5))
        }
        #expect(data.inputShape == [3, 2] && data.columnNames == ["a", "b"])
        #expect(data.training.count == 2 && data.training.input(1).values == [1, 10, 2, 20, 3, 30] && targets(data.training, 1) == [5])
        #expect(data.test.count == 2 && data.test.input(0).values[0] == 6 && targets(data.test, 0) == [10])
        #expect(try series(days, { $0.sequence.stride = 4 }).training.count == 3)
        #expect(targets(try series(days, table: { $0.target = [] }).training, 0) == [3, 30])
    }

    @Test func bothScalesAreTheTrainingRowsAndAreUndone() throws {
        var spec = DataSpec(source: .catalogue("none"), scaling: .normalise)
        spec.targetScaling = .standardise
        let data = try series(days) { $0.split = SplitSpec(.shares(validation: 0, test: 0.5)) }
        let parts = DatasetParts(data, spec, validationSplit: 0, seed: 1), scaling = try #require(parts.targetScaling)
        #expect(parts.training.input(0).values == [0, 0, 0.25, 0.25, 0.5, 0.5])
        let scaled = targets(parts.training, 0)[0]
        #expect(abs(scaled + 1.224_744_9) < 1e-6 && abs(scaling.restored(scaled, channel: 0) - 3) < 1e-6)
        #expect(abs(scaling.restored(targets(parts.test, 2)[0], channel: 0) - 11) < 1e-5)
    }

    @Test func disorderAndShortnessAreNamed() {
        func sentence(_ rows: [String]) -> String {
            do {
                _ = try series(rows)
                return "none"
            } catch {
                return (error as? FileError)?.sentence ?? "\(error)"
            }
        }
        var swapped = days
        swapped.swapAt(4, 5)
        #expect(sentence(swapped) == "line 7, column day: 2026-01-05 is not after 2026-01-06 of the line before. Sort the rows by time.")
        #expect(sentence(["2026-01-01,1,2", "soon,1,2"]).hasPrefix("line 3, column day: expected a date such as 2026-11-23"))
        #expect(sentence(Array(days.prefix(3))).contains("fewer than a window of 3"))
    }
}
