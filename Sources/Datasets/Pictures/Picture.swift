/// A picture as bytes, (rows, columns, channels): 1 channel for grey, 3 for colour.
struct Picture: Equatable {
    let rows: Int
    let columns: Int
    let channels: Int
    let bytes: [UInt8]

    init(rows: Int, columns: Int, channels: Int, bytes: [UInt8]) {
        self.rows = rows
        self.columns = columns
        self.channels = channels
        self.bytes = bytes
    }

    /// The picture with three channels: grey is repeated in each.
    var coloured: Picture {
        channels == 3 ? self : Picture(rows: rows, columns: columns, channels: 3, bytes: bytes.flatMap { [$0, $0, $0] })
    }

    /// The picture with one channel: the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B.
    var grey: Picture {
        guard channels == 3 else { return self }
        let luma = (0..<rows * columns).map { pixel -> UInt8 in
            let red = 299 * Int(bytes[3 * pixel]), green = 587 * Int(bytes[3 * pixel + 1]), blue = 114 * Int(bytes[3 * pixel + 2])
            return UInt8((red + green + blue + 500) / 1000)
        }
        return Picture(rows: rows, columns: columns, channels: 1, bytes: luma)
    }

    /// The picture in another size: each new pixel is the mean of the area that it covers.
    func scaled(rows newRows: Int, columns newColumns: Int) -> Picture {
        guard newRows != rows || newColumns != columns else { return self }
        let across = Picture.shares(from: columns, to: newColumns), down = Picture.shares(from: rows, to: newRows)
        var result = [UInt8](repeating: 0, count: newRows * newColumns * channels)
        for row in 0..<newRows {
            for column in 0..<newColumns {
                for channel in 0..<channels {
                    var sum = 0.0
                    for (sourceRow, height) in down[row] {
                        for (sourceColumn, width) in across[column] {
                            sum += height * width * Double(bytes[(sourceRow * columns + sourceColumn) * channels + channel])
                        }
                    }
                    result[(row * newColumns + column) * channels + channel] = UInt8(min(255, max(0, sum.rounded())))
                }
            }
        }
        return Picture(rows: newRows, columns: newColumns, channels: channels, bytes: result)
    }

    /// For each new row or column the old ones that it covers, with their shares of it.
    private static func shares(from old: Int, to new: Int) -> [[(Int, Double)]] {
        (0..<new).map { index in
            let start = Double(index) * Double(old) / Double(new), end = Double(index + 1) * Double(old) / Double(new)
            return (Int(start)..<max(Int(start) + 1, min(old, Int(end.rounded(.up))))).map { source in
                (source, (min(end, Double(source + 1)) - max(start, Double(source))) / (end - start))
            }
        }
    }
}
