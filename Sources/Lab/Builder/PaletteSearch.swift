import Networks

extension BuilderState {
    /// Whether a layer of the palette matches the search; all do without one.
    public func isFound(_ spec: LayerSpec) -> Bool {
        guard let word = search?.text.lowercased(), !word.isEmpty else { return true }
        return spec.kerasName.lowercased().contains(word)
    }

    /// Selects the first layer whose name begins with the typed text, or else contains it.
    fileprivate mutating func selectFound() {
        guard let word = search?.text.lowercased(), !word.isEmpty else { return }
        let names = LayerSpec.all.map { $0.kerasName.lowercased() }
        paletteSelection = names.firstIndex { $0.hasPrefix(word) } ?? names.firstIndex { $0.contains(word) } ?? paletteSelection
    }
}

extension State {
    /// Handles a key in the search of the palette; enter inserts the layer that was found.
    mutating func searchPalette(_ edit: TextEdit) -> [Effect] {
        switch edit {
        case .cancel: builder.search = nil
        case .submit:
            let isFound = LayerSpec.all.indices.contains(builder.paletteSelection) && builder.isFound(LayerSpec.all[builder.paletteSelection])
            builder.search = nil
            if isFound { return activateInBuilder() }
            tell(.attention, "No layer's name contains that.")
        default:
            let before = builder.search?.text
            builder.search?.apply(edit)
            if builder.search?.text != before { builder.selectFound() }
        }
        return []
    }
}
