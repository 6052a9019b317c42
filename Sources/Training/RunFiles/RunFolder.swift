import Foundation
import Recipes
import Tensors

/// A run on disk: `recipe.yaml`, `metrics.csv`, `checkpoint-*.safetensors` (the last two), `best.safetensors`, `restored.safetensors` where a stop rule
/// goes back to its best epoch, after the last epoch `final.safetensors`, and of a run that failed `failure.txt`.
public struct RunFolder: Hashable, Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    public var recipe: String { file("recipe.yaml") }
    public var metrics: String { file("metrics.csv") }
    public var best: String { file("best.safetensors") }
    /// The epoch that an EarlyStopping with restore_best_weights goes back to.
    var restored: String { file("restored.safetensors") }
    public var final: String { file("final.safetensors") }

    private var failureFile: String { file("failure.txt") }

    /// Why the run failed, one sentence; `nil` for a run that did not, and once it goes on.
    var failure: String? {
        get {
            guard let data = try? FileBytes.read(failureFile, limit: Self.largestFailure) else { return nil }
            let sentence = String(decoding: data, as: UTF8.self).prefix(2_000).split(whereSeparator: \.isNewline).joined(separator: " ")
            return sentence.isEmpty ? nil : sentence
        }
        nonmutating set {
            guard let newValue else { return _ = unlink(failureFile) }
            // Beside a failure that is told anyway, one more would say nothing.
            try? FileBytes.write(Data((newValue + "\n").utf8), to: failureFile)
        }
    }

    /// Bytes of a file that may be a sentence.
    private static let largestFailure = 1 << 16

    /// All files that a run writes.
    var files: [String] { checkpoints + [recipe, metrics, best, restored, final, failureFile] }

    func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

    /// Makes a folder for a new run; one that holds a run already is not written over.
    static func create(_ path: String) throws(TrainingError) -> RunFolder {
        let folder = RunFolder(path)
        if FileManager.default.fileExists(atPath: folder.recipe) {
            throw TrainingError("\(path) holds a run already. Choose another folder, or go on with --resume \(path).")
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw TrainingError("\(path) can't be made as the run's folder. Choose a folder that you may write to.")
        }
        // Of two that come at the same time, one makes this file.
        let descriptor = Glibc.open(folder.recipe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw TrainingError("\(path) can't be written: \(String(cString: strerror(errno)).lowercased()). Choose a folder that you may write to.")
        }
        close(descriptor)
        return folder
    }

    /// The folder of a run that is there.
    public static func open(_ path: String) throws(TrainingError) -> RunFolder {
        let folder = RunFolder(path)
        guard FileManager.default.fileExists(atPath: folder.recipe) else {
            let hint = FileManager.default.fileExists(atPath: path) ? "" : NearestName.suggestion(path: path)
            throw TrainingError("\(path) is no run's folder: it has no recipe.yaml. Give the folder that strata train --out wrote.\(hint)")
        }
        return folder
    }

    /// Checkpoints, the newest first.
    var checkpoints: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let places = names.compactMap { name -> (name: String, epoch: Int, batch: Int)? in
            guard let match = name.wholeMatch(of: /checkpoint-([0-9]+)(?:-([0-9]+))?\.safetensors/), let epoch = Int(match.1) else { return nil }
            return (name, epoch, match.2.flatMap { Int($0) } ?? 0)
        }
        return places.sorted { ($0.epoch, $0.batch) > ($1.epoch, $1.batch) }.map { file($0.name) }
    }

    func checkpoint(epoch: Int, batch: Int) -> String {
        file(String(format: batch > 0 ? "checkpoint-%06d-%06d.safetensors" : "checkpoint-%06d.safetensors", epoch, batch))
    }

    /// Keeps the last two checkpoints.
    func prune() {
        for old in checkpoints.dropFirst(2) { try? FileManager.default.removeItem(atPath: old) }
    }

    /// Makes a folder for a run that was given none: among the user's data, with its time and name.
    public static func new(named name: String, date: Date = Date()) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyyMMdd-HHmmss"
        let plain = String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
        let stem = (UserFolder.runs as NSString).appendingPathComponent("\(format.string(from: date))-\(plain)")
        try? FileManager.default.createDirectory(atPath: UserFolder.runs, withIntermediateDirectories: true)
        // Making the folder is what takes its name: two runs of the same second get two.
        var path = stem, number = 2
        while mkdir(path, 0o755) != 0, errno == EEXIST {
            path = "\(stem)-\(number)"
            number += 1
        }
        return path
    }

    /// Takes away what `new` made for a run that did not begin: among the user's runs, and only where nothing is in it.
    static func takeBack(_ path: String) {
        if (path as NSString).deletingLastPathComponent == UserFolder.runs { rmdir(path) }
    }
}

/// The user's own folder for runs and their history, as the XDG base directories say.
public enum UserFolder {
    public static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return (data as NSString).appendingPathComponent("strata") }
        return (HomeFolder.path as NSString).appendingPathComponent(".local/share/strata")
    }

    public static var runs: String { (path as NSString).appendingPathComponent("runs") }
    public static var history: String { (path as NSString).appendingPathComponent("history.sqlite") }
    public static var log: String { (path as NSString).appendingPathComponent("strata.log") }
}
