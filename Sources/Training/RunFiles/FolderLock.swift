import Foundation

/// A run's folder is one trainer's at a time: a lock on its recipe that goes with the process, however that ends.
final class FolderLock {
    private let descriptor: Int32

    init(_ folder: RunFolder) throws(TrainingError) {
        descriptor = open(folder.recipe, O_RDONLY | O_CLOEXEC)
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
