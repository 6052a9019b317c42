import Foundation

/// Where the program's own recipes and data lie: the first folder above the executable that has both `assets` and `sample-data`.
public struct Installation: Hashable, Sendable {
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// The folder that this program was built in or installed to; `nil` where it was moved away from its data.
    public static let current: Installation? = {
        guard var folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") as NSString else { return nil }
        while folder.length > 1 {
            folder = folder.deletingLastPathComponent as NSString
            let parts = ["assets", "sample-data"].map(folder.appendingPathComponent)
            if parts.allSatisfy(FileManager.default.fileExists(atPath:)) { return Installation(folder: folder as String) }
        }
        return nil
    }()

    public var recipes: String { (folder as NSString).appendingPathComponent("assets/recipes") }
    public var data: String { (folder as NSString).appendingPathComponent("sample-data") }
}
