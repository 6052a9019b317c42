import Foundation
import Tensors

/// A folder with a folder of pictures for each class, named by the class.
enum ImageFolder {
    /// Pictures and classes of one part, in an order that mixes the classes and is the same every time.
    static func read(_ folder: String, classNames known: [String]?, size: DataSpec.ImageSize?, channels: Int?) throws(FileError) -> (
        examples: Examples, classNames: [String]
    ) {
        let names = try subfolders(of: folder)
        if let known, let stranger = names.first(where: { !known.contains($0) }) {
            throw FileError(folder, "has a folder \(stranger), which the training pictures don't have. Its folders may be \(known.joined(separator: ", ")).")
        }
        let classNames = known ?? names
        var files: [(path: String, label: Int)] = []
        for name in names {
            let paths = try pictures(in: (folder as NSString).appendingPathComponent(name))
            files += paths.map { ($0, classNames.firstIndex(of: name) ?? 0) }
        }
        guard !files.isEmpty else { throw FileError(folder, "has no PNG or JPEG picture in its folders. Put a folder of pictures there for each class.") }
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
            shape: [size.rows, size.columns, channelCount], inputs: .bytes(bytes, scale: 1), targets: .classes(order.map { Int32(files[$0].label) }), count: read.count)
        return (examples, classNames)
    }

    private static let largestCount = 1_000_000

    private static func subfolders(of folder: String) throws(FileError) -> [String] {
        let names = try entries(of: folder).filter { isFolder((folder as NSString).appendingPathComponent($0)) }
        guard names.count > 1 else {
            throw FileError(folder, "has \(names.count == 1 ? "one folder" : "no folder") of pictures, expected one for each class. Sort the pictures into folders named by their class.")
        }
        return names
    }

    private static func pictures(in folder: String) throws(FileError) -> [String] {
        let names = try entries(of: folder).filter { Picture.endings.contains(($0 as NSString).pathExtension.lowercased()) }
        guard names.count <= largestCount else { throw FileError(folder, "has \(names.count) pictures, more than \(largestCount). Take some away.") }
        return names.map { (folder as NSString).appendingPathComponent($0) }
    }

    private static func entries(of folder: String) throws(FileError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw FileError(folder, "can't be listed as a folder. Check the path and its permissions.")
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
