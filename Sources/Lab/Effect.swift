import Datasets
import Recipes
import Training

/// What the runtime is asked to do: plain data, performed off the main actor where it takes time, answered by an `Event`.
public enum Effect: Hashable, Sendable {
    case loadGallery
    case openRecipe(id: String)
    case openRecipeFile(path: String)
    /// Writes a recipe whose paths start from `recipeFolder`; a file that is there is replaced only where that is said.
    case saveRecipe(Recipe, path: String, recipeFolder: String?, replaces: Bool)
    case listDatasets
    /// Shape, classes, counts and a few examples of a data set, for the builder.
    case describeDataset(DataSpec, validationSplit: Double, recipeFolder: String?)
    /// Trains a recipe of the library as it is.
    case trainRecipe(id: String)
    case startRun(Recipe, recipeFolder: String?)
    case resumeRun(folder: String)
    /// Opens a finished or stopped run's last checkpoint for inspection, without training.
    case openRun(folder: String)
    /// Begins with a run of a folder whose recipe has been read: the answer to `runRead`.
    case beginRun(RunFacts)
    case tellTrainer(TrainerCommand)
    case listRuns
    case loadCurves(run: Int64)
    case deleteRun(Int64)
    /// The runtime draws the page as it stands and writes text and SVG.
    case savePicture
    case copy(String)
    case quit
}
