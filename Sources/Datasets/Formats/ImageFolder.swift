import Foundation
import Tensors

/// A folder with a folder of pictures for each class, named by the class.
enum ImageFolder {
    /// A training folder, and a test folder of the same classes.
    static func dataset(_ root: String, _ testPath: String?, _ size: DataSpec.ImageSize?) throws(FileError) -> Dataset {
        let training = try read(root, classNames: nil, size: size, channels: nil), shape = training.examples.shape
        let test = try testPath.map { path throws(FileError) in
            try read(path, classNames: training.classNames, size: .init(rows: shape[0], columns: shape[1]), channels: shape[2])
        }
        let notes = [training.note, test?.note].compactMap { $0 }
        return Dataset(
            name: (root as NSString).lastPathComponent, classNames: training.classNames, training: training.examples, test: test?.examples ?? Examples(none: shape),
            note: notes.isEmpty ? nil : notes.joined(separator: " "))
    }

    /// Pictures and classes of one part, in an order that mixes the classes and is the same every time.
    static func read(_ folder: String, classNames known: [String]?, size: DataSpec.ImageSize?, channels: Int?) throws(FileError) -> (
        examples: Examples, classNames: [String], note: String?
    ) {
        let all = try subfolders(of: folder)
        var files: [(path: String, label: String)] = [], empty: [String] = [], left: [String] = []
        for name in all {
            let (paths, others) = try pictures(in: (folder as NSString).appendingPathComponent(name))
            if paths.isEmpty { empty.append(name) }
            files += paths.map { ($0, name) }
            left += others
        }
        guard !files.isEmpty else { throw FileError(folder, "has no PNG or JPEG picture in its folders. Put a folder of pictures there for each class.") }
        let names = all.filter { !empty.contains($0) }
        guard known != nil || names.count > 1 else {
            throw FileError(folder, "has pictures in the folder \(names[0]) only, expected one for each class. Put pictures into \(empty.joined(separator: ", ")).")
        }
        if let known, let stranger = names.first(where: { !known.contains($0) }) {
            throw FileError(folder, "has a folder \(stranger), which the training pictures don't have. Its folders may be \(known.joined(separator: ", ")).")
        }
        let classNames = known ?? names
        guard Set(classNames).count == classNames.count else {
            throw FileError(folder, "has two folders of the same name, written with different characters. Rename one.")
        }
        let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, Int32($0)) })
        let order = RandomGenerator(seed: 0, purpose: .split).permutation(files.count, stream: 0)
        var read: [Picture] = []
        var target = size, isColoured = channels == 3
        for index in order {
            var picture = try Picture(path: files[index].path)
            if let target {
                picture = picture.scaled(rows: target.rows, columns: target.columns)
            } else {
                target = DataSpec.ImageSize(rows: picture.rows, columns: picture.columns)
            }
            guard let target, (picture.rows, picture.columns) == (target.rows, target.columns) else {
                throw FileError(
                    files[index].path, "is \(picture.rows)×\(picture.columns), others differ. Give the recipe's data an image_size, such as [64, 64].")
            }
            isColoured = isColoured || picture.channels == 3 && channels == nil
            read.append(picture)
        }
        let size = target ?? DataSpec.ImageSize(rows: 1, columns: 1), channelCount = isColoured ? 3 : 1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(read.count * size.rows * size.columns * channelCount)
        for picture in read { bytes += isColoured ? picture.coloured.bytes : picture.grey.bytes }
        let examples = Examples(
            shape: [size.rows, size.columns, channelCount], inputs: .bytes(bytes, scale: 1), targets: .classes(order.map { numbers[files[$0].label] ?? 0 }),
            count: read.count)
        return (examples, classNames, note(folder, empty: empty, left: left))
    }

    private static let largestCount = 1_000_000

    private static func subfolders(of folder: String) throws(FileError) -> [String] {
        let names = try entries(of: folder).filter { isFolder((folder as NSString).appendingPathComponent($0)) }
        guard names.count > 1 else {
            throw FileError(folder, "has \(names.count == 1 ? "one folder" : "no folder") of pictures, expected one for each class. Sort the pictures into folders named by their class.")
        }
        return names
    }

    /// The pictures that can be read, and those of kinds that can't.
    private static func pictures(in folder: String) throws(FileError) -> (paths: [String], others: [String]) {
        let names = try entries(of: folder)
        func ending(_ name: String) -> String { (name as NSString).pathExtension.lowercased() }
        let readable = names.filter { Picture.endings.contains(ending($0)) }
        guard readable.count <= largestCount else { throw FileError(folder, "has \(readable.count) pictures, more than \(largestCount). Take some away.") }
        return (readable.map { (folder as NSString).appendingPathComponent($0) }, names.filter { Picture.otherEndings.contains(ending($0)) })
    }

    /// What was left out, so that nobody looks for it in vain.
    private static func note(_ folder: String, empty: [String], left: [String]) -> String? {
        var sentences: [String] = []
        if let first = left.first {
            sentences.append("\(left.count == 1 ? "\(first) of" : "\(left.count) pictures such as \(first) in") \(folder) \(left.count == 1 ? "was" : "were") left out: only PNG and JPEG are read.")
        }
        if !empty.isEmpty { sentences.append("\(folder) has no PNG or JPEG in \(empty.prefix(8).joined(separator: ", ")), so \(empty.count == 1 ? "it is no class" : "they are no classes").") }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private static func entries(of folder: String) throws(FileError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            let hint = FileManager.default.fileExists(atPath: folder) ? "" : NearestName.suggestion(path: folder)
            throw FileError(folder, "can't be listed as a folder. Check the path and its permissions.\(hint)")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

extension Picture {
    /// Colour as grey, by the weights of Rec. 601.
    var grey: Picture {
        guard channels == 3 else { return self }
        let luma = (0..<rows * columns).map { place -> UInt8 in
            let red = 299 * Int(bytes[3 * place]), green = 587 * Int(bytes[3 * place + 1]), blue = 114 * Int(bytes[3 * place + 2])
            return UInt8((red + green + blue + 500) / 1000)
        }
        return Picture(rows: rows, columns: columns, channels: 1, bytes: luma)
    }
}
