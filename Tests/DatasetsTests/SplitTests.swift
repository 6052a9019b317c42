import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct SplitTests {
    private let scratch = Scratch()

    /// Ten of class a, five of b, five of c, in this order; the input is the row's number.
    private func load(_ split: SplitSpec) throws -> Dataset {
        let rows = (0..<20).map { "\($0),\($0 < 10 ? "a" : $0 < 15 ? "b" : "c"),\($0 % 4 == 0 ? "test" : $0 % 4 == 1 ? "val" : "train")" }
        try scratch.write("x,y,part\n" + rows.joined(separator: "\n") + "\n", to: "t.csv")
        var table = TableSpec(path: "t.csv")
        table.target = ["y"]
        table.columns = ["x"]
        var spec = DataSpec(source: .csv(table))
        spec.split = split
        return try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
    }

    private func rows(_ examples: Examples) -> [Int] { (0..<examples.count).map { Int(examples.input($0).values[0]) } }
    private func classes(_ examples: Examples) -> [Int: Int] { Dictionary(grouping: (0..<examples.count).compactMap(examples.label)) { $0 }.mapValues(\.count) }

    @Test func sharesAreTakenOfEachClassAndAreTheSameEveryTime() throws {
        let data = try load(SplitSpec(.shares(validation: 0.2, test: 0.2)))
        let validation = try #require(data.validation)
        #expect(classes(data.test) == [0: 2, 1: 1, 2: 1] && classes(validation) == [0: 2, 1: 1, 2: 1] && classes(data.training) == [0: 6, 1: 3, 2: 3])
        #expect(Set(rows(data.training) + rows(validation) + rows(data.test)) == Set(0..<20))
        #expect(rows(data.training) != rows(data.training).sorted(), "mixed")
        #expect(rows(try load(SplitSpec(.shares(validation: 0.2, test: 0.2))).test) == rows(data.test))
        #expect(rows(try load(SplitSpec(.shares(validation: 0.2, test: 0.2), seed: 1)).training) != rows(data.training))
        #expect(rows(try load(SplitSpec(.shares(validation: 0.1, test: 0.2), shuffle: false)).test) == [16, 17, 18, 19])
    }

    @Test func everyExampleIsTestedInOneFoldAndFoldsShareClassesOut() throws {
        var seen: [Int] = []
        for fold in 0..<5 {
            let data = try load(SplitSpec(.fold(fold, of: 5)))
            #expect(classes(data.test) == [0: 2, 1: 1, 2: 1] && data.training.count == 16 && data.validation == nil)
            seen += rows(data.test)
        }
        #expect(seen.sorted() == Array(0..<20))
    }

    @Test func columnsAndSingleExamples() throws {
        let column = try load(SplitSpec(.column("part")))
        #expect(rows(column.test).sorted() == [0, 4, 8, 12, 16] && column.validation?.count == 5 && column.training.count == 10)
        let one = try load(SplitSpec(.leaveOneOut(17)))
        #expect(rows(one.test) == [17] && one.training.count == 19)
        for wrong in [SplitSpec(.leaveOneOut(20)), SplitSpec(.fold(0, of: 21)), SplitSpec(.column("gone")), SplitSpec(.column("y")), SplitSpec(.shares(validation: 0, test: 0.01))]
        {
            #expect(throws: FileError.self) { try load(wrong) }
        }
    }

    @Test func aSplitOfArraysTakesTheTestPartBackIntoThePot() throws {
        try NpyFile.write(Tensor(shape: [6, 1], values: [0, 1, 2, 3, 4, 5]), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [4, 1], values: [6, 7, 8, 9]), to: scratch.file("t.npy"))
        var spec = DataSpec(source: .npy(.init(inputs: "x.npy", testInputs: "t.npy")))
        spec.split = SplitSpec(.shares(validation: 0, test: 0.5))
        let data = try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
        #expect(data.training.count == 5 && Set(rows(data.training) + rows(data.test)) == Set(0..<10))
        spec.split = SplitSpec(.shares(validation: 0.5, test: 0))
        let kept = try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
        #expect(kept.training.count == 3 && kept.validation?.count == 3 && rows(kept.test) == [6, 7, 8, 9])
    }
}
