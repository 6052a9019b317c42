import Foundation
import Glibc
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
        guard isFolder.boolValue else { throw ExportError("\(path) is a file, expected a folder or a name that is free. Give another --out.") }
        guard (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false else {
            throw ExportError("\(path) is not empty, and an export writes nothing over. Give another --out, or empty the folder.")
        }
    }

    /// Writes the files into a folder beside the one that is wanted, which then takes its name.
    public func write(_ files: [ExportedFile]) throws {
        try check()
        let target = URL(fileURLWithPath: path).standardizedFileURL.path
        let temporary = "\(target).\(getpid()).new"
        try? FileManager.default.removeItem(atPath: temporary)
        do {
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        } catch {
            throw ExportError("\(path) can't be made: \((temporary as NSString).deletingLastPathComponent) can't be written. Choose a folder that you may write to.")
        }
        do {
            for file in files { try FileBytes.write(Data(file.bytes), to: (temporary as NSString).appendingPathComponent(file.name)) }
            // Takes the place of an empty folder, too.
            guard rename(temporary, target) == 0 else {
                throw ExportError("\(path) can't be made: \(String(cString: strerror(errno)).lowercased()). Choose a folder that you may write to.")
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }
}
