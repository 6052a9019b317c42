import CPlatform
import Datasets
import Foundation
import Lab
import Logging
import Networks
import Recipes
import Screens
import Tensors
import Training

/// Performs the effects that `update` returns. What takes time runs on a queue in the background and answers with an event; the trainer has its own thread.
final class EffectRunner {
    private let events: EventQueue
    private let threads: Int
    private let queue = DispatchQueue(label: "effects", qos: .userInitiated)
    /// A separate queue for opening runs, so that they don't wait until the builder's data is read.
    private let runQueue = DispatchQueue(label: "runs", qos: .userInitiated)
    /// The folder of the run that is being opened.
    private var reopening: String?
    private let log = Logger(label: "lab")
    private let loader = DatasetLoader()
    private let library = RecipeLibrary()
    private(set) var trainer: Trainer?
    /// Trainers that were closed and may still be saving.
    private var closing: [Trainer] = []
    private(set) var hasQuit = false

    init(events: EventQueue, threads: Int) {
        self.events = events
        self.threads = threads
    }

    /// `screen` draws the current page, for pictures of it.
    func perform(_ effect: Effect, screen: () -> (CellBuffer, Theme)) {
        switch effect {
        case .loadGallery: inBackground { [library, loader] in .galleryLoaded(Self.gallery(library, loader.installation)) }
        case .openRecipe(let id):
            inBackground { [library] in
                let (recipe, path) = try library.open(id)
                return .recipeOpened(recipe, path: nil, folder: (path as NSString).deletingLastPathComponent)
            }
        case .openRecipeFile(let path):
            inBackground { [library] in
                let (recipe, found) = try library.open(HomeFolder.expanding(path))
                let isShipped = library.folder.map { found.hasPrefix($0 + "/") } ?? false
                return .recipeOpened(recipe, path: isShipped ? nil : found, folder: (found as NSString).deletingLastPathComponent)
            }
        case .saveRecipe(let recipe, let path, let folder, let replaces): inBackground { try Self.save(recipe, path, folder, replaces) }
        case .listDatasets: inBackground { [loader] in .datasetsListed(CatalogueEntry.all.map { DatasetEntry($0, loader.installation) }) }
        case .describeDataset(let data, let split, let folder):
            inBackground { [loader] in
                do { return .datasetDescribed(try Self.facts(data, split, folder, loader)) } catch {
                    return .datasetUnreadable(data, "\(error)", columns: loader.columns(of: data, relativeTo: folder), repairs: Repair.of(error))
                }
            }
        case .trainRecipe(let id, let isPaused):
            inBackground { [library] in
                let (recipe, path) = try library.open(id)
                return .recipeToTrain(recipe, folder: (path as NSString).deletingLastPathComponent, isPaused: isPaused)
            }
        case .startRun(let recipe, let folder, let isPaused):
            let run = RunFolder.new(named: recipe.name)
            reopening = nil
            begin(
                .new(recipe, relativeTo: folder, RunOptions(threads: threads, folder: run)), RunFacts(recipe: recipe, folder: run, recipeFolder: folder),
                isPaused: isPaused)
        case .resumeRun(let folder, let epochs): reopen(folder, trains: true, epochs: epochs)
        case .openRun(let folder): reopen(folder, trains: false)
        case .beginRun(let facts):
            guard reopening == facts.folder else { return }  // another run was started in the meantime
            reopening = nil
            let folder = facts.folder
            begin(facts.trains ? .resume(folder: folder, threads: threads, epochs: facts.epochs) : .open(folder: folder, threads: threads), facts)
        case .tellTrainer(let command): trainer?.send(command)
        case .testRun(let folder):
            inBackground(on: runQueue) { [threads] in .runTested(folder: folder, try SavedRun(folder).evaluate(.test, threads: threads)) }
        case .listRuns: inBackground { .runsListed(try RunHistory().runs()) }
        case .loadCurves(let run): inBackground { .curvesLoaded(run: run, try RunHistory().epochs(of: run)) }
        case .deleteRun(let run):
            inBackground {
                let history = try RunHistory()
                try history.delete(run)
                return .runsListed(try history.runs())
            }
        case .savePicture:
            let (picture, theme) = screen()
            inBackground { .pictureSaved(path: try Self.save(picture, theme)) }
        case .copy(let text): copy(text)
        case .quit: hasQuit = true
        }
    }

    /// Saves the run and ends the trainer's thread; returns when it has ended.
    func close() {
        trainer?.send(.close)
        let open = closing + (trainer.map { [$0] } ?? [])
        while open.contains(where: { !$0.hasEnded }) { _ = platform_wait(-1, -1, 100) }
    }

    // MARK: Runs

    /// Reads a run's recipe in the background: if the folder is gone, finding one with a similar name may take a while.
    private func reopen(_ folder: String, trains: Bool, epochs: Int? = nil) {
        reopening = folder
        inBackground(on: runQueue) { .runRead(RunFacts(recipe: try SavedRun(folder).recipe, folder: folder, recipeFolder: folder, trains: trains, epochs: epochs)) }
    }

    private func begin(_ start: Trainer.Start, _ facts: RunFacts, isPaused: Bool = false) {
        if let trainer {
            trainer.send(.close)
            closing = closing.filter { !$0.hasEnded } + [trainer]
        }
        let trainer = Trainer { platform_wake() }
        self.trainer = trainer
        events.send(.runStarted(facts))
        log.info("\(facts.recipe.name) starts in \(facts.folder)")
        var history: RunHistory?
        do { history = try RunHistory() } catch { events.send(.failed("\(error)")) }
        if isPaused { trainer.send(.pause) }
        trainer.start(start, staysOpen: true, history: history)
    }

    // MARK: In the background

    private func inBackground(on queue: DispatchQueue? = nil, _ body: @escaping @Sendable () throws -> Event) {
        (queue ?? self.queue).async { [events, log] in
            do {
                events.send(try body())
            } catch {
                log.error("\(error)")
                events.send(.failed("\(error)"))
            }
        }
    }

    private static func gallery(_ library: RecipeLibrary, _ installation: Installation?) -> [GalleryEntry] {
        library.entries.compactMap { entry in
            guard case .success(let recipe) = entry.recipe, let id = recipe.data.source.catalogueID, let data = CatalogueEntry.named(id) else { return nil }
            let missing = recipe.data.source.missing(in: installation)
            let shown = DatasetEntry(recipe.data.source.shown(in: installation) ?? data, installation)
            return GalleryEntry(
                id: entry.id, recipe: recipe, dataset: DatasetEntry(id: shown.id, title: shown.title, facts: shown.facts, missing: missing),
                plan: StackPlan(model: recipe.model, input: data.inputShape(for: recipe.data), sizes: DataSizes(recipe, data)))
        }
    }

    /// Saves a stack without asking; returns the path of the file.
    static func keep(_ recipe: Recipe, _ recipeFolder: String?) throws -> String {
        let names = ["unsaved.yaml"] + (2...1_000).map { "unsaved-\($0).yaml" }, folder = UserFolder.path as NSString
        let free = names.first { !FileManager.default.fileExists(atPath: folder.appendingPathComponent($0)) }
        let path = folder.appendingPathComponent(free ?? names[0])
        try SavedRecipe(original: recipe, path: path, folder: UserFolder.path, formerFolder: absolute(recipeFolder ?? "")).written.write(to: path)
        return path
    }

    /// The absolute path; an empty one is the working directory.
    private static func absolute(_ folder: String) -> String { URL(fileURLWithPath: folder.isEmpty ? "." : folder).standardizedFileURL.path }

    private static func save(_ recipe: Recipe, _ path: String, _ recipeFolder: String?, _ replaces: Bool) throws -> Event {
        let target = HomeFolder.expanding(path)
        guard replaces || !FileManager.default.fileExists(atPath: target) else { return .recipeExists(path: path) }
        let saved = SavedRecipe(
            original: recipe, path: path, folder: absolute((target as NSString).deletingLastPathComponent), formerFolder: absolute(recipeFolder ?? ""))
        try saved.written.write(to: target)
        return .recipeSaved(saved)
    }

    private static let exampleCount = 24

    private static func facts(_ data: DataSpec, _ validationSplit: Double, _ folder: String?, _ loader: DatasetLoader) throws -> DatasetFacts {
        let dataset = try loader.load(data, relativeTo: folder, validationSplit: validationSplit)
        let examples = (0..<min(exampleCount, dataset.training.count)).map { index in
            DatasetFacts.Example(input: dataset.training.input(index), label: dataset.training.label(index))
        }
        var facts = DatasetFacts(
            data: data, title: CatalogueEntry.named(dataset.name)?.title ?? dataset.name, inputShape: dataset.inputShape, target: TargetKind(dataset))
        facts.classNames = dataset.classNames
        (facts.trainingCount, facts.testCount) = (dataset.training.count, dataset.test.count)
        facts.examples = examples
        facts.note = dataset.note
        (facts.hasOwnValidation, facts.validationSplit) = (dataset.validation != nil, validationSplit)
        facts.vocabulary = dataset.vocabulary
        facts.columns = dataset.tableColumns
        if dataset.classes == nil {
            var spec = data
            spec.noise = nil  // targets are clean
            facts.targetNumbers = TargetNumbers(DatasetParts(dataset, spec, validationSplit: validationSplit, seed: 0))
        }
        return facts
    }

    /// Writes the page into the working directory as `strata-1.svg` and `.txt`, with the first free number.
    private static func save(_ picture: CellBuffer, _ theme: Theme) throws -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "strata-\(number).svg") || FileManager.default.fileExists(atPath: "strata-\(number).txt") { number += 1 }
        try FileBytes.write(Data(picture.svg(theme).utf8), to: "strata-\(number).svg")
        try FileBytes.write(Data(picture.text().utf8), to: "strata-\(number).txt")
        return "strata-\(number).svg"
    }

    /// Copies to the terminal's clipboard (OSC 52), which works over SSH as well, and to a file for terminals without one.
    private func copy(_ text: String) {
        let path = "strata-keras.py"
        inBackground {
            try FileBytes.write(Data(text.utf8), to: path)
            return .noted(LogLine(time: "", level: .good, text: "The Keras program is in \(path)"))
        }
        clipboard = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
        events.send(.copied(path: path))
    }

    /// The control sequence to be sent to the terminal with the next frame.
    private var clipboard: String?

    func takeClipboard() -> String? {
        defer { clipboard = nil }
        return clipboard
    }
}

extension DatasetEntry {
    fileprivate init(_ entry: CatalogueEntry, _ installation: Installation?) {
        self.init(id: entry.id, title: entry.title, facts: entry.facts, missing: entry.missing(in: installation))
    }
}
