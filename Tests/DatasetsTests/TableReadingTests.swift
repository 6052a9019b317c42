import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Tables as people and programs write them: read as they are meant, or refused with the line, and what was found is said.
struct TableReadingTests {
    private let scratch = Scratch()
    private let loader = DatasetLoader(installation: nil)

    private func load(_ bytes: Data, _ change: (inout TableSpec) -> Void = { _ in }) throws -> Dataset {
        try scratch.write(bytes, to: "x.csv")
        var table = TableSpec(path: "x.csv")
        table.target = ["y"]
        change(&table)
        return try loader.load(DataSpec(source: .csv(table)), relativeTo: scratch.path)
    }

    private func load(_ rows: [String], _ change: (inout TableSpec) -> Void = { _ in }) throws -> Dataset { try load(Data(rows.joined(separator: "\n").utf8), change) }

    private func sentence(_ rows: [String], _ change: (inout TableSpec) -> Void = { _ in }) -> String {
        do {
            _ = try load(rows, change)
            return "none"
        } catch {
            return (error as? FileError)?.sentence ?? "\(error)"
        }
    }

    @Test func semicolonsTabsAndBarsAreFoundAndSaid() throws {
        for (mark, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")] {
            let data = try load(["a,b,y", "-0.460,0.743,no", "2.918,-0.919,yes"].map { $0.replacing(",", with: mark) })
            #expect(data.columnNames == ["a", "b"] && data.training.input(0).values == [-0.46, 0.743])
            #expect(data.note == "x.csv has \(name) between its fields.")
        }
        #expect(try load(["a,b,y", "1,2,no", "3,4,yes"]).note == nil)
        #expect(sentence(["a;b;y", "1;2;no", "3;4;yes"]) { $0.delimiter = "," }.hasPrefix("target: expected a column, a;b;y"), "what is said holds")
    }

    @Test func decimalCommasAreFoundSaidAndSettable() throws {
        let rows = ["a;b;y", "-0,460;0,743;no", "2,918;-0,919;yes", "1.234,5;7;no"]
        for delimiter in [nil, Character(";")] {
            let data = try load(rows) { $0.delimiter = delimiter }
            #expect(data.columnNames == ["a", "b"] && data.training.input(1).values == [2.918, -0.919] && data.training.input(2).values == [1234.5, 7])
            #expect(data.note?.contains("x.csv has decimal commas: 1,5 is one and a half.") ?? false)
        }
        #expect(try load(["a;y", "1,234;p", "2,345;q"]).training.input(0).values == [1.234], "commas part no fields here")
        #expect(try load(["a;y", "1,234;p", "2,345;q"]) { $0.decimal = .point }.training.input(0).values == [1234])
        #expect(try load(["a,y", "\"0,5\",p", "\"1,25\",q"]).training.input(1).values == [1.25])
        #expect(
            sentence(["a;b;y", "0.5;1,5;p", "1.5;2,5;q", "2.5;3,5;p"])
                == "line 2, column b: expected decimal points, got 1,5. Give the recipe's data decimal: comma, or write all numbers in the same way.")
    }

    @Test func marksBetweenThousandsPercentAndCurrenciesAreReadAndSaid() throws {
        let thousands = try load(["a,b,y", "\"1,100\",0,p", "\"2,101\",1,q", "900,2,p"])
        #expect(thousands.columnNames == ["a", "b"] && (0..<3).map { thousands.training.input($0).values[0] } == [1100, 2101, 900])
        #expect(thousands.note == "x.csv column a has thousands separators: 1,100 is 1100.")
        let units = try load(["a,b,y", "0%,$0,p", "12 %,$1.50,q", "-3%,-$2,p"])
        #expect(units.training.input(1).values == [0.12, 1.5] && units.training.input(2).values == [-0.03, -2])
        #expect(units.note == "x.csv column a is in %: 12 % is 0.12. x.csv column b is in $: $1.50 is 1.5.")
        #expect(try load(["a,y", "1 234,p", "12'345,q", "5 €,p"].dropLast() + ["7,p"]).training.input(0).values == [1234])
        #expect(sentence(["a,y", "$5,p", "€6,q", "$7,p"]) == "line 3, column a: expected a number in $ as in line 2, got €6. Use one unit.")
        #expect(sentence(["a,y", "5%,p", "0.06,q", "7%,p"]) == "line 3, column a: expected a number in % as in line 2, got 0.06. Use one unit.")
    }

    @Test func everyFormOfNothingIsAGap() throws {
        for word in ["-nan", "-NaN", "#N/A", "#N/A N/A", "N/A", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN"] {
            let data = try load(["a,y", "1,p", "\(word),q", "3,p"]) { $0.missing = .mean }
            #expect(data.training.input(1).values == [2], "\(word)")
        }
    }

    @Test func utf16IsReadByItsMark() throws {
        let text = "a,b,y\n1.5,é,p\n2.5,z,q\n"
        for (mark, encoding) in [([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian)] as [([UInt8], String.Encoding)] {
            let data = try load(Data(mark) + #require(text.data(using: encoding)))
            #expect(data.columnNames == ["a", "b=é"] && data.training.input(1).values == [2.5, 0])
        }
        #expect(throws: FileError.self) { try load(Data([0xFF, 0xFE, 0x41])) }
    }

    @Test func whatTellsARowAndNoKindIsLeftOutAndSaid() throws {
        let ids = try load(["id,a,y"] + (0..<30).map { "p\($0),\($0).5,\($0 % 2 == 0 ? "p" : "q")" })
        #expect(ids.columnNames == ["a"] && ids.note == "x.csv column id has 30 different texts in 30 rows: it is left out. Name it under categorical to keep it.")
        #expect(try load(["id,a,y"] + (0..<30).map { "p\($0),1,\($0 % 2)" }) { $0.categorical = ["id"] }.inputShape == [31])
        #expect(
            sentence(["id,a,y"] + (0..<30).map { "p\($0),1,\($0 % 2)" }) { $0.columns = ["id", "a"] }
                .hasPrefix("column id has 30 different texts in 30 rows: it is not a category."))
        let dates = try load(["day,a,y"] + ["2024-01-01,1,p", "2024-01-01,2,q", "2024-02-01,3,p"])
        #expect(dates.columnNames == ["a"] && dates.note == "x.csv column day holds dates: it is left out. Name it under categorical to keep it.")
        let index = try load([",a,y", "0,0.5,p", "1,0.6,q", "2,0.7,p"])
        #expect(index.columnNames == ["a"] && index.note?.hasPrefix("x.csv has a first column without a name that counts its rows: it is left out.") ?? false)
        #expect(try load(["id,a,y", "0,0.5,p", "2,0.6,q"]).columnNames == ["id", "a"], "it counts nothing")
        #expect(sentence(["id,y"] + (0..<30).map { "p\($0),\($0 % 2)" }).hasPrefix("has no column left for the inputs: column id has 30 different texts"))
    }

    @Test func blanksAboutNamesAreCut() throws {
        let data = try load(["a,k,y", "1,r ,no", "2, r,yes", "3,s,yes ", "4,s,no"])
        #expect(data.classNames == ["no", "yes"] && data.columnNames == ["a", "k=s"])
    }

    @Test func naIsACategoryWhereItIsNamedOne() throws {
        let rows = ["a,c,y"] + (0..<6).map { "\($0),\(["NA", "DE", "FR"][$0 % 3]),\($0 % 2)" }
        #expect(
            sentence(rows).hasPrefix("line 2, column c: NA marks a missing value, as in pandas.")
                && sentence(rows).hasSuffix("If NA is a category, name the column under categorical."))
        #expect(try load(rows) { $0.categorical = ["c"] }.columnNames == ["a", "c=DE", "c=FR", "c=NA"])
        #expect(try load(rows.map { $0.replacing("NA", with: "\"NA\"") }).columnNames == ["a", "c=DE", "c=FR", "c=NA"], "in quotes it is a name")
        let mean = try load(rows) { $0.missing = .mean }
        #expect(mean.columnNames == ["a", "c=FR"] && mean.note?.contains("column c: NA is read as a missing value, as in pandas.") ?? false)
    }

    @Test func wholeNumbersOfAFewValuesAreClassesWhateverTheyBeginWith() throws {
        for (values, names) in [([1, 2, 3], ["1", "2", "3"]), ([1, 2], ["1", "2"]), ([-1, 1], ["-1", "1"])] {
            let rows = ["a,y"] + (0..<12).map { "\($0),\(values[$0 % values.count])" }
            let data = try load(rows)
            #expect(data.classNames == names)
            #expect(data.note == "x.csv column y: its whole numbers are read as classes, \(names.joined(separator: ", ")). With targets_are: values they are numbers.")
            try scratch.write(rows.joined(separator: "\n"), to: "x.csv")
            var table = TableSpec(path: "x.csv")
            table.target = ["y"]
            var spec = DataSpec(source: .csv(table))
            spec.prefersNumbers = true
            #expect(try loader.load(spec, relativeTo: scratch.path).classes == nil, "the loss measures them")
        }
        #expect(try load(["a,y"] + (0..<12).map { "1,\($0 * 10)" }).classes == nil, "nothing repeats")
    }

    private func series(_ rows: [String], _ change: (inout TableSpec) -> Void = { _ in }) throws -> Dataset {
        try scratch.write(rows.joined(separator: "\n"), to: "s.csv")
        var table = TableSpec(path: "s.csv")
        change(&table)
        var spec = DataSpec(source: .series(table))
        spec.sequence.steps = 3
        return try loader.load(spec, relativeTo: scratch.path)
    }

    @Test func datesOfASeriesAreNeverInputs() throws {
        let rows = ["date,price"] + (1...9).map { "2024-01-0\($0),\($0).5" }
        let data = try series(rows)
        #expect(data.inputShape == [3, 1] && data.columnNames == ["price"] && data.training.targets.isOneNumberEach)
        #expect(data.note == "s.csv column date holds dates: it is left out. Name it under date if it is the time of a row.")
        #expect(try series(rows) { $0.target = ["price"] }.columnNames == ["price"])
        let newest = #expect(throws: FileError.self) { try series([rows[0]] + rows.dropFirst().reversed()) { $0.columns = ["price"] } }
        #expect(newest?.sentence.hasPrefix("line 3, column date: 2024-01-08 is before 2024-01-09 of the line above: the rows run from the newest to the oldest.") ?? false)
        for wrong in ["2024-13-45", "2024-02-30", "2023-02-29"] {
            let error = #expect(throws: FileError.self) { try series([rows[0], "2024-01-01,1", "\(wrong),2"]) { $0.date = "date" } }
            #expect(error?.sentence.contains("expected a date such as 2026-11-23, got \"\(wrong)\"") ?? false)
        }
    }

    @Test func blankLinesAtTheEndOfOneColumnAreNoRows() throws {
        let data = try series(["price"] + (0..<9).map { "\($0).5" } + ["", "", ""])
        #expect(data.training.count == 6)
    }
}

extension Examples.Targets {
    fileprivate var isOneNumberEach: Bool { if case .values(_, let shape) = self { shape == [1] } else { false } }
}
