import Lab

extension KeyMap {
    static let build: [Binding] = [
        Binding([.up, .character("k")], .page(.build), .move(.up), "layer", "Go up"),
        Binding([.down, .character("j")], .page(.build), .move(.down), "layer", "Go down"),
        Binding([.character("a"), .insert], .page(.build), .builder(.add), "add", "Choose a layer to add behind the selected one"),
        Binding([.character("/")], .page(.build), .builder(.search), "find", "Find a layer of the palette by its name"),
        Binding([.enter], .page(.build), .activate, "edit", "Change the selected layer's arguments, a field, or insert the chosen layer"),
        Binding([.character("d"), .delete], .page(.build), .builder(.delete), "delete", "Delete the layer"),
        Binding([.character("c")], .page(.build), .builder(.duplicate), "copy", "Duplicate the layer"),
        Binding([.character("J")], .page(.build), .builder(.moveDown), "move", "Move the layer down"),
        Binding([.character("K")], .page(.build), .builder(.moveUp), "move", "Move the layer up"),
        Binding([.character("r")], .page(.build), .builder(.repair(0)), "repair", "Apply the first repair that is offered"),
        Binding([.character("R")], .page(.build), .builder(.repair(1)), "repair", "Apply the second repair that is offered", isOnBottomLine: false),
        Binding([.character("u")], .page(.build), .builder(.undo), "undo", "Undo the last change"),
        Binding([.character("U"), .control("r")], .page(.build), .builder(.redo), "redo", "Do again what was undone", isOnBottomLine: false),
        Binding([.character("t")], .page(.build), .builder(.train), "train", "Train this stack"),
        Binding([.character("g")], .page(.build), .builder(.chooseData), "data", "Choose the data set"),
        Binding([.character("p")], .page(.build), .builder(.prepareData), "prepare", "Say how the data is prepared: noise, targets, sizes, split, augmentation"),
        Binding([.character("v")], .page(.build), .builder(.toggleData), "see data", "See examples of the data instead of the Keras program"),
        Binding([.character("w")], .page(.build), .builder(.save), "save", "Save the recipe as a file"),
        Binding([.character("o")], .page(.build), .builder(.open), "open", "Open a recipe's file"),
        Binding([.character("n")], .page(.build), .builder(.new), "new", "Begin a new stack", isOnBottomLine: false),
        Binding([.character("y")], .page(.build), .builder(.copyKeras), "copy Keras", "Copy the Keras program to the clipboard", isOnBottomLine: false),
        Binding([.tab], .page(.build), .nextPane, "pane", "Go to the next pane"),
    ]
}
