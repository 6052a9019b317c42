import Foundation

/// Locks a folder, so that only one program writes to it. The lock is on the folder itself: it ends with the process, however that ends, and stays with the
/// folder when it is renamed.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Why a folder can't be locked.
    public enum Problem: Error, Hashable, Sendable {
        /// Another program holds the lock.
        case isTaken
        /// The system's reason, such as `no such file or directory`.
        case impossible(String)
    }

    /// Locks the folder that has this name when the lock is held: a folder that was removed or renamed in the meantime does not count.
    public convenience init(_ path: String) throws(Problem) { try self.init(path, opened: {}) }

    /// `opened` is called between opening and locking, when another program can still remove the folder.
    init(_ path: String, opened: () -> Void) throws(Problem) {
        while true {
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .impossible(SystemReason.last) }
            opened()
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                if errno == EINTR { continue }
                let problem = errno == EWOULDBLOCK ? Problem.isTaken : .impossible(SystemReason.last)
                close(descriptor)
                throw problem
            }
            var locked = stat(), named = stat()
            if fstat(descriptor, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino, locked.st_dev == named.st_dev {
                self.descriptor = descriptor
                return
            }
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }

    deinit {
        flock(descriptor, LOCK_UN)  // closing alone would not unlock it if a child process that is just being started has a copy of the descriptor
        close(descriptor)
    }
}

/// The system's reason for its last error: `permission denied`.
enum SystemReason {
    static var last: String { String(cString: strerror(errno)).lowercased() }
}
