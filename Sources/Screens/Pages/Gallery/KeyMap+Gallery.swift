import Lab

extension KeyMap {
    static let gallery: [Binding] = [
        Binding([.up, .character("k")], .page(.gallery), .move(.up), "select", "Select the recipe above"),
        Binding([.down, .character("j")], .page(.gallery), .move(.down), "select", "Select the recipe below"),
        Binding([.enter, .character("t")], .page(.gallery), .gallery(.train), "train", "Train the selected recipe"),
        Binding([.character("b"), .character("e")], .page(.gallery), .gallery(.open), "change", "Open the recipe in the builder, to change it"),
        Binding([.character("n")], .page(.gallery), .gallery(.new), "new stack", "Build a new stack from nothing"),
        Binding([.character("/")], .page(.gallery), .filter, "filter", "Type to narrow the list"),
    ]
}
