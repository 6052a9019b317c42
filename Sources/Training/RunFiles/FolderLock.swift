import Foundation

/// A run's folder is one trainer's at a time: a lock on the folder itself that goes with the process, however that ends, and stays with the folder when
/// that gets another name.
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
        flock(descriptor, LOCK_UN)  // closing alone leaves it to a child that is being started at this moment and has a copy
        close(descriptor)
    }
}
