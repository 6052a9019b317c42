import CCodecs
import Foundation
import Tensors

/// A PNG or JPEG as it is read: its samples as they are stored, at 8 bits, turned as the camera was held, transparent parts on a background.
struct PictureFile {
    let picture: Picture
    /// Whether the background shows through somewhere.
    let isTransparent: Bool
    /// Whether the camera was not held upright.
    let isTurned: Bool

    /// 16,384 × 4,096: more than a camera makes.
    private static let largest: UInt64 = 1 << 26
    static let endings = ["png", "jpg", "jpeg", "jpe", "jfif"]
    /// Pictures that a person expects to be read, and that are not.
    static let otherEndings = ["gif", "bmp", "webp", "tif", "tiff", "heic", "heif", "svg", "avif", "jp2", "ppm", "pgm", "ico"]

    /// Why a picture can't be read.
    enum Problem: Error {
        case unreadable(FileError), notPicture, tooLarge, noMemory, damaged

        /// In a list of several.
        var reason: String {
            switch self {
            case .unreadable: "can't be opened"
            case .notPicture: "neither PNG nor JPEG inside"
            case .tooLarge: "more than \(PictureFile.largest) pixels"
            case .noMemory: "needs more memory than there is"
            case .damaged: "damaged or cut off"
            }
        }

        /// Of one file alone.
        func error(_ path: String) -> FileError {
            switch self {
            case .unreadable(let error): error
            case .notPicture: FileError(path, "is neither PNG nor JPEG inside. Convert it, or take it out of the folder.")
            case .tooLarge: FileError(path, "has more than \(PictureFile.largest) pixels. Scale it down.")
            case .noMemory: FileError(path, "needs more memory than there is. Scale it down.")
            case .damaged: FileError(path, "is damaged or cut off. Take it out of the folder or fetch it again.")
            }
        }
    }

    /// Decodes a file, whose kind is told by its first bytes, not by its name.
    init(path: String, background: PictureBackground = .white) throws(Problem) {
        let data: Data
        do { data = try FileBytes.read(path, limit: 1 << 30) } catch { throw .unreadable(error) }
        let isPNG = data.prefix(4).elementsEqual([0x89, 0x50, 0x4E, 0x47]), isJPEG = data.prefix(2).elementsEqual([0xFF, 0xD8])
        guard isPNG || isJPEG else { throw .notPicture }
        var decoded = codecs_picture()
        let status = data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self).baseAddress, count = UInt64(raw.count)
            return isPNG ? codecs_png(bytes, count, Self.largest, &decoded) : codecs_jpeg(bytes, count, Self.largest, &decoded)
        }
        switch Int(status) {
        case Int(codecs_done): break
        case Int(codecs_too_large): throw .tooLarge
        case Int(codecs_no_memory): throw .noMemory
        default: throw .damaged
        }
        defer { codecs_free_picture(&decoded) }
        let rows = Int(decoded.rows), columns = Int(decoded.columns), channels = Int(decoded.channels)
        let samples = Array(UnsafeBufferPointer(start: decoded.bytes, count: rows * columns * channels))
        let notes = Array(UnsafeBufferPointer(start: decoded.exif, count: Int(decoded.exif_count)))
        let hasOpacity = channels == 2 || channels == 4
        isTransparent = hasOpacity && stride(from: channels - 1, to: samples.count, by: channels).contains { samples[$0] < 255 }
        let stored =
            if isTransparent {
                Picture.laid(samples, rows: rows, columns: columns, channels: channels, on: background)
            } else if hasOpacity {
                Picture.laid(samples, rows: rows, columns: columns, channels: channels, on: .white)
            } else {
                Picture(rows: rows, columns: columns, channels: channels, bytes: samples)
            }
        let orientation = PictureOrientation(exif: notes) ?? .upright
        isTurned = orientation != .upright
        picture = stored.turned(orientation)
    }
}
