import Datasets
import Foundation
import Networks
import Recipes
import Tensors

/// Reads and writes `fitted.json`.
extension FittedData {
    private static let largestFile = 1 << 28

    /// What was fitted to a run's data; `nil` for a run of an earlier version, for which it is fitted each time.
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

    /// The sizes that the recipe takes from its data, as they were when the run began.
    public var sizes: DataSizes { DataSizes(classes: classes, outputs: outputs.map(Shape.init), vocabulary: vocabulary) }

    /// How the data has changed since the run began, a sentence for each change; empty where it has not.
    func changes(to recipe: Recipe, relativeTo folder: String) -> [String] {
        guard recipe.dataRequest == request else {
            return ["The run's recipe.yaml asks for \(recipe.dataRequest), \(request) when it began. Restore that, or train the recipe anew."]
        }
        return DatasetLoader().changes(since: self, recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit)
    }
}
