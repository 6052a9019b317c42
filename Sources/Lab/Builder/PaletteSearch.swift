import Networks

extension BuilderState {
    /// Whether a layer of the palette fits what is typed; all do while nothing is.
    public func isFound(_ spec: LayerSpec) -> Bool {
        guard let search, !search.isEmpty else { return true }
        return spec.kerasName.lowercased().contains(search.lowercased())
    }

    /// Selects the first layer whose name begins with what is typed, or else has it in it.
    fileprivate mutating func selectFound() {
        guard let search, !search.isEmpty else { return }
        let names = LayerSpec.all.map { $0.kerasName.lowercased() }, word = search.lowercased()
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
            var field = TextField(builder.search ?? "")
            field.apply(edit)
            builder.search = field.text
            builder.selectFound()
        }
        return []
    }
}
