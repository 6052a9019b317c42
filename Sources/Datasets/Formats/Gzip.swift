import CCodecs
import Foundation
import Tensors

/// Reads files that may be compressed with gzip, recognised by their first two bytes.
enum Gzip {
    static func read(_ path: String, limit: Int = FileBytes.limit) throws(FileError) -> Data {
        try unpacked(FileBytes.read(path, limit: limit), path: path, limit: limit)
    }

    /// The bytes, unpacked where they are compressed; `path` is the name that errors give.
    static func unpacked(_ bytes: Data, path: String, limit: Int = FileBytes.limit) throws(FileError) -> Data {
        guard bytes.prefix(2).elementsEqual([0x1F, 0x8B]) else { return bytes }
        var result: UnsafeMutablePointer<UInt8>?
        var count: UInt64 = 0
        let status = bytes.withUnsafeBytes {
            codecs_gunzip($0.bindMemory(to: UInt8.self).baseAddress, UInt64($0.count), UInt64(limit), &result, &count)
        }
        switch Int(status) {
        case Int(codecs_done): break
        case Int(codecs_too_large): throw FileError(path, "unpacks to more than \(limit) bytes. Give a smaller file.")
        case Int(codecs_no_memory): throw FileError(path, "needs more memory to unpack than there is. Close other programs or give a smaller file.")
        default: throw FileError(path, "is damaged or cut off: gzip can't unpack it. Download it again.")
        }
        defer { codecs_free(result) }
        return result.map { Data(bytes: $0, count: Int(count)) } ?? Data()
    }
}
