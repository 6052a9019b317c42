import CCodecs
import Foundation
import Tensors

/// What identifies a file of a data set and its content, as recorded when a run begins.
public struct DataFile: Codable, Hashable, Sendable {
    /// The index of the source's path that it belongs to. It stays the same when the data is moved.
    public let argument: Int
    /// The path below that one, where that is a folder; otherwise empty. It stays the same when the data is moved.
    public let inside: String
    /// The path at which it was read.
    public let path: String
    /// Its size in bytes.
    public let size: Int
    /// The time of its last change in nanoseconds since 1970. A file with the same size, time and inode counts as unchanged.
    let modified: Int
    /// The number of its inode.
    let inode: UInt64
    /// The digest of its content, in hexadecimal digits.
    let sha256: String

    /// The file as it is now. Its content is read unless it has the size, time and inode of `kept`, whose digest is used then.
    init(_ location: Location, knownFrom kept: DataFile? = nil) throws(FileError) {
        let descriptor = open(location.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(location.path, "can't be opened: \(String(cString: strerror(errno)).lowercased()). Check the path and its permissions.") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw FileError(location.path, "is not a file. Give the path of a file.") }
        (argument, inside, path) = (location.argument, location.inside, location.path)
        (size, inode) = (Int(status.st_size), UInt64(status.st_ino))
        modified = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
        if let kept, (kept.size, kept.modified, kept.inode) == (size, modified, inode) {
            sha256 = kept.sha256
        } else {
            sha256 = try Self.digest(descriptor, bytes: size, path: location.path)
        }
    }

    /// Whether the file at `path` begins with this file's content.
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

    /// The path of a file, and which part of the source it is.
    struct Location: Hashable, Sendable {
        let argument: Int
        let inside: String
        let path: String
    }

    var location: Location { Location(argument: argument, inside: inside, path: path) }
}
