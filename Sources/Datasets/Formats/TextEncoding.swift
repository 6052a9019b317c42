import Foundation
import Tensors

/// Converts texts to UTF-8.
enum TextEncoding {
    /// The same text in UTF-8. UTF-16 (Excel's "Unicode text") is recognised by its byte order mark; other bytes are returned unchanged.
    static func utf8(_ bytes: [UInt8], path: String) throws(FileError) -> [UInt8] {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        guard !bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 2 == 0, let text = String(bytes: bytes, encoding: .utf16) else {
            throw FileError(path, "begins as UTF-16 text but is not valid UTF-16. Save it as UTF-8.")
        }
        return Array(text.utf8)
    }
}
