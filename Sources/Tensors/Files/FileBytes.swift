import Foundation

/// Reads and writes whole files: reading has a size limit, and a file is written completely or not at all.
public enum FileBytes {
    /// The default limit in bytes: more than any file of this program has, but less than what a device or a mistake may deliver.
    public static let limit = 8 << 30

    /// The bytes of a regular file. Throws where it can't be opened or read, is no regular file, or is larger than `limit` bytes.
    public static func read(_ path: String, limit: Int = FileBytes.limit) throws(FileError) -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT, problem = SystemReason.last
            throw FileError(path, "can't be opened: \(problem). Check the path and its permissions.\(isMissing ? NearestName.suggestion(path: path) : "")")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path, "can't be read: \(SystemReason.last).") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path, "is not a file. Give the path of a file.") }
        let size = Int(status.st_size)
        guard size <= limit else {
            throw FileError(path, "has \(size) bytes, more than the \(limit) that such a file may have. Give a smaller file.")
        }
        var data = Data(count: size)
        var done = 0
        while done < size {
            let count = data.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress.map { $0 + done }, size - done) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileError(path, "ended after \(done) of \(size) bytes while it was read. Try again.") }
            done += count
        }
        return data
    }

    /// Writes a file completely or not at all: to a temporary file in the same folder, which is synced and renamed, and then the folder is synced. Throws where that fails; the old
    /// file is then unchanged.
    public static func write(_ data: Data, to path: String) throws(FileError) {
        let folder = (path as NSString).deletingLastPathComponent
        let temporary = path + ".\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path, "can't be written: \(SystemReason.last). Choose a folder that you may write to.") }
        var problem: String?
        var done = 0
        while problem == nil, done < data.count {
            let count = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, min(data.count - done, 1 << 24)) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { problem = SystemReason.last } else { done += count }
        }
        if problem == nil, fsync(descriptor) != 0 { problem = SystemReason.last }
        if close(descriptor) != 0, problem == nil { problem = SystemReason.last }
        if problem == nil, rename(temporary, path) != 0 { problem = SystemReason.last }
        if let problem {
            unlink(temporary)
            throw FileError(path, "can't be written: \(problem). Make room or choose another folder; what was there is unchanged.")
        }
        sync(folder: folder.isEmpty ? "." : folder)
    }

    /// Brings the names in a folder to the disk.
    static func sync(folder: String) {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    /// Gives a file that is never written again a second name (a hard link), replacing any file of that name. Makes a copy where the file system has no hard links. Throws where that
    /// fails.
    public static func share(_ path: String, as name: String) throws(FileError) {
        let temporary = name + ".\(getpid()).new"
        unlink(temporary)
        guard link(path, temporary) == 0 else { return try write(read(path), to: name) }
        guard rename(temporary, name) == 0 else {
            let problem = SystemReason.last
            unlink(temporary)
            throw FileError(name, "can't be written: \(problem). Make room or choose another folder; what was there is unchanged.")
        }
        unlink(temporary)  // rename does nothing where both names are the same file already
    }
}
