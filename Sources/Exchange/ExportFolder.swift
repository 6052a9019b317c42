import Foundation
import Tensors

/// The folder of an export. It is written completely or not at all.
public struct ExportFolder {
    /// The path of the folder.
    public let path: String

    /// A folder, whether or not it exists.
    public init(_ path: String) {
        self.path = path
    }

    /// Throws where the folder is not empty, or is a file: nothing is ever overwritten.
    public func check() throws(ExportError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw sentence(.isFile) }
        guard (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false else { throw sentence(.isTaken) }
    }

    /// Writes the files; the folder is complete with the last of them. Throws an `ExportError` where that is not possible.
    public func write(_ files: [ExportedFile]) throws {
        try check()
        do {
            func path(_ file: ExportedFile, in folder: String) -> String { (folder as NSString).appendingPathComponent(file.name) }
            _ = try NewFolder.make(
                self.path, check: check, clear: { folder in for file in files { unlink(path(file, in: folder)) } },
                write: { folder in for file in files { try FileBytes.write(Data(file.bytes), to: path(file, in: folder)) } })
        } catch let problem as NewFolder.Problem {
            throw sentence(problem)
        }
    }

    private func sentence(_ problem: NewFolder.Problem) -> ExportError {
        switch problem {
        case .isTaken: ExportError("\(path) is not empty, and an export overwrites nothing. Give another --out, or empty the folder.")
        case .isFile: ExportError("\(path) is a file, expected a folder or a path that does not exist. Give another --out.")
        case .impossible(let reason): ExportError("\(path) can't be made: \(reason). Choose a folder that you may write to.")
        }
    }
}
