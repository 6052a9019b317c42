import Foundation
import Tensors

/// What a folder with a folder of pictures for each class holds, by its names alone: no picture is opened.
struct PictureFolders {
    let root: String
    /// The names of the folders that hold a picture, in their order.
    let classNames: [String]
    /// Each class's pictures, its own first, then those of the folders in it.
    let files: [File]
    /// Folders without a picture.
    let empty: [String]
    /// Pictures of kinds that are not read.
    let others: [String]
    /// Pictures beside the folders of classes.
    let stray: [String]

    struct File {
        let path: String
        let className: String
        /// Whether it lies in a folder inside its class's.
        let isDeeper: Bool
    }

    private static let largestCount = 1_000_000
    /// Folders in folders: more is a link that leads back.
    private static let deepest = 16

    init(_ root: String) throws(FileError) {
        let entries = try Self.entries(of: root)
        var classNames: [String] = [], files: [File] = [], empty: [String] = [], others: [String] = []
        for name in entries.folders {
            let own = try Self.pictures(in: (root as NSString).appendingPathComponent(name), depth: 0)
            if own.files.isEmpty { empty.append(name) } else { classNames.append(name) }
            files += own.files.map { File(path: $0.path, className: name, isDeeper: $0.depth > 0) }
            others += own.others
            guard files.count <= Self.largestCount else { throw FileError(root, "has more than \(Self.largestCount) pictures. Take some away.") }
        }
        guard Set(classNames).count == classNames.count else {
            throw FileError(root, "has two folders of the same name, written with different characters. Rename one.")
        }
        (self.root, self.classNames, self.files, self.empty, self.others) = (root, classNames, files, empty, others)
        stray = entries.pictures
    }

    /// Throws where this is no training part: no picture, or pictures of one class.
    func checkClasses() throws(FileError) {
        guard !classNames.isEmpty || !empty.isEmpty else {
            throw FileError(root, "has no folder of pictures, expected one for each class. Sort the pictures into folders named by their class.")
        }
        try checkPictures()
        let shared = sharedFolders, sizes = Dictionary(grouping: files, by: \.className).mapValues(\.count)
        let largest = (root as NSString).appendingPathComponent(classNames.max { sizes[$0] ?? 0 < sizes[$1] ?? 0 } ?? "")
        guard classNames.count == 1 else {
            guard shared.count > 1 else { return }
            throw FileError(
                root,
                "has the same folders, \(shared.listed), in \(classNames.listed), which are parts of the data then, not classes. Give folder: \(largest) and test_folder: another of them."
            )
        }
        let only = classNames[0]
        if shared.count > 1 { throw FileError(root, "has one folder, \(only), which has the folders of classes inside. Give folder: \(largest).") }
        let repair = empty.isEmpty ? "Sort the pictures into folders named by their class." : "Put pictures into \(empty.prefix(8).joined(separator: ", "))."
        throw FileError(root, "has pictures in the folder \(only) only, expected one for each class. \(repair)")
    }

    /// The folders that every class has inside, where no class has a picture of its own.
    private var sharedFolders: [String] {
        guard files.allSatisfy(\.isDeeper) else { return [] }
        let inner = Dictionary(grouping: files, by: \.className).map { name, files in
            Set(files.map { String(Self.firstFolder(of: $0.path, below: (root as NSString).appendingPathComponent(name))) })
        }
        return inner.dropFirst().reduce(inner.first ?? []) { $0.intersection($1) }.sorted()
    }

    /// Throws where there is no picture.
    func checkPictures() throws(FileError) {
        guard files.isEmpty else { return }
        let kinds = Set(others.map { ($0 as NSString).pathExtension.uppercased() }).sorted()
        let repair = kinds.isEmpty ? "Put a folder of pictures there for each class." : "Convert its \(kinds.prefix(4).joined(separator: ", ")) files."
        throw FileError(root, "has no PNG or JPEG picture in its folders. \(repair)")
    }

    /// What was left out or taken from deeper, so that nobody looks for it in vain.
    var notes: [String] {
        var notes: [String] = []
        let deeper = files.filter(\.isDeeper)
        if let first = deeper.first {
            notes.append(
                "\(deeper.count == 1 ? "A picture" : "\(deeper.count) pictures") in folders below a class's, such as \(relative(first.path)), \(deeper.count == 1 ? "counts" : "count") for that class."
            )
        }
        if let first = others.first {
            notes.append(
                "\(others.count == 1 ? "\(first) of" : "\(others.count) pictures such as \(first) in") \(root) \(others.count == 1 ? "was" : "were") left out: only PNG and JPEG are read."
            )
        }
        if let first = stray.first {
            notes.append(
                "\(stray.count == 1 ? "\(first)" : "\(stray.count) pictures such as \(first)") beside the folders of classes in \(root) \(stray.count == 1 ? "was" : "were") left out."
            )
        }
        if !empty.isEmpty {
            notes.append("\(root) has no PNG or JPEG in \(empty.prefix(8).joined(separator: ", ")), so \(empty.count == 1 ? "it is no class" : "they are no classes").")
        }
        return notes
    }

    /// A picture's path below the root.
    func relative(_ path: String) -> String { Self.rest(of: path, below: root) }

    private static func rest(of path: String, below folder: String) -> String {
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
    }

    private static func firstFolder(of path: String, below folder: String) -> Substring { rest(of: path, below: folder).prefix { $0 != "/" } }

    /// A folder's pictures that can be read, and those of kinds that can't, with those of the folders in it.
    private static func pictures(in folder: String, depth: Int) throws(FileError) -> (files: [(path: String, depth: Int)], others: [String]) {
        let own = try entries(of: folder)
        var files = own.pictures.map { (path: (folder as NSString).appendingPathComponent($0), depth: depth) }, others = own.others
        guard depth < deepest else { return (files, others) }
        for name in own.folders {
            let inner = try pictures(in: (folder as NSString).appendingPathComponent(name), depth: depth + 1)
            files += inner.files
            others += inner.others
            guard files.count <= largestCount else { throw FileError(folder, "has more than \(largestCount) pictures. Take some away; a link may lead back into it.") }
        }
        return (files, others)
    }

    /// The names in a folder by kind, in their order; hidden ones are left out.
    static func entries(of folder: String) throws(FileError) -> (folders: [String], pictures: [String], others: [String]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            let hint = FileManager.default.fileExists(atPath: folder) ? "" : NearestName.suggestion(path: folder)
            throw FileError(folder, "can't be listed as a folder. Check the path and its permissions.\(hint)")
        }
        var folders: [String] = [], pictures: [String] = [], others: [String] = []
        for name in names {
            let ending = (name as NSString).pathExtension.lowercased()
            if isFolder((folder as NSString).appendingPathComponent(name)) {
                if name != "__MACOSX" { folders.append(name) }  // what macOS leaves in an archive: no pictures, though they are named so
            } else if PictureFile.endings.contains(ending) {
                pictures.append(name)
            } else if PictureFile.otherEndings.contains(ending) {
                others.append(name)
            }
        }
        return (folders, pictures, others)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
