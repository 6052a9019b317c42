import ArgumentParser
import Foundation
import Recipes
import Training

/// A run's folder, or a recipe: what commands are pointed at.
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
