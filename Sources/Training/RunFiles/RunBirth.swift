import Foundation
import Tensors

/// Creates the folder of a new run in one step, before the first batch: if the program is killed at any moment, there is a complete run or none.
///
/// In a folder that exists already the recipe is written last: a folder without a recipe is not a run.
enum RunBirth {
    /// Creates the folder `path` of a new run. `write` gets the folder into which it must write the run's files, the recipe last.
    static func make(_ path: String, _ write: (RunFolder) throws -> Void) throws -> (folder: RunFolder, lock: FolderLock) {
        do {
            let lock = try NewFolder.make(
                path, check: { try check(path) }, clear: { RunFolder($0).removeFilesOfBirth() },
                write: {
                    let workplace = RunFolder($0)
                    workplace.removeLeftovers()
                    try write(workplace)
                })
            return (RunFolder(path), lock)
        } catch let problem as NewFolder.Problem {
            throw sentence(problem, path)
        }
    }

    /// Throws where `path` is a run already, or has files of a run: nothing is overwritten.
    static func check(_ path: String) throws(TrainingError) {
        let folder = RunFolder(path)
        if FileManager.default.fileExists(atPath: folder.recipe), !folder.isEmptyOfARun { throw sentence(.isTaken, path) }
        if let left = folder.filesOfEpochs.first, !FileManager.default.fileExists(atPath: folder.recipe) {
            throw TrainingError("\(path) has no recipe.yaml, but \((left as NSString).lastPathComponent) of a run. Move it away, or choose another folder.")
        }
    }

    /// Removes the unfinished folders of killed programs among these runs.
    static func removeDead(in runs: String) { NewFolder.removeDead(in: runs) { RunFolder($0).removeFilesOfBirth() } }

    private static func sentence(_ problem: NewFolder.Problem, _ path: String) -> TrainingError {
        switch problem {
        case .isTaken: TrainingError("\(path) holds a run already. Choose another folder, or continue with --resume \(path).")
        case .isFile: TrainingError("\(path) can't be made as the run's folder: it is a file. Choose another folder.")
        case .impossible(let reason): TrainingError("\(path) can't be made as the run's folder: \(reason). Choose a folder that you may write to.")
        }
    }
}

extension FolderLock {
    /// Locks a run's folder, so that only one trainer writes to it.
    convenience init(_ folder: RunFolder) throws(TrainingError) {
        do { try self.init(folder.path) } catch {
            switch error {
            case .isTaken: throw TrainingError("\(folder.path) is being trained by another program. Stop that one first, or wait until it is done.")
            case .impossible(let reason):
                throw TrainingError("\(folder.path) can't be locked against other programs: \(reason). Copy the run to a folder of yours, on a disk that knows locks.")
            }
        }
    }
}
