import Foundation
import Recipes
import Tensors

/// A run on disk: `recipe.yaml`, `options.json`, `fitted.json`, `metrics.csv`, `checkpoint-*.safetensors` (the last two; at first the start, of epoch 0),
/// `best.safetensors`, `restored.safetensors` where a stop rule goes back to its best epoch, after the last epoch `final.safetensors`, and of a run that
/// failed `failure.txt`. `RunBirth` makes it.
public struct RunFolder: Hashable, Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    public var recipe: String { file("recipe.yaml") }
    var options: String { file("options.json") }
    var fitted: String { file("fitted.json") }
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

    /// All files that a run writes, and what a death while it wrote left.
    var files: [String] { checkpoints + [recipe, options, fitted, metrics, best, restored, final, failureFile] + leftovers }

    /// Files of an epoch, which a folder without a recipe should not have.
    var filesOfEpochs: [String] { checkpoints.filter { $0 != start } + [metrics, best, restored, final].filter(FileManager.default.fileExists(atPath:)) }

    /// Files whose writer died before they had their names: whoever has the folder's lock may take them away.
    private var leftovers: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let mine = /(?:(?:checkpoint-[0-9-]+|best|restored|final)\.safetensors|recipe\.yaml|(?:options|fitted)\.json|metrics\.csv|failure\.txt)\.[0-9]+\.new/
        return names.filter { $0.wholeMatch(of: mine) != nil }.map(file)
    }

    func removeLeftovers() { for path in leftovers { unlink(path) } }

    /// Removes what is written before a run's first step.
    func removeFilesOfBirth() { for path in [recipe, options, fitted, start] { unlink(path) } }

    func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

    /// The folder of a run that is there.
    public static func open(_ path: String) throws(TrainingError) -> RunFolder {
        let folder = RunFolder(path)
        guard FileManager.default.fileExists(atPath: folder.recipe) else {
            let hint = FileManager.default.fileExists(atPath: path) ? "" : NearestName.suggestion(path: path)
            throw TrainingError("\(path) is no run's folder: it has no recipe.yaml. Give the folder that strata train --out wrote.\(hint)")
        }
        guard !folder.isEmptyOfARun else {
            throw TrainingError("\(path) holds no run: its recipe.yaml is empty, for the program died before the run began. Train the recipe again with --out \(path).")
        }
        return folder
    }

    /// What programs before `RunBirth` left where they died before a run began: a recipe without a byte and no weights.
    var isEmptyOfARun: Bool {
        var status = stat()
        return stat(recipe, &status) == 0 && status.st_size == 0 && checkpoints.isEmpty
    }

    /// The weights and counters before the first batch.
    var start: String { checkpoint(epoch: 0, batch: 0) }

    /// Checkpoints, the newest first.
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

    /// Keeps the last two checkpoints.
    func prune() {
        for old in checkpoints.dropFirst(2) { try? FileManager.default.removeItem(atPath: old) }
    }

    /// Makes a folder for a run that was given none: among the user's data, with its time and name.
    public static func new(named name: String, date: Date = Date()) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyyMMdd-HHmmss"
        let time = format.string(from: date), runs = UserFolder.runs
        let plain = String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
        try? FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
        removeUnborn(in: runs, but: time)
        // Making the folder is what takes its name: two runs of the same second get two.
        let stem = (runs as NSString).appendingPathComponent("\(time)-\(plain)")
        var path = stem, number = 2
        while mkdir(path, 0o755) != 0, errno == EEXIST {
            path = "\(stem)-\(number)"
            number += 1
        }
        return path
    }

    /// Removes what programs left that died before their run was born: empty folders, but of this second, and folders on their way to their name.
    private static func removeUnborn(in runs: String, but time: String) {
        RunBirth.removeDeadBirths(in: runs)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? [] where name.prefixMatch(of: /[0-9]{8}-[0-9]{6}-/) != nil && !name.hasPrefix(time) {
            rmdir((runs as NSString).appendingPathComponent(name))  // only where it is empty
        }
    }

    /// Takes away what `new` made for a run that did not begin: among the user's runs, and only where nothing is in it.
    static func takeBack(_ path: String) {
        if (path as NSString).deletingLastPathComponent == UserFolder.runs { rmdir(path) }
    }
}
