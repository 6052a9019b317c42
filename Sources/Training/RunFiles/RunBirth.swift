import Foundation
import Tensors

/// How a new run gets its folder: in one move, before its first step, so that after a death at any moment there is a whole run or none.
///
/// The files are written and synced in a folder beside the wanted one, `NAME.PID.new`, which then takes its name. Where that can't be (the folder is there
/// and holds other files, or is a mount) they are written into it, the recipe last: without a recipe a folder is no run.
struct RunBirth {
    private let target: RunFolder
    /// Where the files are written: the folder beside the target, or the target itself.
    private let workplace: RunFolder
    private let lock: FolderLock

    /// Makes the folder `path` of a new run. `write` is given the folder to write its files into, the recipe last.
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

    /// Throws where `path` is a run already, or holds what a run has left: nothing is written over.
    static func check(_ path: String) throws(TrainingError) {
        let folder = RunFolder(path)
        if FileManager.default.fileExists(atPath: folder.recipe), !folder.isEmptyOfARun { throw isTaken(path) }
        if let left = folder.filesOfEpochs.first, !FileManager.default.fileExists(atPath: folder.recipe) {
            throw TrainingError("\(path) has no recipe.yaml, but \((left as NSString).lastPathComponent) of a run. Move that away, or choose another folder.")
        }
    }

    private static func isTaken(_ path: String) -> TrainingError {
        TrainingError("\(path) holds a run already. Choose another folder, or go on with --resume \(path).")
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

    /// Whether another folder may take the name `path`: nothing is there, or an empty folder that is no link and no mount.
    private static func mayTakeName(_ path: String) -> Bool {
        var own = stat(), parent = stat()
        guard lstat(path, &own) == 0 else { return true }
        guard own.st_mode & S_IFMT == S_IFDIR, stat((path as NSString).appendingPathComponent(".."), &parent) == 0, own.st_dev == parent.st_dev else { return false }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// A new folder beside `path`, freed of what births of the same name left that died; `nil` where none can be made, but `path` is there to be written into.
    private static func folderBeside(_ path: String) throws(TrainingError) -> RunFolder? {
        let full = URL(fileURLWithPath: path).standardizedFileURL.path as NSString, parent = full.deletingLastPathComponent
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        removeDeadBirths(of: full.lastPathComponent, in: parent)
        let beside = "\(full).\(getpid()).new"
        guard mkdir(beside, 0o755) != 0 else { return RunFolder(beside) }
        let problem = errno
        if problem == EEXIST { throw isTaken(path) }  // this program makes the same run on another thread
        if FileManager.default.fileExists(atPath: path) { return nil }
        throw TrainingError("\(path) can't be made as the run's folder: \(String(cString: strerror(problem)).lowercased()). Choose a folder that you may write to.")
    }

    /// Removes folders `NAME.PID.new` whose maker no longer holds the lock; of any name where none is given.
    static func removeDeadBirths(of name: String? = nil, in parent: String) {
        for other in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let match = other.wholeMatch(of: /(.+)\.[0-9]+\.new/), name == nil || match.1 == name ?? "" else { continue }
            let folder = RunFolder((parent as NSString).appendingPathComponent(other))
            guard let lock = try? FolderLock(folder) else { continue }
            withExtendedLifetime(lock) { folder.delete() }
        }
    }

    /// The folder takes its name, and that is on the disk.
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

    /// Takes away what was written of a run that was not born.
    private func abandon() {
        if workplace == target { target.removeFilesOfBirth() } else { workplace.delete() }
    }
}
