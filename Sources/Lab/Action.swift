import Datasets
import Recipes
import Training

/// Everything that can happen to the lab.
public enum Action: Hashable, Sendable {
    case resize(ScreenSize)
    /// A command, from a key, a click or the palette.
    case command(Command)
    /// A key for the text field that has the focus.
    case edit(TextEdit)
    /// A second has passed: a toast disappears after some time.
    case tick
    /// The result of an effect.
    case event(Event)
}

/// A key in a text field.
public enum TextEdit: Hashable, Sendable {
    case insert(String)
    case deleteBackward, deleteForward
    case deleteToStart, deleteToEnd, deleteWord
    case left, right, start, end
    case complete
    case submit, cancel
}

/// What the runtime reports about effects and the run.
public enum Event: Hashable, Sendable {
    case galleryLoaded([GalleryEntry])
    /// `path` is `nil` for a recipe of the library.
    case recipeOpened(Recipe, path: String?, folder: String?)
    /// A recipe of the library is to be trained.
    case recipeToTrain(Recipe, folder: String?, isPaused: Bool = false)
    case recipeSaved(SavedRecipe)
    /// The recipe was not saved, because the file exists.
    case recipeExists(path: String)
    case datasetsListed([DatasetEntry])
    case datasetDescribed(DatasetFacts)
    /// The data can't be read, for a reason in one sentence; for a table with its columns, if its first line can be read; with what would mend it.
    case datasetUnreadable(DataSpec, String, columns: [String] = [], repairs: [Repair] = [])
    /// The recipe of a run that is to be resumed or opened has been read.
    case runRead(RunFacts)
    case runStarted(RunFacts)
    case snapshot(Snapshot)
    /// Loss, metrics and confusion of a run on the test part.
    case runTested(folder: String, Evaluation)
    case runsListed([RunSummary])
    case curvesLoaded(run: Int64, [EpochRecord])
    case pictureSaved(path: String)
    /// The Keras program is on the clipboard, and in this file.
    case copied(path: String)
    /// An effect failed; one sentence with the repair.
    case failed(String)
    case noted(LogLine)
}
