import CCodecs
import Foundation
import Tensors

/// A picture as bytes, rows × columns × channels: 1 channel for grey, 3 for colour.
struct Picture {
    let rows: Int
    let columns: Int
    let channels: Int
    let bytes: [UInt8]

    /// 16,384 × 4,096: more than a camera makes.
    private static let largest: UInt64 = 1 << 26
    static let endings = ["png", "jpg", "jpeg"]
    /// Pictures that a person expects to be read, and that are not.
    static let otherEndings = ["gif", "bmp", "webp", "tif", "tiff", "heic", "svg", "avif"]

    init(rows: Int, columns: Int, channels: Int, bytes: [UInt8]) {
        self.rows = rows
        self.columns = columns
        self.channels = channels
        self.bytes = bytes
    }

    /// Decodes a PNG or JPEG, told by its first bytes, not by its name.
    init(path: String) throws(FileError) {
        let data = try FileBytes.read(path, limit: 1 << 30)
        let isPNG = data.prefix(4).elementsEqual([0x89, 0x50, 0x4E, 0x47]), isJPEG = data.prefix(2).elementsEqual([0xFF, 0xD8])
        guard isPNG || isJPEG else { throw FileError(path, "is neither PNG nor JPEG inside. Convert it, or take it out of the folder.") }
        var picture = codecs_picture()
        let status = data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self).baseAddress, count = UInt64(raw.count)
            return isPNG ? codecs_png(bytes, count, Picture.largest, &picture) : codecs_jpeg(bytes, count, Picture.largest, &picture)
        }
        switch Int(status) {
        case Int(codecs_done): break
        case Int(codecs_too_large): throw FileError(path, "has more than \(Picture.largest) pixels. Scale it down.")
        case Int(codecs_no_memory): throw FileError(path, "needs more memory than there is. Scale it down.")
        default: throw FileError(path, "is damaged or cut off. Take it out of the folder or fetch it again.")
        }
        defer { codecs_free(picture.bytes) }
        rows = Int(picture.rows)
        columns = Int(picture.columns)
        channels = Int(picture.channels)
        bytes = Array(UnsafeBufferPointer(start: picture.bytes, count: rows * columns * channels))
    }

    /// Grey as colour.
    var coloured: Picture {
        channels == 3 ? self : Picture(rows: rows, columns: columns, channels: 3, bytes: bytes.flatMap { [$0, $0, $0] })
    }

    /// Another size: each new pixel is the mean of the area that it covers, which neither skips pixels nor invents sharpness.
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

    /// For each new place the old ones that it covers, with their shares.
    private static func shares(from old: Int, to new: Int) -> [[(Int, Double)]] {
        (0..<new).map { place in
            let start = Double(place) * Double(old) / Double(new), end = Double(place + 1) * Double(old) / Double(new)
            return (Int(start)..<max(Int(start) + 1, min(old, Int(end.rounded(.up))))).map { source in
                (source, (min(end, Double(source + 1)) - max(start, Double(source))) / (end - start))
            }
        }
    }
}
