import Datasets
import Recipes
import Training

/// All that can happen to the lab.
public enum Action: Hashable, Sendable {
    case resize(ScreenSize)
    /// What a key, a click or a word in the palette means here.
    case command(Command)
    /// A key for the text field that has the focus.
    case edit(TextEdit)
    /// Time goes by: a toast goes after its time.
    case tick
    /// What an effect brought.
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

/// What the runtime reports of effects and of the run.
public enum Event: Hashable, Sendable {
    case galleryLoaded([GalleryEntry])
    /// `path` is `nil` for a recipe of the library.
    case recipeOpened(Recipe, path: String?, folder: String?)
    /// A recipe of the library is to be trained.
    case recipeToTrain(Recipe, folder: String?)
    case recipeSaved(SavedRecipe)
    /// The recipe was not saved: a file is there.
    case recipeExists(path: String)
    case datasetsListed([DatasetEntry])
    case datasetDescribed(DatasetFacts)
    /// The data can't be read: one sentence why; of a table at least its columns, where its first line names them.
    case datasetUnreadable(DataSpec, String, columns: [String] = [])
    /// The recipe of a run that is to go on or to be opened.
    case runRead(RunFacts)
    case runStarted(RunFacts)
    case snapshot(Snapshot)
    case runsListed([RunSummary])
    case curvesLoaded(run: Int64, [EpochRecord])
    case pictureSaved(path: String)
    /// The Keras program is on the clipboard, and in this file.
    case copied(path: String)
    /// An effect failed: one sentence with the repair.
    case failed(String)
    case noted(LogLine)
}
