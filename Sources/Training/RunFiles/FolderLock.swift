import Foundation

/// Locks a run's folder, so that only one trainer writes to it. The lock is on the folder itself: it ends with the process, however that ends, and stays with the
/// folder when it is renamed.
final class FolderLock {
    private let descriptor: Int32

    init(_ folder: RunFolder) throws(TrainingError) {
        descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            close(descriptor)
            throw TrainingError("\(folder.path) is being trained by another program. Stop that one first, or wait until it is done.")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        flock(descriptor, LOCK_UN)  // closing alone would not unlock it if a child process that is just being started has a copy of the descriptor
        close(descriptor)
    }
}
