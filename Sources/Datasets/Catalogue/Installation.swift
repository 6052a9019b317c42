import Foundation

/// The folder of the program's own recipes and data: the first one above the executable that has both `assets` and `sample-data`.
public struct Installation: Hashable, Sendable {
    /// The path of the folder.
    public let folder: String

    /// An installation in a folder.
    public init(folder: String) {
        self.folder = folder
    }

    /// The folder that this program was built in or installed to; `nil` where no folder above the executable has the data.
    public static let current: Installation? = {
        guard var folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") as NSString else { return nil }
        while folder.length > 1 {
            folder = folder.deletingLastPathComponent as NSString
            let parts = ["assets", "sample-data"].map(folder.appendingPathComponent)
            if parts.allSatisfy(FileManager.default.fileExists(atPath:)) { return Installation(folder: folder as String) }
        }
        return nil
    }()

    /// The folder of the shipped recipes.
    public var recipes: String { (folder as NSString).appendingPathComponent("assets/recipes") }
    /// The folder of the shipped data sets.
    public var data: String { (folder as NSString).appendingPathComponent("sample-data") }
}
