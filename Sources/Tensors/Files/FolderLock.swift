import Foundation

/// A folder that is one writer's at a time: a lock on the folder itself that goes with the process, however that ends, and stays with the folder when
/// that gets another name.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Why a folder can't be locked.
    public enum Problem: Error, Hashable, Sendable {
        /// Another writer has it.
        case isTaken
        /// There is no such folder, or none that this program may lock: the system's reason.
        case impossible(String)
    }

    /// Locks the folder that has this name once the lock is held: one that was taken away or renamed meanwhile is no longer it.
    public init(_ path: String) throws(Problem) {
        while true {
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .impossible(SystemReason.last) }
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
        flock(descriptor, LOCK_UN)  // closing alone leaves it to a child that is being started at this moment and has a copy
        close(descriptor)
    }
}

/// What the system says of its last refusal: `permission denied`.
enum SystemReason {
    static var last: String { String(cString: strerror(errno)).lowercased() }
}
