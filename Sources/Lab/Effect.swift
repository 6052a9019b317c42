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
    /// Trains a recipe of the library unchanged.
    case trainRecipe(id: String)
    case startRun(Recipe, recipeFolder: String?)
    case resumeRun(folder: String)
    /// Opens a finished or stopped run's last checkpoint for inspection, without training.
    case openRun(folder: String)
    /// Resumes or opens a run whose recipe has been read: the answer to `runRead`.
    case beginRun(RunFacts)
    case tellTrainer(TrainerCommand)
    case listRuns
    case loadCurves(run: Int64)
    case deleteRun(Int64)
    /// Draws the current page and writes it as text and SVG.
    case savePicture
    case copy(String)
    case quit
}
