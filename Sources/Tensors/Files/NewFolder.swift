import Foundation

/// A folder that is made in one move: after a death at any moment it is there whole, or not at all.
///
/// Its files are written and synced in a folder beside the wanted one, `NAME.PID.new`, which then takes its name. Where that can't be (the folder is there
/// and holds other files, is a link or a mount) they are written into it.
public struct NewFolder {
    /// Where the files are written: the folder beside the wanted one, or that itself.
    private let workplace: String
    private let lock: FolderLock
    private let path: String

    /// Why a folder can't be made.
    public enum Problem: Error, Hashable, Sendable {
        /// Another writer makes the same folder, or has made it.
        case isTaken
        /// A file has its name.
        case isFile
        /// The system's reason.
        case impossible(String)
    }

    /// Makes the folder `path` and gives its lock, which is held until its last copy is gone.
    ///
    /// `check` throws where what a folder holds already must stay as it is; it is asked once nobody else writes into it. `write` is given the folder to write its files into, and
    /// `clear` takes them away again, and nothing else.
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

    /// The folder takes its name, and that is on the disk.
    private func finish() throws(Problem) {
        guard !isInPlace else { return }
        guard rename(workplace, Self.full(path)) == 0 else { throw errno == ENOTEMPTY || errno == EEXIST ? .isTaken : .impossible(SystemReason.last) }
        FileBytes.sync(folder: (workplace as NSString).deletingLastPathComponent)
    }

    /// Takes away folders `NAME.PID.new` whose makers died; of any name where none is given.
    ///
    /// Whoever makes one holds its lock, but for a moment after it was made; what is taken away in that moment is made again.
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

    /// Whether another folder may take the name `path`: nothing is there, or an empty folder that is no link and no mount.
    private static func mayTakeName(_ path: String) -> Bool {
        var own = stat(), parent = stat()
        guard lstat(path, &own) == 0 else { return true }
        guard own.st_mode & S_IFMT == S_IFDIR, stat((path as NSString).appendingPathComponent(".."), &parent) == 0, own.st_dev == parent.st_dev else { return false }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// A new folder beside `path` with its lock, freed of what makers of the same name left that died; `nil` where none can be made, but `path` is there to be written into.
    private static func folderBeside(_ path: String, _ clear: (String) -> Void) throws(Problem) -> (String, FolderLock)? {
        let full = full(path) as NSString, parent = full.deletingLastPathComponent, beside = "\(full).\(getpid()).new"
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        removeDead(of: full.lastPathComponent, in: parent, clear: clear)
        while true {
            guard mkdir(beside, 0o755) == 0 else {
                let problem = errno, reason = SystemReason.last
                if problem == EEXIST { throw .isTaken }  // this program makes the same folder on another thread
                if FileManager.default.fileExists(atPath: path) { return nil }
                throw .impossible(reason)
            }
            // Before it is locked, another program may take its maker for dead and take it away.
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
