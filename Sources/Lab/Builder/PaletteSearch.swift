import Networks

extension BuilderState {
    /// Whether a layer of the palette fits what is typed; all do while nothing is.
    public func isFound(_ spec: LayerSpec) -> Bool {
        guard let word = search?.text.lowercased(), !word.isEmpty else { return true }
        return spec.kerasName.lowercased().contains(word)
    }

    /// Selects the first layer whose name begins with what is typed, or else has it in it.
    fileprivate mutating func selectFound() {
        guard let word = search?.text.lowercased(), !word.isEmpty else { return }
        let names = LayerSpec.all.map { $0.kerasName.lowercased() }
        paletteSelection = names.firstIndex { $0.hasPrefix(word) } ?? names.firstIndex { $0.contains(word) } ?? paletteSelection
    }
}

extension State {
    /// A key while a layer is looked for: enter inserts the one that was found.
    mutating func searchPalette(_ edit: TextEdit) -> [Effect] {
        switch edit {
        case .cancel: builder.search = nil
        case .submit:
            let isFound = LayerSpec.all.indices.contains(builder.paletteSelection) && builder.isFound(LayerSpec.all[builder.paletteSelection])
            builder.search = nil
            if isFound { return activateInBuilder() }
            tell(.attention, "No layer has that in its name.")
        default:
            let before = builder.search?.text
            builder.search?.apply(edit)
            if builder.search?.text != before { builder.selectFound() }
        }
        return []
    }
}
