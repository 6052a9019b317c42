import Foundation
import Tensors

/// The pictures of a folder that has a subfolder for each class, found by their names; no picture is opened.
struct PictureFolders {
    let root: String
    /// The names of the subfolders that have a picture, sorted.
    let classNames: [String]
    /// The pictures of each class: those of its folder, then those of the folders inside it.
    let files: [File]
    /// Subfolders without a picture.
    let empty: [String]
    /// Pictures of formats that are not read.
    let others: [String]
    /// Pictures outside the folders of classes.
    let stray: [String]

    struct File {
        let path: String
        let className: String
        /// Whether it is in a folder inside its class's folder.
        let isDeeper: Bool
    }

    private static let maxPictures = 1_000_000
    /// The most nested folders that are searched; a link to a folder above would nest without end.
    private static let maxDepth = 16

    init(_ root: String) throws(FileError) {
        let entries = try Self.entries(of: root)
        var classNames: [String] = [], files: [File] = [], empty: [String] = [], others: [String] = []
        for name in entries.folders {
            let own = try Self.pictures(in: (root as NSString).appendingPathComponent(name), depth: 0)
            if own.files.isEmpty { empty.append(name) } else { classNames.append(name) }
            files += own.files.map { File(path: $0.path, className: name, isDeeper: $0.depth > 0) }
            others += own.others
            guard files.count <= Self.maxPictures else { throw FileError(root, "has more than \(Self.maxPictures) pictures. Remove some.") }
        }
        guard Set(classNames).count == classNames.count else {
            throw FileError(root, "has two folders of the same name, written with different Unicode characters. Rename one.")
        }
        (self.root, self.classNames, self.files, self.empty, self.others) = (root, classNames, files, empty, others)
        stray = entries.pictures
    }

    /// Throws where the folder can't be a training part: it has no picture, or pictures of only one class.
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
                "has the same folders, \(shared.listed), in \(classNames.listed), which look like parts of the data, not classes. Give folder: \(largest) and another of them as test_folder."
            )
        }
        let only = classNames[0]
        if shared.count > 1 { throw FileError(root, "has one folder, \(only), which has the folders of the classes inside. Give folder: \(largest).") }
        let repair = empty.isEmpty ? "Sort the pictures into folders named by their class." : "Put pictures into \(empty.prefix(8).joined(separator: ", "))."
        throw FileError(root, "has pictures in the folder \(only) only, expected one for each class. \(repair)")
    }

    /// The subfolders that every class has, where no class has a picture outside them.
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

    /// What was left out, and which pictures came from nested folders.
    var notes: [String] {
        var notes: [String] = []
        let deeper = files.filter(\.isDeeper)
        if let first = deeper.first {
            notes.append(
                "\(deeper.count == 1 ? "A picture" : "\(deeper.count) pictures") in folders inside a class's folder, such as \(relative(first.path)), \(deeper.count == 1 ? "counts" : "count") for that class."
            )
        }
        if let first = others.first {
            notes.append(
                "\(others.count == 1 ? "\(first) of" : "\(others.count) pictures such as \(first) in") \(root) \(others.count == 1 ? "was" : "were") left out: only PNG and JPEG are read."
            )
        }
        if let first = stray.first {
            notes.append(
                "\(stray.count == 1 ? "\(first)" : "\(stray.count) pictures such as \(first)") outside the folders of classes in \(root) \(stray.count == 1 ? "was" : "were") left out."
            )
        }
        if !empty.isEmpty {
            notes.append("\(root) has no PNG or JPEG in \(empty.prefix(8).joined(separator: ", ")), so \(empty.count == 1 ? "it is not a class" : "they are not classes").")
        }
        return notes
    }

    /// The path of a picture relative to the root.
    func relative(_ path: String) -> String { Self.rest(of: path, below: root) }

    private static func rest(of path: String, below folder: String) -> String {
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
    }

    private static func firstFolder(of path: String, below folder: String) -> Substring { rest(of: path, below: folder).prefix { $0 != "/" } }

    /// The pictures in a folder and the folders inside it: those that can be read, and those of other formats.
    static func pictures(in folder: String, depth: Int = 0) throws(FileError) -> (files: [(path: String, depth: Int)], others: [String]) {
        let own = try entries(of: folder)
        var files = own.pictures.map { (path: (folder as NSString).appendingPathComponent($0), depth: depth) }, others = own.others
        guard depth < maxDepth else { return (files, others) }
        for name in own.folders {
            let inner = try pictures(in: (folder as NSString).appendingPathComponent(name), depth: depth + 1)
            files += inner.files
            others += inner.others
            guard files.count <= maxPictures else { throw FileError(folder, "has more than \(maxPictures) pictures. Remove some, or a link to a folder above.") }
        }
        return (files, others)
    }

    /// The names in a folder by kind, sorted, without hidden ones.
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
            if FileManager.default.isFolder((folder as NSString).appendingPathComponent(name)) {
                if name != "__MACOSX" { folders.append(name) }  // macOS adds it to archives; its files are named like pictures but are none
            } else if PictureFile.endings.contains(ending) {
                pictures.append(name)
            } else if PictureFile.otherEndings.contains(ending) {
                others.append(name)
            }
        }
        return (folders, pictures, others)
    }
}
