import Datasets
import Recipes
import Training

/// Something that the runtime shall do: plain data. It is performed in the background where it takes time, and answered by an `Event`.
public enum Effect: Hashable, Sendable {
    case loadGallery
    case openRecipe(id: String)
    case openRecipeFile(path: String)
    /// Writes a recipe whose paths are relative to `recipeFolder`; an existing file is replaced only if `replaces` is true.
    case saveRecipe(Recipe, path: String, recipeFolder: String?, replaces: Bool)
    case listDatasets
    /// Shape, classes, counts and a few examples of a data set, for the builder.
    case describeDataset(DataSpec, validationSplit: Double, recipeFolder: String?)
    /// Trains a recipe of the library unchanged; paused before its first batch where `isPaused`.
    case trainRecipe(id: String, isPaused: Bool = false)
    case startRun(Recipe, recipeFolder: String?, isPaused: Bool = false)
    /// Resumes a run, up to `epochs` in all where they are given.
    case resumeRun(folder: String, epochs: Int? = nil)
    /// Opens a finished or stopped run's last checkpoint for inspection, without training.
    case openRun(folder: String)
    /// Resumes or opens a run whose recipe has been read: the answer to `runRead`.
    case beginRun(RunFacts)
    case tellTrainer(TrainerCommand)
    /// Evaluates the weights of a run on the test part of its data.
    case testRun(folder: String)
    case listRuns
    case loadCurves(run: Int64)
    case deleteRun(Int64)
    /// Draws the current page and writes it as text and SVG.
    case savePicture
    case copy(String)
    case quit
}
