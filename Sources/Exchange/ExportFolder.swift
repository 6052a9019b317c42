import Foundation
import Tensors

/// The folder that an export fills: there whole, or not at all.
public struct ExportFolder {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Throws where the folder holds something, or something else has its name: nothing is ever written over.
    public func check() throws(ExportError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw sentence(.isFile) }
        guard (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false else { throw sentence(.isTaken) }
    }

    /// Writes the files, the last of which makes the folder whole.
    public func write(_ files: [ExportedFile]) throws {
        try check()
        do {
            func place(_ file: ExportedFile, in folder: String) -> String { (folder as NSString).appendingPathComponent(file.name) }
            _ = try NewFolder.make(
                path, check: check, clear: { folder in for file in files { unlink(place(file, in: folder)) } },
                write: { folder in for file in files { try FileBytes.write(Data(file.bytes), to: place(file, in: folder)) } })
        } catch let problem as NewFolder.Problem {
            throw sentence(problem)
        }
    }

    private func sentence(_ problem: NewFolder.Problem) -> ExportError {
        switch problem {
        case .isTaken: ExportError("\(path) is not empty, and an export writes nothing over. Give another --out, or empty the folder.")
        case .isFile: ExportError("\(path) is a file, expected a folder or a name that is free. Give another --out.")
        case .impossible(let reason): ExportError("\(path) can't be made: \(reason). Choose a folder that you may write to.")
        }
    }
}
