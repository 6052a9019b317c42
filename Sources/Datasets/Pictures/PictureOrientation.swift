/// How a camera was held, by the EXIF tag Orientation (0x0112): how the stored samples must be mirrored and turned.
enum PictureOrientation: Int, CaseIterable {
    case upright = 1, mirrored, upsideDown, flipped, transposed, turnedRight, transversed, turnedLeft

    /// Reads the tag from EXIF data in TIFF format: byte order, 42, the offset of the first directory, then its entries of twelve bytes. `nil` where there is no valid tag.
    init?(exif: [UInt8]) {
        let isLittleEndian: Bool
        switch exif.prefix(2) {
        case [0x49, 0x49]: isLittleEndian = true
        case [0x4D, 0x4D]: isLittleEndian = false
        default: return nil
        }
        func number(_ width: Int, at start: Int) -> Int? {
            guard start >= 0, start <= exif.count - width else { return nil }
            let bytes = exif[start..<start + width]
            return isLittleEndian ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, at: 2) == 42, let directory = number(4, at: 4), let entries = number(2, at: directory) else { return nil }
        let isOrientation = { number(2, at: directory + 2 + 12 * $0) == 0x0112 }
        guard let entry = (0..<entries).first(where: isOrientation).map({ directory + 2 + 12 * $0 }), number(2, at: entry + 2) == 3,
            let value = number(2, at: entry + 8)
        else { return nil }
        self.init(rawValue: value)
    }

    /// Whether stored rows become columns.
    var isTransposed: Bool { rawValue >= PictureOrientation.transposed.rawValue }
    /// Whether the stored rows are read from the last to the first.
    fileprivate var readsRowsBackwards: Bool { [.upsideDown, .flipped, .turnedRight, .transversed].contains(self) }
    /// Whether the stored columns are read from the last to the first.
    fileprivate var readsColumnsBackwards: Bool { [.mirrored, .upsideDown, .transversed, .turnedLeft].contains(self) }
}

extension Picture {
    /// The picture turned upright.
    func turned(_ orientation: PictureOrientation) -> Picture {
        guard orientation != .upright else { return self }
        let newRows = orientation.isTransposed ? columns : rows, newColumns = orientation.isTransposed ? rows : columns
        var turned: [UInt8] = []
        turned.reserveCapacity(bytes.count)
        for row in 0..<newRows {
            for column in 0..<newColumns {
                let (ownRow, ownColumn) = orientation.isTransposed ? (column, row) : (row, column)
                let sourceRow = orientation.readsRowsBackwards ? rows - 1 - ownRow : ownRow
                let sourceColumn = orientation.readsColumnsBackwards ? columns - 1 - ownColumn : ownColumn
                let start = (sourceRow * columns + sourceColumn) * channels
                turned += bytes[start..<start + channels]
            }
        }
        return Picture(rows: newRows, columns: newColumns, channels: channels, bytes: turned)
    }
}
