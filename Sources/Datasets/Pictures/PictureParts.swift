import Foundation
import Tensors

/// The folders of the parts of a picture data set: the folder of classes itself, or its subfolders `train/`, `test/` and similar, with the classes inside.
struct PictureParts {
    let training: String
    var validation: String?
    var test: String?
    /// What was found, if the parts were recognised by their names.
    var note: String?

    private static let trainingNames = ["train", "training"]
    private static let validationNames = ["val", "valid", "validation", "dev"]
    private static let testNames = ["test", "testing"]

    /// `testFolder`: the one that the recipe gives.
    init(_ root: String, testFolder: String?) throws(FileError) {
        let folders = try PictureFolders.entries(of: root).folders
        func named(_ names: [String]) -> String? { folders.first { names.contains($0.lowercased()) } }
        func path(_ name: String) -> String { (root as NSString).appendingPathComponent(name) }
        guard let training = named(Self.trainingNames), try Self.holdsClasses(path(training)) else {
            self.training = root
            test = testFolder
            return
        }
        let validation = named(Self.validationNames), test = named(Self.testNames), parts = [training, validation, test].compactMap { $0 }
        for part in parts where try !Self.holdsClasses(path(part)) {
            throw FileError(
                path(part), "has no folders of classes, which \(path(training)) has. Sort its pictures into folders named by their class, or give folder: \(path(training)).")
        }
        if let other = folders.first(where: { !parts.contains($0) }) {
            throw FileError(
                root,
                "has a folder \(other) beside \(parts.joined(separator: " and ")), which are parts of the data, not classes. Give folder: \(path(training))\(test.map { " and test_folder: \(path($0))" } ?? "")."
            )
        }
        guard test == nil || testFolder == nil else { throw FileError(root, "has a folder \(test ?? "") already. Leave test_folder out, or give folder: \(path(training)).") }
        self.training = path(training)
        self.validation = validation.map(path)
        self.test = testFolder ?? test.map(path)
        note = "\(parts.joined(separator: " and ")) in \(root) \(parts.count == 1 ? "is a part of the data" : "are parts of the data"), not classes."
    }

    /// Whether a folder has subfolders with pictures and no picture outside them.
    private static func holdsClasses(_ folder: String) throws(FileError) -> Bool {
        let entries = try PictureFolders.entries(of: folder)
        guard entries.pictures.isEmpty else { return false }
        for name in entries.folders where try !PictureFolders.entries(of: (folder as NSString).appendingPathComponent(name)).pictures.isEmpty { return true }
        return false
    }
}
