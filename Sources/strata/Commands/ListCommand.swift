import ArgumentParser
import Datasets
import Networks
import Recipes
import Training

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the recipes and data sets: name, data, what they show.")

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func run() throws {
        guard let installation = Installation.current else {
            throw TrainingError("The program's folders assets and sample-data are not above its executable. Run it from where it was built.")
        }
        let entries = RecipeLibrary(installation: installation).entries
        if !json { Output.line("Recipes") }
        for entry in entries {
            switch entry.recipe {
            case .success(let recipe): Output.line(json ? try Self.object(entry.id, recipe, installation) : Self.line(entry.id, recipe, installation))
            case .failure(let error): Output.error("strata: \(error)")
            }
        }
        guard !json else { return }
        Output.line("\nData sets")
        for entry in CatalogueEntry.all {
            Output.line("  \(entry.id.padded(20)) \(entry.facts)\(entry.missing(in: installation).map { "  (\($0))" } ?? "")")
        }
    }

    private static func line(_ id: String, _ recipe: Recipe, _ installation: Installation?) -> String {
        "  \(id.padded(20)) \(recipe.data.source.label.padded(20)) \(recipe.description)\(recipe.data.source.missing(in: installation).map { "  (\($0))" } ?? "")"
    }

    private static func object(_ id: String, _ recipe: Recipe, _ installation: Installation?) throws -> String {
        struct Object: Encodable {
            let id, name, family, data: String
            let available: Bool
            let description: String
        }
        return try JSONLine.text(
            Object(
                id: id, name: recipe.name, family: recipe.shows, data: recipe.data.source.label, available: recipe.data.source.missing(in: installation) == nil,
                description: recipe.description))
    }
}

extension String {
    /// The text padded with blanks on the right to a width; longer texts are unchanged.
    func padded(_ width: Int) -> String { count < width ? self + String(repeating: " ", count: width - count) : self }
    /// The text padded with blanks on the left to a width; longer texts are unchanged.
    func leftPadded(_ width: Int) -> String { count < width ? String(repeating: " ", count: width - count) + self : self }
}
