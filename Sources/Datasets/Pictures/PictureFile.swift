import CCodecs
import Foundation
import Tensors

/// A decoded PNG or JPEG file: its stored samples with 8 bits each, turned upright by its EXIF orientation, transparent parts drawn on a background.
struct PictureFile {
    let picture: Picture
    /// Whether some part is transparent.
    let isTransparent: Bool
    /// Whether the EXIF orientation turned the picture.
    let isTurned: Bool

    /// The most pixels of a picture, 16,384 × 4,096: more than a camera makes.
    private static let largest: UInt64 = 1 << 26
    /// The file name extensions of pictures that are read.
    static let endings = ["png", "jpg", "jpeg", "jpe", "jfif"]
    /// The file name extensions of pictures that are not read, which is reported.
    static let otherEndings = ["gif", "bmp", "webp", "tif", "tiff", "heic", "heif", "svg", "avif", "jp2", "ppm", "pgm", "ico"]

    /// Why a picture can't be read.
    enum Problem: Error {
        case unreadable(FileError), notPicture, tooLarge, noMemory, damaged

        /// The reason, for a list of several files.
        var reason: String {
            switch self {
            case .unreadable: "can't be opened"
            case .notPicture: "neither PNG nor JPEG"
            case .tooLarge: "more than \(PictureFile.largest) pixels"
            case .noMemory: "needs more memory than is available"
            case .damaged: "damaged or cut off"
            }
        }

        /// The error of a single file, with its repair.
        func error(_ path: String) -> FileError {
            switch self {
            case .unreadable(let error): error
            case .notPicture: FileError(path, "is neither a PNG nor a JPEG file. Convert it, or remove it from the folder.")
            case .tooLarge: FileError(path, "has more than \(PictureFile.largest) pixels. Scale it down.")
            case .noMemory: FileError(path, "needs more memory than is available. Scale it down.")
            case .damaged: FileError(path, "is damaged or cut off. Remove it from the folder or download it again.")
            }
        }
    }

    /// Decodes a file. Its first bytes decide whether it is a PNG or a JPEG, not its name.
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
                Picture.composed(samples, rows: rows, columns: columns, channels: channels, on: background)
            } else if hasOpacity {
                Picture.composed(samples, rows: rows, columns: columns, channels: channels, on: .white)
            } else {
                Picture(rows: rows, columns: columns, channels: channels, bytes: samples)
            }
        let orientation = PictureOrientation(exif: notes) ?? .upright
        isTurned = orientation != .upright
        picture = stored.turned(orientation)
    }
}
