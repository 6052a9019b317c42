import ArgumentParser
import CPlatform
import Foundation
import Recipes
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a recipe, or continue a run where it stopped.",
        discussion: "Ctrl-C finishes the batch, saves and prints how to continue; a second Ctrl-C stops at once.")

    @Argument(help: "A recipe's file, or the id of a shipped recipe.")
    var recipe: String?

    @Option(help: "Epochs, instead of the recipe's; with --resume, their total number.")
    var epochs: Int?

    @Option(help: "Threads to compute with; as many as there are cores where not given.")
    var threads: Int?

    @Option(help: "The seed, instead of the recipe's.")
    var seed: Int?

    @Option(help: "Use only this many training samples, the first ones.")
    var limit: Int?

    @Option(help: ArgumentHelp("Weights to start from.", valueName: "file.safetensors"))
    var initialWeights: String?

    @Option(help: ArgumentHelp("The run's folder; where not given, a new one among your runs.", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Continue the run in this folder.", valueName: "folder"))
    var resume: String?

    @Flag(help: "Print one JSON object per epoch.")
    var json = false

    func validate() throws {
        guard (recipe == nil) != (resume == nil) else { throw ValidationError("Give either a recipe to train, or --resume FOLDER to continue a run.") }
        if let epochs, !FitSpec.epochsRange.contains(epochs) {
            throw ValidationError("--epochs: expected a number from \(FitSpec.epochsRange.lowerBound) to \(FitSpec.epochsRange.upperBound), got \(epochs).")
        }
        if let seed, !FitSpec.seedRange.contains(seed) {
            throw ValidationError("--seed: expected a number from \(FitSpec.seedRange.lowerBound) to \(FitSpec.seedRange.upperBound), got \(seed).")
        }
        if let limit, limit < 1 { throw ValidationError("--limit: expected at least 1, got \(limit).") }
        if resume != nil,
            let name = [("--out", out), ("--initial-weights", initialWeights), ("--seed", seed.map(String.init)), ("--limit", limit.map(String.init))]
                .first(where: { $0.1 != nil })?.0
        {
            throw ValidationError("\(name) can't be changed when a run is continued. Leave it out.")
        }
        _ = try ThreadCount.checked(threads)
    }

    func run() throws {
        let threads = try ThreadCount.checked(threads)
        let start: Trainer.Start, folder: String, original: Recipe
        if let resume {
            start = .resume(folder: resume, threads: threads, epochs: epochs)
            folder = resume
            original = try Recipe(path: RunFolder.open(resume).recipe)
        } else {
            var (recipe, path) = try RecipeLibrary().open(recipe ?? "")
            original = recipe
            if let epochs { recipe.fit.epochs = epochs }
            if let seed { recipe.fit.seed = seed }
            folder = out ?? RunFolder.new(named: recipe.name)
            start = .new(
                recipe, relativeTo: (path as NSString).deletingLastPathComponent,
                RunOptions(threads: threads, limit: limit, folder: folder, initialWeights: initialWeights))
        }
        _ = platform_signals_catch(UInt32(platform_signal_interrupt | platform_signal_terminate | platform_signal_hangup))
        var history: RunHistory?
        do { history = try RunHistory() } catch { Output.error("strata: \(error)") }
        let trainer = Trainer { platform_wake() }
        trainer.start(start, staysOpen: false, history: history)
        try TrainingReport(folder: folder, recipe: original, style: json ? .json : platform_is_terminal(1) ? .terminal : .lines).follow(trainer)
    }
}
