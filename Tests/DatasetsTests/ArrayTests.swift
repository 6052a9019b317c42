import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// A person's own arrays as they come: names of classes, numbers that don't begin at 0, pictures with their channels first, files in the wrong place.
struct ArrayTests {
    private let scratch = Scratch()

    private func array(_ type: String, _ shape: [Int], _ bytes: [UInt8]) -> Data {
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape.map { "\($0)," }.joined())), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + bytes)
    }

    private func texts(_ names: [String]) -> Data {
        let width = names.map(\.utf8.count).max() ?? 1
        return array("|S\(width)", [names.count], names.flatMap { Array($0.utf8) + [UInt8](repeating: 0, count: width - $0.utf8.count) })
    }

    private func labels(_ numbers: [UInt8]) -> Data { array("<i4", [numbers.count], numbers.flatMap { [$0, 0, 0, 0] }) }

    private func load(_ targets: Data, test: Data? = nil, inputs: Shape = [2], _ choice: DataSpec.TargetChoice = .automatic) throws -> Dataset {
        func count(_ data: Data) throws -> Int {
            try scratch.write(data, to: "count.npy")
            return try NpyTexts(bytes: data, path: "")?.shape[0] ?? NpyFile(bytes: data, path: "").tensor.shape[0]
        }
        var paths = ArrayPaths(inputs: "x.npy", targets: "y.npy")
        try NpyFile.write(Tensor(zeros: Shape([try count(targets)] + inputs.dimensions)), to: scratch.file("x.npy"))
        try scratch.write(targets, to: "y.npy")
        if let test {
            try NpyFile.write(Tensor(zeros: Shape([try count(test)] + inputs.dimensions)), to: scratch.file("tx.npy"))
            try scratch.write(test, to: "ty.npy")
            (paths.testInputs, paths.testTargets) = ("tx.npy", "ty.npy")
        }
        var spec = DataSpec(source: .npy(paths))
        spec.targets = choice
        return try DatasetLoader(installation: nil).load(spec, relativeTo: scratch.path)
    }

    private func refusal(_ body: () throws -> Dataset) throws -> String { try #require(#expect(throws: FileError.self) { try body() }).sentence }

    @Test func textsAreTheNamesOfClasses() throws {
        let data = try load(texts(["ox", "cat", "ox", "emu"]), test: texts(["emu", "cat"]))
        #expect(data.classNames == ["cat", "emu", "ox"] && (0..<4).map { data.training.label($0) } == [2, 0, 2, 1] && data.test.label(0) == 1 && data.note == nil)
        #expect(try load(texts(["10", "9", "10"])).classNames == ["9", "10"])
        #expect(try load(texts(["a", "b"]), .inputs).categoryNames == ["a", "b"])
        #expect(try refusal { try load(texts(["ox", "cat"]), test: texts(["oxx"])) }.contains("Did you mean ox?"))
        #expect(try refusal { try load(texts(["ox", "cat"]), test: labels([0])) }.contains("expected the names of classes"))
        #expect(try refusal { try load(texts(["ox", ""])) }.contains("target 1 is an empty text"))
        #expect(try refusal { try load(texts(["ox", "cat"]), .values) }.contains("holds texts, not numbers"))
        #expect(try refusal { try load(texts(["ox", "ox"])) }.contains("holds only class"))
    }

    @Test func textsAreNoInputs() throws {
        try scratch.write(texts(["a", "b"]), to: "x.npy")
        let error = #expect(throws: FileError.self) { try DatasetLoader(installation: nil).load(DataSpec(source: .npy(ArrayPaths(inputs: "x.npy"))), relativeTo: scratch.path) }
        #expect(error?.sentence.contains("holds texts, expected numbers") ?? false)
    }

    @Test func classesWithoutAnExampleAreSaid() throws {
        #expect(try load(labels([1, 2, 3, 1])).note?.contains("no example of class 0, because its numbers begin at 1") ?? false)
        let gap = try load(labels([0, 1, 7, 9]))
        #expect(gap.classes == 10 && gap.note?.contains("no example of classes 2 to 6, 8") ?? false)
        #expect(try load(labels([2, 3])).note?.contains("no example of classes 0 to 1") ?? false)
        #expect(try load(labels([0, 1, 0])).note == nil)
        #expect(try load(labels([0, 1]), test: labels([2])).note?.contains("no example of class 2") ?? false)
        #expect(try load(labels([1, 2]), .values).note == nil)
        #expect(try refusal { try load(labels([0, 0, 0])) }.contains("holds only class 0"))
        #expect(try load(labels([0, 0]), .inputs).training.category(1) == 0)
    }

    @Test func channelsFirstAreSaidWithTheRepair() throws {
        #expect(try load(labels([0, 1]), inputs: [3, 32, 32]).note?.contains("examples of (3, 32, 32), which look like pictures with their channels first") ?? false)
        for shape in [[32, 32, 3], [28, 28, 1], [3, 4, 5], [40, 3]] as [Shape] { #expect(try load(labels([0, 1]), inputs: shape).note == nil, "\(shape)") }
    }

    @Test func swappedFilesAreNamed() throws {
        try scratch.write(Data([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2] + [UInt8](repeating: 9, count: 8)), to: "images")
        try scratch.write(Data([0, 0, 8, 1, 0, 0, 0, 2, 0, 1]), to: "labels")
        let loader = DatasetLoader(installation: nil)
        #expect(try loader.load(DataSpec(source: .idx(ArrayPaths(inputs: "images", targets: "labels"))), relativeTo: scratch.path).training.count == 2)
        for choice in [DataSpec.TargetChoice.automatic, .classes] {
            var spec = DataSpec(source: .idx(ArrayPaths(inputs: "labels", targets: "images")))
            spec.targets = choice
            let error = #expect(throws: FileError.self) { try loader.load(spec, relativeTo: scratch.path) }
            #expect(error?.sentence.contains("swapped. Swap them.") ?? false)
        }
    }
}
