import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

struct FormatTests {
    private let scratch = Scratch()
    private let loader = DatasetLoader(installation: nil)

    private func idx(_ type: UInt8, _ extents: [UInt32], _ bytes: [UInt8]) -> Data {
        Data([0, 0, type, UInt8(extents.count)] + extents.flatMap { extent in (0..<4).map { UInt8(truncatingIfNeeded: extent >> (24 - 8 * $0)) } } + bytes)
    }

    @Test func idxOfEveryTypeIsRead() throws {
        func numbers(_ data: Data) throws -> [Float] {
            switch try IdxFile(bytes: data, path: "x").values {
            case .bytes(let bytes, _): bytes.map(Float.init)
            case .floats(let floats): floats
            }
        }
        #expect(try numbers(idx(8, [2], [0, 255])) == [0, 255])
        #expect(try numbers(idx(9, [1], [0xFF])) == [-1])
        #expect(try numbers(idx(0x0B, [1], [0xFF, 0xFE])) == [-2])
        #expect(try numbers(idx(0x0C, [1], [0, 0, 1, 0])) == [256])
        #expect(try numbers(idx(0x0D, [1], [0x3F, 0x80, 0, 0])) == [1])
        #expect(try numbers(idx(0x0E, [1], [0x3F, 0xE0, 0, 0, 0, 0, 0, 0])) == [0.5])
    }

    @Test func idxThatLiesOrIsCutOffIsRefused() {
        for data in [
            Data(), Data([0, 0, 8]), idx(8, [2, 2], [1, 2, 3]), idx(8, [2], [1, 2, 3]), idx(7, [1], [0]), idx(8, [.max, .max, .max, .max], [0]),
            Data([0, 0, 8, 255]), Data([1, 0, 8, 1, 0, 0, 0, 0]), idx(8, [], []),
        ] {
            #expect(throws: FileError.self) { try IdxFile(bytes: data, path: "x") }
        }
    }

    @Test func damagedIdxNeverTraps() {
        for bytes in Mutations.of(idx(8, [3, 4, 4], [UInt8](repeating: 7, count: 48)), count: 4_000) { _ = try? IdxFile(bytes: bytes, path: "x") }
    }

    @Test func ownIdxFilesAreScaledToOneAndCheckedAgainstTheirLabels() throws {
        try scratch.write(idx(8, [3, 2, 2], [0, 51, 102, 255, 0, 0, 0, 0, 1, 1, 1, 1]), to: "x.idx")
        try scratch.write(idx(8, [3], [0, 2, 1]), to: "y.idx")
        try scratch.write(idx(8, [2], [0, 1]), to: "short.idx")
        let data = try loader.load(DataSpec(source: .idx(.init(inputs: "x.idx", targets: "y.idx"))), relativeTo: scratch.path)
        #expect(data.inputShape == [2, 2, 1] && data.classes == 3)
        #expect(data.training.input(0).values.map { ($0 * 255).rounded() } == [0, 51, 102, 255])
        #expect(throws: FileError.self) { try loader.load(DataSpec(source: .idx(.init(inputs: "x.idx", targets: "short.idx"))), relativeTo: scratch.path) }
        #expect(throws: FileError.self) { try loader.load(DataSpec(source: .idx(.init(inputs: "gone.idx"))), relativeTo: scratch.path) }
    }

    @Test func ownArraysKeepTheirNumbersAndRowsWithAOneAreClasses() throws {
        try NpyFile.write(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [2, 2], values: [0, 1, 1, 0]), to: scratch.file("onehot.npy"))
        try NpyFile.write(Tensor(shape: [2, 2], values: [0.5, 1, 1, 0]), to: scratch.file("values.npy"))
        try NpyFile.write(Tensor(shape: [2, 1], values: [.nan, 1]), to: scratch.file("nan.npy"))
        func load(_ targets: String?) throws -> Dataset { try loader.load(DataSpec(source: .npy(.init(inputs: "x.npy", targets: targets))), relativeTo: scratch.path) }
        #expect(try load("onehot.npy").classes == 2)
        #expect(try load("onehot.npy").training.label(0) == 1)
        #expect(try load("values.npy").classes == nil)
        #expect(try load(nil).training.input(1).values == [4, 5, 6])
        let error = #expect(throws: FileError.self) { try load("nan.npy") }
        #expect(error?.description.contains("nan") ?? false)
    }

    @Test func wholeNumbersOfArraysAreWhatTheRecipeSays() throws {
        try NpyFile.write(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]), to: scratch.file("x.npy"))
        try scratch.write(integers([2, 2], [0, 3, 2, 1]), to: "steps.npy")
        try scratch.write(integers([2, 2], [0, 1, 1, 1]), to: "labels.npy")
        try scratch.write(integers([2], [4, 0]), to: "one.npy")
        try NpyFile.write(Tensor(shape: [2], values: [0.5, 2]), to: scratch.file("w.npy"))
        try NpyFile.write(Tensor(shape: [2], values: [0.5, -2]), to: scratch.file("negative.npy"))
        func load(_ targets: String, _ choice: DataSpec.TargetChoice = .automatic, weights: String? = nil) throws -> Dataset {
            var spec = DataSpec(source: .npy(.init(inputs: "x.npy", targets: targets, weights: weights)))
            spec.targets = choice
            return try loader.load(spec, relativeTo: scratch.path)
        }
        let steps = try load("steps.npy", weights: "w.npy")
        #expect(steps.classes == 4 && steps.training.targetsPerSample == 2 && steps.training.label(0) == nil && steps.training.weight(1) == 2)
        #expect(try load("labels.npy").classes == nil, "several labels at once")
        #expect(try load("labels.npy", .classes).training.targetsPerSample == 2)
        #expect(try load("one.npy").classes == 5 && load("one.npy", .values).classes == nil)
        let own = try load("one.npy", .inputs)
        #expect(own.classes == nil && own.categoryNames.count == 5 && own.training.category(0) == 4 && own.training.label(0) == nil)
        #expect(throws: FileError.self) { try load("one.npy", weights: "negative.npy") }
        #expect(throws: FileError.self) { try load("one.npy", weights: "x.npy") }
    }

    /// An npy file of 64-bit whole numbers.
    private func integers(_ shape: [Int], _ numbers: [Int64]) -> Data {
        var header = "{'descr': '<i8', 'fortran_order': False, 'shape': (\(shape.map { "\($0)," }.joined())), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]) + Data(header.utf8) + numbers.withUnsafeBytes { Data($0) }
    }

    @Test func whatIsLeftOutOfAFolderOfPicturesIsSaid() throws {
        let red = try #require(Data(base64Encoded: png))
        for name in ["b/1.png", "a/1.png"] { try scratch.write(red, to: "pictures/" + name) }
        func load() throws -> Dataset { try loader.load(DataSpec(source: .images(folder: "pictures", testFolder: nil)), relativeTo: scratch.path) }
        #expect(try load().note == nil)
        // A name is proposed where nothing has the one that was given, and never that one.
        try scratch.write("no folder", to: "picture")
        for (folder, hint) in [("picture", "permissions."), ("pictues", "Did you mean \(scratch.file("pictures"))?")] {
            let error = #expect(throws: FileError.self) { try loader.load(DataSpec(source: .images(folder: folder, testFolder: nil)), relativeTo: scratch.path) }
            #expect(error?.sentence.hasSuffix(hint) ?? false, "\(error?.sentence ?? "")")
        }
        symlink(scratch.file("nowhere"), scratch.file("dangling"))
        #expect(NearestName.suggestion(path: scratch.file("dangling")).isEmpty)
        try scratch.write("GIF89a", to: "pictures/b/2.gif")
        try FileManager.default.createDirectory(atPath: scratch.file("pictures/c"), withIntermediateDirectories: true)
        let data = try load(), note = try #require(data.note)
        #expect(data.classNames == ["a", "b"] && note.contains("2.gif") && note.contains("only PNG and JPEG are read") && note.contains("no PNG or JPEG in c"))
    }

    /// PNG and JPEG of 4×4, made by Pillow: red, and a grey gradient.
    private let png = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=="

    @Test func aFolderOfPicturesHasAClassAFolder() throws {
        let red = try #require(Data(base64Encoded: png))
        for name in ["b/1.png", "b/2.png", "a/1.png"] { try scratch.write(red, to: "pictures/" + name) }
        try scratch.write("not a picture", to: "pictures/a/readme.txt")
        let spec = DataSpec(source: .images(folder: "pictures", testFolder: nil), imageSize: .init(rows: 8, columns: 6))
        let data = try loader.load(spec, relativeTo: scratch.path)
        #expect(data.classNames == ["a", "b"] && data.training.count == 3 && data.inputShape == [8, 6, 3])
        let pixel = data.training.input(0).values
        #expect(abs(pixel[0] - 1) < 0.01 && pixel[1] < 0.01)
        try scratch.write(Data(red.prefix(40)), to: "pictures/b/cut.png")
        let error = #expect(throws: FileError.self) { try loader.load(spec, relativeTo: scratch.path) }
        #expect(error?.path.hasSuffix("cut.png") ?? false)
        for bytes in Mutations.of(red, count: 300) {
            try scratch.write(bytes, to: "pictures/b/cut.png")
            _ = try? loader.load(spec, relativeTo: scratch.path)
        }
    }

    @Test func standardisingTakesItsFiguresFromTheTrainingPartAlone() throws {
        try NpyFile.write(Tensor(shape: [4, 2], values: [1, 5, 3, 5, 100, 7, 200, 9]), to: scratch.file("x.npy"))
        let spec = DataSpec(source: .npy(.init(inputs: "x.npy")), scaling: .standardise), data = try loader.load(spec, relativeTo: scratch.path)
        let parts = DatasetParts(data, spec, validationSplit: 0.5, seed: 1)
        #expect(parts.training.input(0).values == [-1, 0] && parts.training.input(1).values == [1, 0])
        #expect(parts.validation.input(0).values[0] == 98)
        #expect(DatasetParts(data, DataSpec(source: spec.source), validationSplit: 0, seed: 1, limit: 3).training.count == 3)
    }
}
