import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct TableTests {
    private let scratch = Scratch()
    private let loader = DatasetLoader(installation: nil)

    private func load(_ text: String, _ change: (inout TableSpec) -> Void = { _ in }) throws -> Dataset { try load(text, spec: { _ in }, change) }

    private func load(_ text: String, _ name: String = "t.csv", spec: (inout DataSpec) -> Void, _ change: (inout TableSpec) -> Void) throws -> Dataset {
        try scratch.write(text, to: name)
        var table = TableSpec(path: name)
        change(&table)
        var data = DataSpec(source: .csv(table))
        spec(&data)
        return try loader.load(data, relativeTo: scratch.path)
    }

    @Test func whatIsFittedHasNotSeenTheRowsThatWillValidate() throws {
        try scratch.write("v,k,t,y\n1,p,ab,a\n3,p,a,b\n,,b,a\n100,q,xyzw,b\n", to: "f.csv")
        func loaded(_ validationSplit: Double, _ change: (inout TableSpec) -> Void) throws -> Dataset {
            var table = TableSpec(path: "f.csv")
            table.target = ["y"]
            change(&table)
            return try loader.load(DataSpec(source: .csv(table)), relativeTo: scratch.path, validationSplit: validationSplit)
        }
        func filled(_ validationSplit: Double) throws -> [Float] {
            try loaded(validationSplit) { ($0.columns, $0.missing) = (["v", "k"], .mean) }.training.input(2).values
        }
        #expect(try filled(0) == [Float(104) / 3, Float(1) / 3] && filled(0.25) == [2, 0], "the mean of a number, the share of a category of two")
        let text = try loaded(0.25) { $0.text = "t" }
        #expect(text.symbols == ["", "[UNK]", "a", "b"] && text.inputShape == [2] && text.training.input(3).values == [1, 1])
        #expect(try loaded(0) { $0.text = "t" }.inputShape == [4])
        #expect(try loaded(0.99) { $0.text = "t" }.inputShape == [4], "nothing is left: the run is refused for that, not the text")
    }

    @Test func aGapInACategoryOfManyIsTheShareOfEach() throws {
        let data = try load("k,y\nr,a\ng,b\nb,a\nr,b\n?,a\n") { ($0.target, $0.missing) = (["y"], .mean) }
        #expect(data.columnNames == ["k=b", "k=g", "k=r"] && data.training.input(4).values == [0.25, 0.25, 0.5])
    }

    @Test func gapsAreThoseOfPandas() throws {
        #expect(
            sentence("x,y\n1,p\n2,NA\n") { $0.target = ["y"] }
                == "line 3, column y: expected a target, got NA, which marks a missing value, as in pandas. Fill it in, remove the line, or rename the class if it is one."
        )
        #expect(sentence("x,y\n1,p\n2, \n") { $0.target = ["y"] } == "line 3, column y: expected a target, got nothing. Fill it in, or remove the line.")
        #expect(sentence("x,y\n1,0\n2,1\n3,NaN\n") { $0.target = ["y"] }.hasPrefix("line 4, column y: expected a target, got NaN"))
        let names = try load("x,y\n1,none\n2,na\n3,Null\n") { $0.target = ["y"] }
        #expect(names.classNames == ["Null", "na", "none"], "words in other capitals are names")
        for word in ["", "?", "NA", "N/A", "n/a", "<NA>", "#N/A", "NaN", "nan", "null", "NULL", "None"] {
            #expect(try load("x,y\n1,p\n\(word),q\n5,q\n") { ($0.target, $0.missing) = (["y"], .value(7)) }.training.input(1).values == [7], "\(word)")
        }
        #expect(sentence("x,y\n1,p\n2,p\n") { $0.target = ["y"] } == "target: expected two classes or more in column y, got only p. Name another column.")
    }

    private func sentence(_ text: String, _ change: (inout TableSpec) -> Void = { _ in }) -> String {
        do {
            _ = try load(text, change)
            return "none"
        } catch {
            return (error as? FileError)?.sentence ?? "other"
        }
    }

    @Test func quotesLineEndsCategoriesAndNames() throws {
        let data = try load("\u{FEFF}\"a, or so\",colour,ok,y\r\n1.5,red,yes,\"say \"\"hi\"\"\"\r\n\r\n-2,\"blue\nsea\",no,b\r\n3,green,yes,b") { $0.target = ["y"] }
        #expect(data.columnNames == ["a, or so", "colour=blue\nsea", "colour=green", "colour=red", "ok=yes"])
        #expect(data.classNames == ["b", "say \"hi\""] && data.training.label(0) == 1)
        #expect(data.training.input(0).values == [1.5, 0, 0, 1, 1] && data.training.input(1).values == [-2, 1, 0, 0, 0])
    }

    @Test func targetsAreClassesOrValues() throws {
        #expect(try load("x,y\n1,0\n2,1\n3,2\n") { $0.target = ["y"] }.classes == 3)
        #expect(try load("x,y\n1,0\n2,5\n3,9\n") { $0.target = ["y"] }.classes == nil)
        #expect(try load("x,y\n1,0\n2,5\n3,9\n", spec: { $0.targets = .classes }) { $0.target = ["y"] }.classNames == ["0", "5", "9"])
        let two = try load("x,y,z\n1,0,4\n2,1,5\n", spec: { $0.targetScaling = .standardise }) { $0.target = ["z", "y"] }
        guard case .values(let values, let shape) = two.training.targets else { return #expect(Bool(false)) }
        #expect(values == [4, 0, 5, 1] && shape == [2] && two.columnNames == ["x"])
        guard case .inputs = try load("x,y\n1,2\n").training.targets else { return #expect(Bool(false)) }
    }

    @Test func missingFieldsAreNamedOrFilled() throws {
        let text = "v,w,y\n1,yes,a\n,no,b\n3,?,a\n4,yes,b\n"
        #expect(sentence(text) { $0.target = ["y"] } == "line 3, column v: the value is missing. Fill it in, or give the recipe's data missing: mean or a value.")
        let half = try load(text) { ($0.target, $0.missing) = (["y"], .value(0.5)) }
        #expect(half.training.input(1).values == [0.5, 0] && half.training.input(2).values == [3, 0.5])
        let mean = try load(text, spec: { $0.split = SplitSpec(.shares(validation: 0, test: 0.25), shuffle: false) }) { ($0.target, $0.missing) = (["y"], .mean) }
        #expect(mean.training.input(1).values[0] == 2, "the mean of the training rows 1 and 3")
    }

    @Test func errorsNameLineAndColumn() {
        #expect(sentence("a,b\n1,2\n3\n") == "line 3: expected 2 fields as in the first line, got 1. Correct the line, or give another delimiter.")
        #expect(sentence("a,b\n1,2\n3,x\n5,6\n7,8\n").hasPrefix("line 3, column b: expected a number as elsewhere in the column, got \"x\"."))
        #expect(sentence("a,b\n1,\"2\n3,4\n") == "line 2: a quoted field is never closed. Close the quote, or double the quotes inside it.")
        #expect(sentence("a,b\n1,\"2\"x\n").hasPrefix("line 2: expected the delimiter after a closing quote."))
        #expect(sentence("a,a\n1,2\n").hasPrefix("has two columns named \"a\"."))
        #expect(sentence("a,b\n").hasPrefix("has a line of column names and no row"))
        #expect(sentence("").hasPrefix("is empty"))
        #expect(sentence("a,b\n1,\u{0}\n").hasPrefix("line 2 holds a zero byte"))
        #expect(sentence("a,b\n1,2\n") { $0.target = ["c"] } == "target: expected a column, a, b, got c. Correct the name.")
        #expect(sentence("price,town\n1,2\n") { $0.target = ["Pirce"] } == "target: expected a column, price, town, got Pirce. Correct the name. Did you mean price?")
        #expect(sentence("a,b\n1,2\n") { $0.drop = ["a", "b"] }.hasPrefix("has no column left for the inputs"))
        #expect(sentence("a\n1e300\n").contains("too large"))
    }

    @Test func aFileThatIsNotThereIsSoughtAmongItsNeighbours() throws {
        try scratch.write("a,b\n1,2\n", to: "houses.csv")
        for (name, hint) in [("hoses.csv", "Did you mean \(scratch.file("houses.csv"))?"), ("elsewhere.txt", "permissions.")] {
            let error = #expect(throws: FileError.self) { try loader.load(DataSpec(source: .csv(TableSpec(path: name))), relativeTo: scratch.path) }
            #expect(error?.sentence.hasSuffix(hint) ?? false, "\(error?.sentence ?? "")")
        }
    }

    @Test func theColumnsOfATableAreKnownWhereItsExamplesAreNot() throws {
        let text = "a,b\n1,\n2,x\n"
        #expect(sentence(text) { $0.target = ["a"] } != "none")
        var table = TableSpec(path: "t.csv")
        table.target = ["a"]
        #expect(loader.columns(of: DataSpec(source: .csv(table)), relativeTo: scratch.path) == ["a", "b"])
        #expect(loader.columns(of: DataSpec(source: .csv(TableSpec(path: "gone.csv"))), relativeTo: scratch.path) == [])
        #expect(try load("a,b\n1,2\n3,4\n").tableColumns == ["a", "b"])
        // The first line is enough, whatever is below it.
        for below in ["", "1,2\n3\n", "1,\"2\n"] {
            try scratch.write("a, b \n" + below, to: "t.csv")
            #expect(loader.columns(of: DataSpec(source: .csv(table)), relativeTo: scratch.path) == ["a", "b"])
        }
        try scratch.write("a,a\n1,2\n", to: "t.csv")
        #expect(loader.columns(of: DataSpec(source: .csv(table)), relativeTo: scratch.path) == [])
    }

    @Test func hostileTablesNeverTrap() throws {
        let start = Data("name,\"a \"\"b\"\"\",y\n1,\"x\ny\",a\n2,z,b\n3.5,\"\",a\n".utf8)
        for bytes in Mutations.of(start, count: 600) {
            try scratch.write(bytes, to: "m.csv")
            for text in [nil, "name"] {
                var table = TableSpec(path: "m.csv")
                (table.target, table.text, table.missing) = (["y"], text, .mean)
                _ = try? loader.load(DataSpec(source: .csv(table)), relativeTo: scratch.path)
            }
        }
        let wide = (0..<1_000_000).map(String.init).joined(separator: ",")
        #expect(try load(wide + "\n" + wide + "\n").inputShape == [1_000_000])
        #expect(sentence("a\n" + String(repeating: "x", count: 5_000_000) + "\n") == "none")
        #expect(sentence("a,b\n\"" + String(repeating: "x,\n", count: 1_000_000)).contains("never closed"))
    }

    @Test func textsAreNumberedByTheTrainingPartAndPadded() throws {
        let text = "t,y,s\nab,0,train\nbca,1,train\nxa,0,test\nabcab,1,test\n"
        func loaded(_ change: (inout SequenceSpec) -> Void) throws -> Dataset {
            try load(
                text,
                spec: {
                    $0.split = SplitSpec(.column("s"))
                    change(&$0.sequence)
                }
            ) { ($0.text, $0.target) = ("t", ["y"]) }
        }
        func tests(_ data: Dataset) -> Set<[Float]> { Set((0..<data.test.count).map { data.test.input($0).values }) }
        let data = try loaded { _ in }
        #expect(data.symbols == ["", "[UNK]", "a", "b", "c"] && data.inputShape == [3] && data.classNames == ["0", "1"])
        #expect(tests(data) == [[1, 2, 0], [2, 3, 4]])
        #expect(tests(try loaded { ($0.padding, $0.truncating) = (.pre, .pre) }) == [[0, 1, 2], [4, 2, 3]])
        #expect(tests(try loaded { ($0.length, $0.maxTokens) = (2, 4) }).count == 2)
        #expect(throws: FileError.self) { try loaded { $0.alphabet = "abc" } }
        let blank = try load(
            "t,y\nab,0\nc,1\n",
            spec: {
                $0.sequence.alphabet = "abc "
                $0.oneHot = .fitted
            }
        ) { ($0.text, $0.target) = ("t", ["y"]) }
        #expect(blank.inputShape == [2, 4] && blank.training.input(1).values == [0, 0, 1, 0, 0, 0, 0, 1])
    }

    @Test func betweenTabsQuotesAreLetters() throws {
        let data = try load("y\tt\na\t\"Oh, so\nb\tno\n", "t.tsv", spec: { $0.sequence.vocabulary = .words }) { ($0.text, $0.target) = ("t", ["y"]) }
        #expect(data.symbols?.dropFirst(2).sorted() == ["\"", ",", "no", "oh", "so"] && data.inputShape == [4])
    }
}
