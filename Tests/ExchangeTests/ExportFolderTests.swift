import Exchange
import Foundation
import TestSupport
import Testing

struct ExportFolderTests {
    private let scratch = Scratch()
    private let files = [ExportedFile("model.py", "import keras\n".utf8), ExportedFile("weights.safetensors", [1, 2, 3])]

    private func names(_ path: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    private func error(_ path: String, _ files: [ExportedFile]) -> String {
        do {
            try ExportFolder(path).write(files)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func aFolderIsMadeOrFilled() throws {
        for path in [scratch.file("new"), scratch.file("deep/er/new"), scratch.file("slash/")] {
            try ExportFolder(path).write(files)
            #expect(try names(path) == ["model.py", "weights.safetensors"])
        }
        let empty = scratch.file("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
        try ExportFolder(empty).write(files)
        #expect(try names(empty) == ["model.py", "weights.safetensors"])
    }

    @Test func nothingIsWrittenOver() throws {
        let path = try scratch.write("mine", to: "full/notes.txt"), folder = scratch.file("full")
        #expect(error(folder, files) == "\(folder) is not empty, and an export overwrites nothing. Give another --out, or empty the folder.")
        #expect(error(path, files) == "\(path) is a file, expected a folder or a path that does not exist. Give another --out.")
        #expect(try names(folder) == ["notes.txt"] && names(scratch.path) == ["full"])
    }

    @Test func whatFailsHalfwayLeavesNothing() throws {
        let folder = scratch.file("half")
        #expect(error(folder, files + [ExportedFile("no/such/folder.txt", [])]).contains("can't be written"))
        #expect(try names(scratch.path) == [])
        #expect(error("/proc/strata/export", files).hasSuffix("Choose a folder that you may write to."))
    }
}
