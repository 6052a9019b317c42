import Foundation
import Tensors
import TestSupport
import Testing

struct FileTests {
    private let scratch = Scratch()
    private let tensor = Tensor(shape: [2, 3], values: [1, -2.5, 3e-20, 4, .infinity, 6])

    @Test func npyComesBackAsItWent() throws {
        for shape in [Shape([6]), [2, 3], [1, 2, 3, 1]] {
            let path = scratch.file("x.npy")
            try NpyFile.write(Tensor(shape: shape, values: tensor.values), to: path)
            let back = try NpyFile(path: path)
            #expect(back.tensor == Tensor(shape: shape, values: tensor.values))
            #expect(!back.isInteger)
        }
    }

    @Test func safetensorsComesBackInItsOrderWithItsText() throws {
        let file = SafetensorsFile(
            tensors: [("b.kernel", tensor), ("a \"quoted\"\n", Tensor(shape: [], values: [5])), ("empty", Tensor(shape: [0, 4], values: []))],
            metadata: ["recipe": "name: \"x\"\n  tab\t\u{1}", "counters": "{}"])
        let path = scratch.file("w.safetensors")
        try file.write(to: path)
        let back = try SafetensorsFile(path: path)
        #expect(back.tensors.map(\.name).sorted() == file.tensors.map(\.name).sorted())
        #expect(back.byName["b.kernel"] == tensor)
        #expect(back.metadata == file.metadata)
        #expect(file.bytes == SafetensorsFile(tensors: file.tensors, metadata: file.metadata).bytes)
    }

    @Test func damagedFilesGiveASentenceAndNeverTrap() throws {
        let weights = SafetensorsFile(tensors: [("0.Dense.kernel", tensor), ("0.Dense.bias", Tensor(shape: [3], values: [1, 2, 3]))], metadata: ["a": "b"]).bytes
        for bytes in Mutations.of(weights, count: 4_000) { _ = try? SafetensorsFile(bytes: bytes, path: "damaged") }
        let path = scratch.file("x.npy")
        try NpyFile.write(tensor, to: path)
        for bytes in Mutations.of(try Data(contentsOf: URL(fileURLWithPath: path)), count: 4_000) { _ = try? NpyFile(bytes: bytes, path: "damaged") }
        #expect(throws: FileError.self) { try SafetensorsFile(bytes: weights.dropLast(), path: "cut") }
    }

    @Test func aFileThatLiesAboutItsOffsetsIsRefused() throws {
        func file(_ header: String, _ data: Int) -> Data {
            var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
            bytes.append(contentsOf: header.utf8)
            bytes.append(Data(count: data))
            return bytes
        }
        for header in [
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
            #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, #"{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,4]}}"#,
            #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#, #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, "[]", "{", "",
        ] {
            #expect(throws: FileError.self, "\(header)") { try SafetensorsFile(bytes: file(header, 8), path: "lie") }
        }
    }

    @Test func aFileIsWrittenWholeOrNotAtAll() throws {
        let path = try scratch.write("before", to: "kept.txt")
        #expect(throws: FileError.self) { try FileBytes.write(Data("x".utf8), to: scratch.file("nowhere/x.txt")) }
        // A full disk: every write to /dev/full fails, so the file beside it must be gone and the old one kept.
        #expect(throws: FileError.self) { try FileBytes.write(Data("x".utf8), to: "/proc/strata-cannot-write") }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
        try FileBytes.write(Data("after".utf8), to: path)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "after")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["kept.txt"])
    }

    @Test func whatIsNoFileIsNamed() {
        for path in ["/dev/zero", scratch.path, scratch.file("missing")] {
            #expect(throws: FileError.self) { try FileBytes.read(path) }
        }
        #expect(throws: FileError.self) { try FileBytes.read(scratch.write("four", to: "f"), limit: 3) }
    }
}
