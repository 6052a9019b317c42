import Foundation
import Tensors

/// Creates the folder of a new run in one step, before the first batch: if the program is killed at any moment, there is a complete run or none.
///
/// The files are written and synced in a folder next to the final one, `NAME.PID.new`, which is then renamed. Where that is not possible (the folder exists and
/// has other files, or is a mount point) they are written into it, the recipe last: a folder without a recipe is not a run.
struct RunBirth {
    private let target: RunFolder
    /// Where the files are written: the folder next to the target, or the target itself.
    private let workplace: RunFolder
    private let lock: FolderLock

    /// Creates the folder `path` of a new run. `write` gets the folder into which it must write the run's files, the recipe last.
    static func make(_ path: String, _ write: (RunFolder) throws -> Void) throws -> (folder: RunFolder, lock: FolderLock) {
        let birth = try RunBirth(path)
        do {
            try write(birth.workplace)
            return (birth.target, try birth.finish())
        } catch {
            birth.abandon()
            throw error
        }
    }

    /// Throws where `path` is a run already, or has files of a run: nothing is overwritten.
    static func check(_ path: String) throws(TrainingError) {
        let folder = RunFolder(path)
        if FileManager.default.fileExists(atPath: folder.recipe), !folder.isEmptyOfARun { throw isTaken(path) }
        if let left = folder.filesOfEpochs.first, !FileManager.default.fileExists(atPath: folder.recipe) {
            throw TrainingError("\(path) has no recipe.yaml, but \((left as NSString).lastPathComponent) of a run. Move it away, or choose another folder.")
        }
    }

    private static func isTaken(_ path: String) -> TrainingError {
        TrainingError("\(path) holds a run already. Choose another folder, or continue with --resume \(path).")
    }

    private init(_ path: String) throws(TrainingError) {
        target = RunFolder(path)
        var isFolder: ObjCBool = false
        guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue else {
            throw TrainingError("\(path) can't be made as the run's folder: it is a file. Choose another folder.")
        }
        let beside = Self.mayTakeName(path) ? try Self.folderBeside(path) : nil
        workplace = beside ?? target
        lock = try FolderLock(workplace)
        if beside == nil {
            try Self.check(path)
            target.removeLeftovers()
        }
    }

    /// Whether another folder can be renamed to `path`: it doesn't exist, or is an empty folder that is neither a link nor a mount point.
    private static func mayTakeName(_ path: String) -> Bool {
        var own = stat(), parent = stat()
        guard lstat(path, &own) == 0 else { return true }
        guard own.st_mode & S_IFMT == S_IFDIR, stat((path as NSString).appendingPathComponent(".."), &parent) == 0, own.st_dev == parent.st_dev else { return false }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// A new folder next to `path`, after leftovers of killed programs with the same name are removed; `nil` where none can be made, but `path` exists and can be written to.
    private static func folderBeside(_ path: String) throws(TrainingError) -> RunFolder? {
        let full = URL(fileURLWithPath: path).standardizedFileURL.path as NSString, parent = full.deletingLastPathComponent
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        removeDeadBirths(of: full.lastPathComponent, in: parent)
        let beside = "\(full).\(getpid()).new"
        guard mkdir(beside, 0o755) != 0 else { return RunFolder(beside) }
        let problem = errno
        if problem == EEXIST { throw isTaken(path) }  // this program is creating the same run on another thread
        if FileManager.default.fileExists(atPath: path) { return nil }
        throw TrainingError("\(path) can't be made as the run's folder: \(String(cString: strerror(problem)).lowercased()). Choose a folder that you may write to.")
    }

    /// Removes folders `NAME.PID.new` whose program no longer holds the lock; those of all names where none is given.
    static func removeDeadBirths(of name: String? = nil, in parent: String) {
        for other in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let match = other.wholeMatch(of: /(.+)\.[0-9]+\.new/), name == nil || match.1 == name ?? "" else { continue }
            let folder = RunFolder((parent as NSString).appendingPathComponent(other))
            guard let lock = try? FolderLock(folder) else { continue }
            withExtendedLifetime(lock) { folder.delete() }
        }
    }

    /// Renames the folder and syncs that to the disk.
    private func finish() throws(TrainingError) -> FolderLock {
        guard workplace != target else { return lock }
        guard rename(workplace.path, target.path) == 0 else {
            if errno == ENOTEMPTY || errno == EEXIST { throw Self.isTaken(target.path) }
            throw TrainingError("\(target.path) can't be made as the run's folder: \(String(cString: strerror(errno)).lowercased()). Choose another folder.")
        }
        let parent = open((workplace.path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
        return lock
    }

    /// Removes what was written for a run that could not be created.
    private func abandon() {
        if workplace == target { target.removeFilesOfBirth() } else { workplace.delete() }
    }
}
