import Tensors

/// The pictures of one part as bytes of one size and one number of channels; read whole, so that all that is wrong is named at once.
struct PictureSet {
    let size: DataSpec.ImageSize
    /// 1 where all are grey, else 3.
    let channels: Int
    /// count × rows × columns × channels
    let bytes: [UInt8]
    let notes: [String]

    /// What the pictures become.
    struct Form {
        /// The size that they are scaled to; `nil` where they must have one already.
        var scaledTo: DataSpec.ImageSize?
        /// The size and channels of the training part, which the others take.
        var like: PictureSet?
        var background = PictureBackground.white
    }

    private static let mostNamed = 20
    /// More bytes than a machine of the usual size holds.
    private static let mostBytes = 1 << 33

    init(_ folders: PictureFolders, order: [Int], _ form: Form) throws(FileError) {
        var pictures: [Picture] = [], bytes = 0
        var problems: [(path: String, problem: PictureFile.Problem)] = [], sizes = Sizes()
        var transparent = 0, turned = 0, grey = 0
        for index in order {
            let path = folders.files[index].path
            let file: PictureFile
            do { file = try PictureFile(path: path, background: form.background) } catch {
                problems.append((path, error))
                continue
            }
            transparent += file.isTransparent ? 1 : 0
            turned += file.isTurned ? 1 : 0
            grey += file.picture.channels == 1 ? 1 : 0
            sizes.add(file.picture, path)
            guard problems.isEmpty, form.scaledTo != nil || sizes.isOne else { continue }
            pictures.append(form.scaledTo.map { file.picture.scaled(rows: $0.rows, columns: $0.columns) } ?? file.picture)
            bytes += pictures.last?.bytes.count ?? 0
            guard bytes <= Self.mostBytes else {
                throw FileError(folders.root, "becomes more than \(Self.mostBytes) bytes of pictures. Give a smaller image_size, or fewer pictures.")
            }
        }
        if !problems.isEmpty { throw Self.error(problems, folders) }
        if form.scaledTo == nil { try sizes.checkOne(folders, like: form.like?.size) }
        guard let first = pictures.first else { throw FileError(folders.root, "has no PNG or JPEG picture in its folders. Put a folder of pictures there for each class.") }
        let channels = form.like?.channels ?? (grey == pictures.count ? 1 : 3)
        size = DataSpec.ImageSize(rows: first.rows, columns: first.columns)
        self.channels = channels
        self.bytes = pictures.flatMap { channels == 3 ? $0.coloured.bytes : $0.grey.bytes }
        notes = Self.notes(transparent: transparent, turned: turned, grey: grey, count: pictures.count, channels: channels, form)
    }

    private static func error(_ problems: [(path: String, problem: PictureFile.Problem)], _ folders: PictureFolders) -> FileError {
        if problems.count == 1, let only = problems.first { return only.problem.error(only.path) }
        let named = problems.map { (folders.relative($0.path), $0.problem.reason) }.sorted { $0 < $1 }
        let list = named.prefix(mostNamed).map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
        let rest = named.count > mostNamed ? " and \(named.count - mostNamed) more" : ""
        return FileError(folders.root, "\(named.count) pictures can't be read: \(list)\(rest). Take them out of the folder or fetch them again.")
    }

    private static func notes(transparent: Int, turned: Int, grey: Int, count: Int, channels: Int, _ form: Form) -> [String] {
        func pictures(_ number: Int) -> String { number == 1 ? "1 picture" : "\(number) pictures" }
        var notes: [String] = []
        if transparent > 0 {
            notes.append("\(pictures(transparent)) of \(count) \(transparent == 1 ? "has" : "have") transparent parts, which show the background: \(form.background).")
        }
        if turned > 0 { notes.append("\(pictures(turned)) of \(count) \(turned == 1 ? "was" : "were") turned as the camera was held (EXIF).") }
        if channels == 3, grey > 0, grey < count { notes.append("\(pictures(grey)) of \(count) \(grey == 1 ? "is" : "are") grey and became colour.") }
        if channels == 3, grey == count { notes.append("All pictures are grey and became colour, as the training part is.") }
        if channels == 1, grey < count { notes.append("\(pictures(count - grey)) of \(count) became grey, as the training part is.") }
        return notes
    }
}

/// The sizes of pictures, each with how many have it and one that does.
private struct Sizes {
    private var found: [DataSpec.ImageSize: (count: Int, path: String)] = [:]

    var isOne: Bool { found.count <= 1 }

    mutating func add(_ picture: Picture, _ path: String) {
        let size = DataSpec.ImageSize(rows: picture.rows, columns: picture.columns)
        found[size, default: (0, path)].count += 1
    }

    /// Throws where the sizes differ, or differ from another part's.
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
