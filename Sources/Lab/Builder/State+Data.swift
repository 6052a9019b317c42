import Datasets
import Recipes

extension State {
    /// The menu of data sets and of sources for a person's own files.
    var dataMenu: Menu {
        var items = datasets.map { Menu.Item(title: $0.title, detail: $0.facts, command: .builder(.pickData($0.id)), unavailable: $0.missing) }
        items.append(Menu.Item(title: "Prepare this data", detail: "noise, targets, image size, split, augmentation", command: .builder(.prepareData)))
        items += DataFamily.allCases.flatMap { family in DataSource.all.filter { $0.family == family } }
            .map { Menu.Item(title: $0.title, detail: $0.summary, command: .builder(.own($0))) }
        var menu = Menu(title: "data", items: items)
        if let id = builder.recipe.data.source.catalogueID { menu.selection = datasets.firstIndex { $0.id == id } ?? 0 }
        return menu
    }

    mutating func newStack() -> [Effect] {
        builder = BuilderState()
        page = .build
        builder.focus(.palette)
        return describeData()
    }

    /// Requests the facts of the recipe's data.
    mutating func describeData() -> [Effect] {
        builder.dataProblem = nil
        return [builder.question]
    }

    /// Requests the facts after a change, if it was one of the data.
    mutating func describe(changedFrom former: Recipe) -> [Effect] {
        builder.recipe.readsOtherwise(than: former) && builder.currentFacts == nil ? describeData() : []
    }

    /// Opens a recipe in the builder.
    mutating func open(_ recipe: Recipe, path: String?, folder: String?) -> [Effect] {
        let facts = builder.facts
        builder = BuilderState()
        builder.recipe = recipe
        builder.kept = recipe
        builder.path = path
        builder.recipeFolder = folder
        if recipe.data.source.catalogueID != nil { builder.facts = facts }  // the same relative path names another file in another folder
        page = .build
        return builder.currentFacts == nil ? describeData() : []
    }
}

extension BuilderState {
    /// The request for the facts of the recipe's data.
    var question: Effect { .describeDataset(recipe.readData, validationSplit: recipe.fit.validationSplit, recipeFolder: recipeFolder) }
}

extension Recipe {
    /// Whether its data is different, or other rows of it are kept for validation.
    func readsOtherwise(than other: Recipe) -> Bool { readData != other.readData || fit.validationSplit != other.fit.validationSplit }
}
