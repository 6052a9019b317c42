extension BuilderState {
    public static let word = "build", summary = "the stack of layers"

    public static let help = PageHelp(
        shows: "The builder assembles a network layer by layer. It checks the stack after every change and says which layer is not possible, why, and how to "
            + "repair it.",
        reading: [
            "The stack runs from the input at the top to the output at the bottom. A shape like 26×26×16 is height × width × maps.",
            "Weights are what training adjusts; FLOP are the multiplications and additions of the forward pass for one example; bytes are the size of the layer's "
                + "output. The bars show how large each output is, on a logarithmic scale.",
            "Dim values in the form are Keras' defaults; changed ones are bright. The same stack as a Keras program is shown next to it.",
            "Change a row with left and right, or press enter and type: l2 0.01 for a regularizer, 3 3 for a window. Rows of a layer inside another are "
                + "indented below it; initializers, regularizers and constraints come last.",
            "A layer may read another one than that above it: Add, Concatenate, Multiply and Average join the outputs of earlier layers, and N names a layer. "
                + "Lines at the left of the stack then lead from each named layer down to those that read it, and the form has rows for both.",
            "The form of compile and fit also has the schedule of the learning rate, the metrics, the rules that end a run early, and the preparation of the data.",
        ])

    public static let bindings = [
        Binding([.up, .character("k")], .move(.up), "layer", "Go up"),
        Binding([.down, .character("j")], .move(.down), "layer", "Go down"),
        Binding([.character("a"), .insert], .builder(.add), "add", "Choose a layer to add after the selected one"),
        Binding([.character("/")], .builder(.search), "find", "Find a layer of the palette by its name"),
        Binding([.enter], .activate, "edit", "Change the selected layer's arguments, a field, or insert the chosen layer"),
        Binding([.character("d"), .delete], .builder(.delete), "delete", "Delete the layer"),
        Binding([.character("c")], .builder(.duplicate), "copy", "Duplicate the layer"),
        Binding([.character("J")], .builder(.moveDown), "move", "Move the layer down"),
        Binding([.character("K")], .builder(.moveUp), "move", "Move the layer up"),
        Binding([.character("N")], .builder(.name), "name", "Name the layer, so that later layers can read it", isOnBottomLine: false),
        Binding([.character("r")], .builder(.repair(0)), "repair", "Apply the first repair that is offered"),
        Binding([.character("R")], .builder(.repair(1)), "repair", "Apply the second repair that is offered", isOnBottomLine: false),
        Binding([.character("u")], .builder(.undo), "undo", "Undo the last change"),
        Binding([.character("U"), .control("r")], .builder(.redo), "redo", "Redo the undone change", isOnBottomLine: false),
        Binding([.character("t")], .builder(.train), "train", "Train this stack"),
        Binding([.character("T")], .builder(.trainPaused), "paused", "Train this stack, paused before its first batch: s trains one at a time", isOnBottomLine: false),
        Binding([.character("g")], .builder(.chooseData), "data", "Choose the data set"),
        Binding([.character("p")], .builder(.prepareData), "prepare", "Prepare the data: noise, targets, sizes, split, augmentation"),
        Binding([.character("v")], .builder(.toggleData), "see data", "See examples of the data instead of the Keras program"),
        Binding([.character("w")], .builder(.save), "save", "Save the recipe as a file"),
        Binding([.character("o")], .builder(.open), "open", "Open a recipe's file"),
        Binding([.character("n")], .builder(.new), "new", "Start a new stack", isOnBottomLine: false),
        Binding([.character("y")], .builder(.copyKeras), "copy Keras", "Copy the Keras program to the clipboard", isOnBottomLine: false),
        Binding([.tab], .nextPane, "pane", "Go to the next pane"),
    ]

    public static func open(in state: inout State) -> [Effect] {
        if state.builder.recipe.model.isEmpty { state.builder.focus(.palette) }
        return state.builder.currentFacts == nil ? state.describeData() : []
    }

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] { state.moveInBuilder(direction) }

    public static func activate(in state: inout State) -> [Effect] { state.activateInBuilder() }

    public static func changePane(by step: Int, in state: inout State) {
        let count = Pane.allCases.count
        state.builder.focus(Pane(rawValue: (state.builder.pane.rawValue + step + count) % count) ?? .stack)
    }

    public static func goBack(in state: inout State) -> Bool {
        if state.builder.search != nil {
            state.builder.search = nil
        } else if state.builder.pane != .stack {
            state.builder.focus(.stack)
        } else {
            return false
        }
        return true
    }

    public static func typing(in state: State) -> String? { state.builder.search == nil ? nil : "insert" }

    public static func edit(_ edit: TextEdit, in state: inout State) -> [Effect] { state.searchPalette(edit) }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        switch event {
        case .recipeOpened(let recipe, let path, let folder): return state.open(recipe, path: path, folder: folder)
        case .recipeSaved(let recipe): return state.saved(recipe)
        case .recipeExists(let path): state.askToReplace(path)
        case .datasetDescribed(let facts):
            guard facts.areOf(state.builder.recipe) else { break }
            state.builder.facts = facts
            state.learnColumns(facts.columns, of: facts.data)
            if state.page == .build, let note = facts.note { state.tell(.attention, note) }
        case .datasetUnreadable(let data, let sentence, let columns, let repairs):
            let isOfTheStack = data == state.builder.recipe.readData
            if isOfTheStack {
                state.builder.dataProblem = sentence
                state.builder.dataRepairs = repairs
                state.learnColumns(columns, of: data)
            }
            state.tell(.wrong, sentence, about: isOfTheStack ? .unreadable(data) : nil)
        default: break
        }
        return []
    }

    public static func settle(in state: inout State) -> [Effect] {
        state.builder.clamp()
        return []
    }

    public static func unsaved(in state: State) -> String? { state.builder.isSaved ? nil : state.builder.recipe.name }
}
