import Datasets
import Networks
import Recipes

extension State {
    /// A command of the builder.
    mutating func update(_ command: BuilderCommand) -> [Effect] {
        switch command {
        case .add: builder.focus(.palette)
        case .insert(let layer):
            let place = builder.recipe.model.isEmpty ? 0 : builder.selection + 1
            let loss = builder.recipe.compile?.loss.name
            builder.change {
                $0.suitCompile(to: layer, usual: BuilderState.empty)
                $0.model.insert(layer, at: place)
            }
            builder.selection = place
            if let now = builder.recipe.compile?.loss.name, now != loss { tell(.attention, "\(layer.kerasName) learns by \(now): compile says so now.") }
        case .delete:
            let place = builder.selection
            builder.change { $0.model.remove(at: place) }
        case .duplicate:
            let place = builder.selection
            builder.change { $0.model.insert($0.model[place], at: place + 1) }
            builder.selection = place + 1
        case .moveUp: builder.moveLayer(by: -1)
        case .moveDown: builder.moveLayer(by: 1)
        case .undo: return builder.step(from: \.undo, to: \.redo)
        case .redo: return builder.step(from: \.redo, to: \.undo)
        case .save: overlay = .prompt(builder.savePrompt)
        case .open:
            overlay = .prompt(Prompt(title: "open a recipe: a file, or the name of a shipped one", purpose: .openRecipe))
        case .new: return depart(.newStack)
        case .train: return train(builder.recipe, from: builder.recipeFolder)
        case .repair(let number): builder.repair(number)
        case .select(let layer):
            builder.focus(.stack)
            builder.selection = layer
            builder.clamp()
        case .focus(let pane, let row):
            let isAgain = builder.pane == pane && (pane == .palette ? builder.paletteSelection : builder.field) == row
            builder.focus(pane)
            if pane == .palette { builder.paletteSelection = row } else { builder.field = row }
            if isAgain || pane == .palette { return activateInBuilder() }
        case .chooseData: overlay = .menu(dataMenu)
        case .pickData(let id):
            builder.change { $0.data = DataSpec(source: .catalogue(id)) }
            builder.asksForTarget = false
            return describeData()
        case .pickColumn(let path, let name):
            builder.change { $0.data.pickColumn(path, name) }
            builder.asksForTarget = false
            return describeData()
        case .type(let path):
            guard let field = builder.fitFields.first(where: { $0.path == path }) else { return [] }
            builder.focus(.fit)
            builder.field = builder.fields.firstIndex { $0.path == path } ?? 0
            overlay = .prompt(Prompt(for: field))
        case .own(let source): overlay = .prompt(Prompt(title: source.summary, purpose: .ownData(source)))
        case .prepareData:
            builder.focus(.fit)
            builder.field = builder.fields.firstIndex { ["source", "data"].contains($0.section) } ?? 0
        case .toggleData: builder.showsData.toggle()
        case .search:
            builder.focus(.palette)
            builder.search = TextField()
        case .copyKeras: return [.copy(builder.keras.text)]
        }
        return []
    }

    private var dataMenu: Menu {
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

    /// Asks for what the builder needs to know of the recipe's data.
    mutating func describeData() -> [Effect] {
        builder.dataProblem = nil
        return [builder.question]
    }

    /// After a change of the recipe that may be one of its data.
    private mutating func describe(changedFrom former: Recipe) -> [Effect] {
        builder.recipe.readsOtherwise(than: former) && builder.currentFacts == nil ? describeData() : []
    }

    /// A recipe comes into the builder.
    mutating func open(_ recipe: Recipe, path: String?, folder: String?) -> [Effect] {
        let facts = builder.facts
        builder = BuilderState()
        builder.recipe = recipe
        builder.kept = recipe
        builder.path = path
        builder.recipeFolder = folder
        if recipe.data.source.catalogueID != nil { builder.facts = facts }  // a path means another file in another folder
        page = .build
        return builder.currentFacts == nil ? describeData() : []
    }

    mutating func moveInBuilder(_ direction: Command.Direction) -> [Effect] {
        let step = direction.step
        switch builder.pane {
        case .stack:
            switch direction {
            case .right: builder.focus(.form)
            case .left: break
            default:
                builder.selection = direction.applied(to: builder.selection, count: builder.recipe.model.count)
                builder.field = 0
            }
        case .form, .fit:
            switch direction {
            case .left, .right:
                let fields = builder.fields
                guard fields.indices.contains(builder.field), let value = fields[builder.field].stepped(step) else { return [] }
                let former = builder.recipe
                _ = builder.set(fields[builder.field].path, to: value)
                return describe(changedFrom: former)
            default: builder.field = direction.applied(to: builder.field, count: builder.fields.count)
            }
        case .palette:
            builder.movePalette(direction)
        }
        return []
    }

    mutating func activateInBuilder() -> [Effect] {
        switch builder.pane {
        case .stack:
            if builder.recipe.model.isEmpty { builder.focus(.palette) } else if !builder.layerFields.isEmpty { builder.focus(.form) }
        case .palette:
            return update(.insert(LayerSpec.all[builder.paletteSelection]))
        case .form, .fit:
            let fields = builder.fields
            guard fields.indices.contains(builder.field) else { return [] }
            let field = fields[builder.field]
            if case .flag = field.domain { return moveInBuilder(.right) }
            // A choice is picked by going through it; one without a list of words is typed.
            if case .choice(let words) = field.domain, !words.isEmpty { return moveInBuilder(.right) }
            if let menu = builder.columnMenu(field) {
                overlay = .menu(menu)
                return []
            }
            overlay = .prompt(Prompt(for: field))
        }
        return []
    }

    /// What was typed for a prompt; the prompt stays, with the reason, where it can't be taken.
    mutating func submit(_ prompt: Prompt) -> [Effect] {
        let text = prompt.field.text
        func refuse(_ complaint: String) {
            var refused = prompt
            refused.complaint = complaint
            overlay = .prompt(refused)
        }
        switch prompt.purpose {
        case .field(let path):
            guard let field = builder.fields.first(where: { $0.path == path }) else { break }
            let former = builder.recipe
            guard let value = field.domain.value(parsing: text), builder.set(path, to: value) else {
                refuse("\(field.name): expected \(field.expectation), got \(text.isEmpty ? "nothing" : text).")
                return []
            }
            overlay = nil
            if path == BuilderState.target { builder.asksForTarget = false }
            return describe(changedFrom: former)
        case .saveRecipe:
            guard !text.isEmpty, text.last != "/" else {
                refuse("Expected the path of a file such as my-net.yaml, got \(text.isEmpty ? "nothing" : text).")
                return []
            }
            let path = text.hasSuffix(".yaml") || text.hasSuffix(".yml") ? text : text + ".yaml"
            if builder.recipe.name == "untitled" { builder.recipe.name = String(path.split(separator: "/").last?.prefix { $0 != "." } ?? "untitled") }
            overlay = nil
            return [save(to: path)]
        case .openRecipe:
            guard !text.isEmpty else {
                refuse("Expected the path of a recipe, or the name of a shipped one such as fashion-cnn-mini.")
                return []
            }
            overlay = nil
            return depart(.openFile(path: text))
        case .ownData(let source):
            guard !text.isEmpty else {
                refuse("Expected a path: \(source.summary). Got nothing.")
                return []
            }
            overlay = nil
            builder.change { $0.data = DataSpec(source: source.at(text), imageSize: source.description.firstImageSize) }
            builder.asksForTarget = source.askedFirst != nil
            return describeData()
        }
        overlay = nil
        return []
    }
}

extension BuilderState {
    mutating func focus(_ pane: Pane) {
        self.pane = pane
        search = nil
        field = 0
        clamp()
    }

    /// Left and right go from layer to layer, up and down to the first of the next family.
    fileprivate mutating func movePalette(_ direction: Command.Direction) {
        let all = LayerSpec.all
        switch direction {
        case .left, .right: paletteSelection = max(0, min(all.count - 1, paletteSelection + direction.step))
        case .first: paletteSelection = 0
        case .last: paletteSelection = all.count - 1
        case .up, .down, .pageUp, .pageDown:
            let families = LayerFamily.allCases.filter { family in all.contains { $0.family == family } }
            guard let now = families.firstIndex(of: all[paletteSelection].family) else { return }
            let next = families[max(0, min(families.count - 1, now + direction.step))]
            paletteSelection = all.firstIndex { $0.family == next } ?? paletteSelection
        }
    }

    fileprivate mutating func moveLayer(by step: Int) {
        let target = selection + step
        guard recipe.model.indices.contains(selection), recipe.model.indices.contains(target) else { return }
        let place = selection
        change { $0.model.swapAt(place, target) }
        selection = target
    }

    fileprivate mutating func step(from source: WritableKeyPath<Self, [Recipe]>, to target: WritableKeyPath<Self, [Recipe]>) -> [Effect] {
        guard let recipe = self[keyPath: source].popLast() else { return [] }
        self[keyPath: target].append(self.recipe)
        asksForTarget = false
        let hasOtherData = recipe.readsOtherwise(than: self.recipe)
        if hasOtherData { dataProblem = nil }
        self.recipe = recipe
        clamp()
        return hasOtherData && currentFacts == nil ? [question] : []
    }

    /// What asks for the facts of the recipe's data.
    fileprivate var question: Effect { .describeDataset(recipe.readData, validationSplit: recipe.fit.validationSplit, recipeFolder: recipeFolder) }

    /// Applies a repair of the first problem, or of the first note that has one.
    fileprivate mutating func repair(_ number: Int) {
        guard let note = repairable, note.repairs.indices.contains(number), let layer = note.layer else { return }
        let repair = note.repairs[number]
        change { recipe in
            switch repair {
            case .insertBefore(let spec): recipe.model.insert(spec, at: min(layer, recipe.model.count))
            case .insertAfter(let spec): recipe.model.insert(spec, at: min(layer + 1, recipe.model.count))
            case .replace(let spec): if recipe.model.indices.contains(layer) { recipe.model[layer] = spec }
            case .remove: if recipe.model.indices.contains(layer) { recipe.model.remove(at: layer) }
            }
        }
        // The next layer is added behind what was put in.
        if case .insertAfter = repair { selection = layer + 1 } else { selection = layer }
        clamp()
    }

    /// The note whose repairs the keys apply.
    public var repairable: RecipeCheck.Note? {
        check?.notes.filter { !$0.repairs.isEmpty }.min { $0.level == .wrong && $1.level != .wrong }
    }
}

extension Prompt {
    /// Types the value of a row of a form.
    fileprivate init(for field: FormField) {
        self.init(title: "\(field.name): \(field.help)", purpose: .field(field.path), field: TextField("\(field.value)"))
    }
}

extension LayerProblem.Repair {
    /// What the repair does, for the key that applies it: `insert Flatten`.
    public var title: String {
        switch self {
        case .insertBefore(let spec): "insert \(spec.kerasName) before it"
        case .insertAfter(let spec): "insert \(spec.kerasName) after it"
        case .replace(let spec):
            "make it \(spec.kerasName) " + spec.arguments.filter { $0.isRequired || !$0.isDefault }.map { "\($0.value)" }.joined(separator: " ")
        case .remove: "remove the layer"
        }
    }
}

extension Command.Direction {
    /// −1 towards the start, 1 towards the end.
    var step: Int {
        switch self {
        case .up, .left, .pageUp, .first: -1
        case .down, .right, .pageDown, .last: 1
        }
    }

    /// Where a selection goes in a list.
    func applied(to selection: Int, count: Int) -> Int {
        let next =
            switch self {
            case .first: 0
            case .last: count - 1
            case .pageUp, .pageDown: selection + 10 * step
            case .up, .down, .left, .right: selection + step
            }
        return max(0, min(count - 1, next))
    }
}

extension Recipe {
    /// Whether its data is other data, or other rows of it are kept for validation.
    fileprivate func readsOtherwise(than other: Recipe) -> Bool { readData != other.readData || fit.validationSplit != other.fit.validationSplit }
}
