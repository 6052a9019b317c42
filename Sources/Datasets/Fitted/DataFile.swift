import CCodecs
import Foundation
import Tensors

/// A file of a data set as it was when a run began.
public struct DataFile: Codable, Hashable, Sendable {
    /// Which of the source's paths it belongs to, and where it lies below that where the path is a folder: the same wherever the data is moved.
    public let argument: Int
    public let inside: String
    public let path: String
    public let size: Int
    /// Nanoseconds since 1970, and the file's number on its disk: a file with the same size, time and number is taken for unchanged.
    let modified: Int
    let inode: UInt64
    /// In hexadecimal digits.
    let sha256: String

    /// The file as it is now; its bytes are read unless they are known from `kept`, whose size, time and number it still has.
    init(_ place: Place, knownFrom kept: DataFile? = nil) throws(FileError) {
        let descriptor = open(place.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(place.path, "can't be opened: \(String(cString: strerror(errno)).lowercased()). Check the path and its permissions.") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw FileError(place.path, "is not a file. Give the path of a file.") }
        (argument, inside, path) = (place.argument, place.inside, place.path)
        (size, inode) = (Int(status.st_size), UInt64(status.st_ino))
        modified = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
        if let kept, (kept.size, kept.modified, kept.inode) == (size, modified, inode) {
            sha256 = kept.sha256
        } else {
            sha256 = try Self.digest(descriptor, bytes: size, path: place.path)
        }
    }

    /// Whether the first bytes of the file that is there now, as many as this one had, are the same.
    func isBeginning(of path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return (try? Self.digest(descriptor, bytes: size, path: path)) == sha256
    }

    private static func digest(_ descriptor: Int32, bytes: Int, path: String) throws(FileError) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        guard let count = UInt64(exactly: bytes), codecs_sha256(descriptor, count, &digest) == codecs_done else { throw FileError(path, "changed while it was read. Try again.") }
        return digest.map { String(format: "%02x", $0) }.joined()
    }

    /// Where a file of a data set lies.
    struct Place: Hashable, Sendable {
        let argument: Int
        let inside: String
        let path: String
    }

    var place: Place { Place(argument: argument, inside: inside, path: path) }
}
