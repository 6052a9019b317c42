import ArgumentParser
import Foundation
import Recipes
import Training

/// The argument of commands that take a run's folder or a recipe.
enum Subject {
    case run(SavedRun)
    case recipe(Recipe, folder: String)

    init(_ name: String) throws {
        if FileManager.default.fileExists(atPath: RunFolder(name).recipe) {
            self = .run(try SavedRun(name))
        } else {
            let (recipe, path) = try RecipeLibrary().open(name)
            self = .recipe(recipe, folder: (path as NSString).deletingLastPathComponent)
        }
    }
}
