import Tensors

/// The pictures of one part, with the same size and number of channels. All are read before an error is thrown, so that it names every picture that is wrong.
struct PictureSet {
    let size: DataSpec.ImageSize
    /// 1 where all pictures are grey, otherwise 3; for other parts as for the training part.
    let channels: Int
    /// (count, rows, columns, channels), row-major.
    let bytes: [UInt8]
    let notes: [String]

    /// How the pictures are converted.
    struct Conversion {
        /// The size to which they are scaled; `nil` where they must have the same size already.
        var scaledTo: DataSpec.ImageSize?
        /// The training part, for another part: its size and channels are required.
        var like: PictureSet?
        var background = PictureBackground.white
    }

    private static let maxNamed = 20
    /// The most bytes of all pictures together, 8 GiB.
    private static let maxBytes = 1 << 33

    init(_ folders: PictureFolders, order: [Int], _ conversion: Conversion) throws(FileError) {
        var pictures: [Picture] = [], bytes = 0
        var problems: [(path: String, problem: PictureFile.Problem)] = [], sizes = Sizes()
        var transparent = 0, turned = 0, grey = 0
        for index in order {
            let path = folders.files[index].path
            let file: PictureFile
            do { file = try PictureFile(path: path, background: conversion.background) } catch {
                problems.append((path, error))
                continue
            }
            transparent += file.isTransparent ? 1 : 0
            turned += file.isTurned ? 1 : 0
            grey += file.picture.channels == 1 ? 1 : 0
            sizes.add(file.picture, path)
            guard problems.isEmpty, conversion.scaledTo != nil || sizes.isOne else { continue }
            pictures.append(conversion.scaledTo.map { file.picture.scaled(rows: $0.rows, columns: $0.columns) } ?? file.picture)
            bytes += pictures.last?.bytes.count ?? 0
            guard bytes <= Self.maxBytes else {
                throw FileError(folders.root, "becomes more than \(Self.maxBytes) bytes of pictures. Give a smaller image_size, or fewer pictures.")
            }
        }
        if !problems.isEmpty { throw Self.error(problems, folders) }
        if conversion.scaledTo == nil { try sizes.checkOne(folders, like: conversion.like?.size) }
        guard let first = pictures.first else { throw FileError(folders.root, "has no PNG or JPEG picture in its folders. Put a folder of pictures there for each class.") }
        let channels = conversion.like?.channels ?? (grey == pictures.count ? 1 : 3)
        size = DataSpec.ImageSize(rows: first.rows, columns: first.columns)
        self.channels = channels
        self.bytes = pictures.flatMap { channels == 3 ? $0.coloured.bytes : $0.grey.bytes }
        notes = Self.notes(transparent: transparent, turned: turned, grey: grey, count: pictures.count, channels: channels, conversion)
    }

    private static func error(_ problems: [(path: String, problem: PictureFile.Problem)], _ folders: PictureFolders) -> FileError {
        if problems.count == 1, let only = problems.first { return only.problem.error(only.path) }
        let named = problems.map { (folders.relative($0.path), $0.problem.reason) }.sorted { $0 < $1 }
        let list = named.prefix(maxNamed).map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
        let rest = named.count > maxNamed ? " and \(named.count - maxNamed) more" : ""
        return FileError(folders.root, "\(named.count) pictures can't be read: \(list)\(rest). Remove them from the folder or download them again.")
    }

    private static func notes(transparent: Int, turned: Int, grey: Int, count: Int, channels: Int, _ conversion: Conversion) -> [String] {
        func pictures(_ number: Int) -> String { number == 1 ? "1 picture" : "\(number) pictures" }
        var notes: [String] = []
        if transparent > 0 {
            notes.append("\(pictures(transparent)) of \(count) \(transparent == 1 ? "has" : "have") transparent parts, which show the background: \(conversion.background).")
        }
        if turned > 0 { notes.append("\(pictures(turned)) of \(count) \(turned == 1 ? "was" : "were") turned upright by the orientation in EXIF.") }
        if channels == 3, grey > 0, grey < count { notes.append("\(pictures(grey)) of \(count) \(grey == 1 ? "was" : "were") converted from grey to colour.") }
        if channels == 3, grey == count { notes.append("All pictures are grey and were converted to colour, as in the training part.") }
        if channels == 1, grey < count { notes.append("\(pictures(count - grey)) of \(count) \(count - grey == 1 ? "was" : "were") converted to grey, as in the training part.") }
        return notes
    }
}

/// The sizes of pictures, each with their number and the path of one.
private struct Sizes {
    private var found: [DataSpec.ImageSize: (count: Int, path: String)] = [:]

    var isOne: Bool { found.count <= 1 }

    mutating func add(_ picture: Picture, _ path: String) {
        let size = DataSpec.ImageSize(rows: picture.rows, columns: picture.columns)
        found[size, default: (0, path)].count += 1
    }

    /// Throws where the sizes differ from each other or from another part's.
    func checkOne(_ folders: PictureFolders, like other: DataSpec.ImageSize?) throws(FileError) {
        let ordered = found.sorted { ($0.key.rows * $0.key.columns, $0.key.rows) < ($1.key.rows * $1.key.columns, $1.key.rows) }
        guard let smallest = ordered.first, let largest = ordered.last, let usual = ordered.max(by: { $0.value.count < $1.value.count }) else { return }
        func written(_ size: DataSpec.ImageSize) -> String { "\(size.rows)×\(size.columns)" }
        guard isOne else {
            throw FileError(
                folders.root,
                "has pictures of \(ordered.count) sizes, from \(written(smallest.key)) (\(folders.relative(smallest.value.path))) to \(written(largest.key)) (\(folders.relative(largest.value.path))). Give the recipe's data an image_size, such as [\(usual.key.rows), \(usual.key.columns)]."
            )
        }
        guard let other, other != smallest.key else { return }
        throw FileError(
            folders.root,
            "has pictures of \(written(smallest.key)), the training pictures are \(written(other)). Give the recipe's data an image_size, such as [\(other.rows), \(other.columns)]."
        )
    }
}
