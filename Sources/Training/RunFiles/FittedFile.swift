import Datasets
import Foundation
import Networks
import Recipes
import Tensors

/// `fitted.json`.
extension FittedData {
    private static let largestFile = 1 << 28

    /// What was fitted to a run's data; `nil` of a run that an earlier version began, which fits it anew each time.
    init?(of folder: RunFolder) throws(FileError) {
        guard FileManager.default.fileExists(atPath: folder.fitted) else { return nil }
        let data = try FileBytes.read(folder.fitted, limit: Self.largestFile)
        guard let read = try? JSONDecoder().decode(FittedData.self, from: data), !read.isDamaged else {
            throw FileError(folder.fitted, "expected what was fitted to the data when the run began, as this version writes it. Restore the file, or train the recipe anew.")
        }
        self = read
    }

    func write(to folder: RunFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(encoder.encode(self) + Data("\n".utf8), to: folder.fitted)
    }

    /// What a recipe leaves to the data, as it was when the run began.
    var sizes: DataSizes { DataSizes(classes: classes, outputs: outputs.map(Shape.init), vocabulary: vocabulary) }

    /// What has become of the data of a run since it began, a sentence for each change; empty where nothing has.
    func changes(to recipe: Recipe, relativeTo folder: String) -> [String] {
        guard recipe.dataRequest == request else {
            return ["The run's recipe.yaml asks for \(recipe.dataRequest), \(request) when it began. Put that back, or train the recipe anew."]
        }
        return DatasetLoader().changes(since: self, recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit)
    }
}
