import Foundation

/// Creates a folder in one step: if the program is killed at any moment, the folder exists with all its files, or not at all.
///
/// The files are written and synced in a folder next to the final one, `NAME.PID.new`, which is then renamed. Where that is not possible (the folder exists and
/// has other files, or is a link or a mount point) they are written into it.
public struct NewFolder {
    /// Where the files are written: the folder next to the final one, or that itself.
    private let workplace: String
    private let lock: FolderLock
    private let path: String

    /// Why a folder can't be created.
    public enum Problem: Error, Hashable, Sendable {
        /// Another program creates the same folder, or has created it.
        case isTaken
        /// A file has this name.
        case isFile
        /// The system's reason.
        case impossible(String)
    }

    /// Creates the folder `path` and returns its lock.
    ///
    /// `check` is called for a folder that exists, once it is locked; it throws where nothing may be written into it. `write` gets the folder into which it must write the files;
    /// `clear` removes these files, and no others, from a folder.
    public static func make(_ path: String, check: () throws -> Void, clear: (String) -> Void, write: (String) throws -> Void) throws -> FolderLock {
        let folder = try NewFolder(path, clear: clear)
        if folder.isInPlace { try check() }
        do {
            try write(folder.workplace)
            try folder.finish()
        } catch {
            clear(folder.workplace)
            if !folder.isInPlace { rmdir(folder.workplace) }
            throw error
        }
        return folder.lock
    }

    private init(_ path: String, clear: (String) -> Void) throws(Problem) {
        self.path = path
        var isFolder: ObjCBool = false
        guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue else { throw .isFile }
        if Self.mayTakeName(path), let beside = try Self.folderBeside(path, clear) {
            (workplace, lock) = beside
        } else {
            workplace = path
            lock = try Self.locked(path)
        }
    }

    private var isInPlace: Bool { workplace == path }

    /// Renames the folder and syncs that to the disk.
    private func finish() throws(Problem) {
        guard !isInPlace else { return }
        guard rename(workplace, Self.full(path)) == 0 else { throw errno == ENOTEMPTY || errno == EEXIST ? .isTaken : .impossible(SystemReason.last) }
        FileBytes.sync(folder: (workplace as NSString).deletingLastPathComponent)
    }

    /// Removes folders `NAME.PID.new` whose program was killed; those of all names where none is given.
    ///
    /// A program that creates such a folder holds its lock, except for a moment after `mkdir`; if the folder is removed in that moment, the program creates it again.
    public static func removeDead(of name: String? = nil, in parent: String, clear: (String) -> Void) {
        for other in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let match = other.wholeMatch(of: /(.+)\.[0-9]+\.new/), name == nil || match.1 == name ?? "" else { continue }
            let folder = (parent as NSString).appendingPathComponent(other)
            guard let lock = try? FolderLock(folder) else { continue }
            withExtendedLifetime(lock) {
                clear(folder)
                rmdir(folder)
            }
        }
    }

    /// Whether another folder can be renamed to `path`: it doesn't exist, or is an empty folder that is neither a link nor a mount point.
    private static func mayTakeName(_ path: String) -> Bool {
        var own = stat(), parent = stat()
        guard lstat(path, &own) == 0 else { return true }
        guard own.st_mode & S_IFMT == S_IFDIR, stat((path as NSString).appendingPathComponent(".."), &parent) == 0, own.st_dev == parent.st_dev else { return false }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// A new folder next to `path` with its lock, after leftovers of killed programs are removed; `nil` where none can be created, but `path` exists and can be written to.
    private static func folderBeside(_ path: String, _ clear: (String) -> Void) throws(Problem) -> (String, FolderLock)? {
        let full = full(path) as NSString, parent = full.deletingLastPathComponent, beside = "\(full).\(getpid()).new"
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        removeDead(of: full.lastPathComponent, in: parent, clear: clear)
        while true {
            guard mkdir(beside, 0o755) == 0 else {
                let problem = errno, reason = SystemReason.last
                if problem == EEXIST { throw .isTaken }  // this program is creating the same folder on another thread
                if FileManager.default.fileExists(atPath: path) { return nil }
                throw .impossible(reason)
            }
            // Before it is locked, another program may remove it as a leftover of a killed program.
            while FileManager.default.fileExists(atPath: beside) {
                do { return (beside, try FolderLock(beside)) } catch {
                    guard case .impossible(let reason) = error, FileManager.default.fileExists(atPath: beside) else { continue }
                    rmdir(beside)
                    throw .impossible("\(unlockable), \(reason)")
                }
            }
        }
    }

    private static func locked(_ path: String) throws(Problem) -> FolderLock {
        do { return try FolderLock(path) } catch {
            switch error {
            case .isTaken: throw .isTaken
            case .impossible(let reason): throw .impossible("\(unlockable), \(reason)")
            }
        }
    }

    private static let unlockable = "it can't be locked against other programs"

    private static func full(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
