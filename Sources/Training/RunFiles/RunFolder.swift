import Foundation
import Recipes
import Tensors

/// The folder of a run: `recipe.yaml`, `options.json`, `fitted.json`, `metrics.csv`, `checkpoint-*.safetensors` (the last two; at first that of epoch 0),
/// `best.safetensors`, `restored.safetensors` where a stop rule restores its best epoch, `final.safetensors` after the last epoch, and `failure.txt` if the run
/// failed. `RunBirth` creates it.
public struct RunFolder: Hashable, Sendable {
    /// The path of the folder.
    public let path: String

    /// A folder, whether or not it exists.
    public init(_ path: String) {
        self.path = path
    }

    /// The path of the recipe.
    public var recipe: String { file("recipe.yaml") }
    var options: String { file("options.json") }
    var fitted: String { file("fitted.json") }
    /// The path of the metrics of all epochs.
    public var metrics: String { file("metrics.csv") }
    /// The path of the weights of the best epoch.
    public var best: String { file("best.safetensors") }
    /// The path of the epoch that an EarlyStopping with restore_best_weights restores.
    var restored: String { file("restored.safetensors") }
    /// The path of the weights after the last epoch.
    public var final: String { file("final.safetensors") }

    private var failureFile: String { file("failure.txt") }

    /// Why the run failed, in one sentence; `nil` for a run that did not fail or is being continued.
    var failure: String? {
        get {
            guard let data = try? FileBytes.read(failureFile, limit: Self.largestFailure) else { return nil }
            let sentence = String(decoding: data, as: UTF8.self).prefix(2_000).split(whereSeparator: \.isNewline).joined(separator: " ")
            return sentence.isEmpty ? nil : sentence
        }
        nonmutating set {
            guard let newValue else { return _ = unlink(failureFile) }
            // The failure is reported anyway; an error here would add nothing.
            try? FileBytes.write(Data((newValue + "\n").utf8), to: failureFile)
        }
    }

    /// The most bytes of `failure.txt`.
    private static let largestFailure = 1 << 16

    /// All files that a run writes, including incomplete ones of a program that was killed.
    var files: [String] { checkpoints + [recipe, options, fitted, metrics, best, restored, final, failureFile] + leftovers }

    /// The files of finished epochs, which a folder without a recipe should not have.
    var filesOfEpochs: [String] { checkpoints.filter { $0 != start } + [metrics, best, restored, final].filter(FileManager.default.fileExists(atPath:)) }

    /// Incomplete files of programs that were killed before they renamed them; the holder of the folder's lock may remove them.
    private var leftovers: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let mine = /(?:(?:checkpoint-[0-9-]+|best|restored|final)\.safetensors|recipe\.yaml|(?:options|fitted)\.json|metrics\.csv|failure\.txt)\.[0-9]+\.new/
        return names.filter { $0.wholeMatch(of: mine) != nil }.map(file)
    }

    func removeLeftovers() { for path in leftovers { unlink(path) } }

    /// Removes the files that are written before a run's first batch.
    func removeFilesOfBirth() { for path in [recipe, options, fitted, start] + leftovers { unlink(path) } }

    func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

    /// The folder of an existing run. Throws a `TrainingError` where it is not a run.
    public static func open(_ path: String) throws(TrainingError) -> RunFolder {
        let folder = RunFolder(path)
        guard FileManager.default.fileExists(atPath: folder.recipe) else {
            let hint = FileManager.default.fileExists(atPath: path) ? "" : NearestName.suggestion(path: path)
            throw TrainingError("\(path) is not the folder of a run: it has no recipe.yaml. Give the folder that strata train --out wrote.\(hint)")
        }
        guard !folder.isEmptyOfARun else {
            throw TrainingError("\(path) holds no run: its recipe.yaml is empty, because the program was killed before the run began. Train the recipe again with --out \(path).")
        }
        return folder
    }

    /// Whether an earlier version was killed before the run began: it left an empty recipe and no weights.
    var isEmptyOfARun: Bool {
        var status = stat()
        return stat(recipe, &status) == 0 && status.st_size == 0 && checkpoints.isEmpty
    }

    /// The checkpoint before the first batch.
    var start: String { checkpoint(epoch: 0, batch: 0) }

    /// The paths of the checkpoints, the newest first.
    var checkpoints: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let found = names.compactMap { name -> (name: String, epoch: Int, batch: Int)? in
            guard let match = name.wholeMatch(of: /checkpoint-([0-9]+)(?:-([0-9]+))?\.safetensors/), let epoch = Int(match.1) else { return nil }
            return (name, epoch, match.2.flatMap { Int($0) } ?? 0)
        }
        return found.sorted { ($0.epoch, $0.batch) > ($1.epoch, $1.batch) }.map { file($0.name) }
    }

    func checkpoint(epoch: Int, batch: Int) -> String {
        file(String(format: batch > 0 ? "checkpoint-%06d-%06d.safetensors" : "checkpoint-%06d.safetensors", epoch, batch))
    }

    /// Removes all but the last two checkpoints.
    func prune() {
        for old in checkpoints.dropFirst(2) { try? FileManager.default.removeItem(atPath: old) }
    }

    /// Creates a folder for a run for which none was given: among the user's runs, named after the time and the recipe.
    public static func new(named name: String, date: Date = Date()) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyyMMdd-HHmmss"
        let time = format.string(from: date), runs = UserFolder.runs
        let plain = String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
        try? FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
        removeUnborn(in: runs, except: time)
        // Creating the folder reserves its name: two runs of the same second get different folders.
        let stem = (runs as NSString).appendingPathComponent("\(time)-\(plain)")
        var path = stem, number = 2
        while mkdir(path, 0o755) != 0, errno == EEXIST {
            path = "\(stem)-\(number)"
            number += 1
        }
        return path
    }

    /// Removes what killed programs have left before their run was created: unfinished folders, and empty ones except those of this second.
    private static func removeUnborn(in runs: String, except time: String) {
        RunBirth.removeDead(in: runs)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? [] where name.prefixMatch(of: /[0-9]{8}-[0-9]{6}-/) != nil && !name.hasPrefix(time) {
            rmdir((runs as NSString).appendingPathComponent(name))  // only where it is empty
        }
    }

    /// Removes the folder that `new` created for a run that did not begin, if it is empty.
    static func removeUnused(_ path: String) {
        if (path as NSString).deletingLastPathComponent == UserFolder.runs { rmdir(path) }
    }
}
