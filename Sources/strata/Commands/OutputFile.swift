import Foundation
import Tensors
import Training

/// A file that a command writes by its name: never a device, never what a link points to, never one of the files that are protected.
struct OutputFile {
    private let path: String
    /// Whether a file of that name was there.
    private let replaces: Bool

    /// Throws where nothing may be written to `path`. `protected`: the files that must stay, with what they are.
    init(_ path: String, protected: [(path: String, what: String)]) throws {
        self.path = path
        var own = stat()
        replaces = lstat(path, &own) == 0
        let full = URL(fileURLWithPath: path).standardizedFileURL.path
        for (other, what) in protected {
            var status = stat()
            let isSame = replaces && stat(other, &status) == 0 && (status.st_dev, status.st_ino) == (own.st_dev, own.st_ino)
            guard isSame || URL(fileURLWithPath: other).standardizedFileURL.path == full else { continue }
            throw TrainingError("--output: \(path) is \(what), which would be lost. Give another name.")
        }
        guard replaces else { return }
        switch own.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: throw TrainingError("--output: \(path) is a link. Give the path of the file itself, or another name.")
        case S_IFDIR: throw TrainingError("--output: \(path) is a folder. Give the path of a file in it.")
        default: throw TrainingError("--output: \(path) is a device, not a file. Give the path of a file, or - for standard output.")
        }
    }

    /// Writes the file whole or not at all, and says where another one is gone.
    func write(_ data: Data) throws {
        try FileBytes.write(data, to: path)
        if replaces { Output.error("\(path) was there before and has been replaced.") }
    }
}
