import Foundation

extension FileManager {
    /// Whether there is a folder at the path, or a link to one.
    func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
