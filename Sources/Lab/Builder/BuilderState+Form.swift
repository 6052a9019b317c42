import Networks
import Recipes

extension BuilderState {
    /// The rows of the selected layer's arguments.
    public var layerFields: [FormField] {
        guard recipe.model.indices.contains(selection) else { return [] }
        let layer = recipe.model[selection], vocabulary = layer.readsSymbols && check?.plan.symbolTables.contains(selection) ?? false ? currentFacts?.vocabulary : nil
        return layer.fields(showsLinks: recipe.model.usesLinks).map { field in
            if case .size(let size) = field.value { return number(of: size).map { field.noted("\($0) of this data") } ?? field }
            return field.path == "input_dim" ? vocabulary.map { field.noted("the data has \($0) symbols, so at least \($0)") } ?? field : field
        }
    }

    /// The value of a size of the data for the selected layer; `nil` where the data or the shapes are not known.
    private func number(of size: DataSize) -> Int? {
        guard let plan = check?.plan, plan.layers.indices.contains(selection) else { return nil }
        return plan.sizes.number(of: size, on: plan.layers[selection].input)
    }

    /// The rows of compile, fit and data.
    public var fitFields: [FormField] { recipe.compileFields + recipe.fitFields + recipe.dataFields }

    /// The rows of the focused form.
    public var fields: [FormField] { pane == .fit ? fitFields : pane == .form ? layerFields : [] }

    /// Sets a row of the focused form; returns `false` where the value is not allowed.
    mutating func set(_ path: String, to value: ArgumentValue) -> Bool {
        var changed = recipe
        if pane == .fit {
            guard changed.setSetting(path, to: value) else { return false }
        } else {
            guard changed.model.indices.contains(selection) else { return false }
            var value = value
            if case .layer(let new) = value, case .layer(let old)? = fields.first(where: { $0.path == path })?.value { value = .layer(old.changed(to: new)) }
            if path == "name" {
                guard refusal(ofName: value) == nil else { return false }
                changed.model.rename(selection, to: value.names.first)
            } else {
                guard changed.model[selection].set(path, to: value) else { return false }
            }
        }
        change { $0 = changed }
        // Rows may appear or disappear: the selection stays on its row.
        if let row = fields.firstIndex(where: { $0.path == path }) { field = row }
        return true
    }

    /// Changes the recipe so that it can be undone.
    mutating func change(_ body: (inout Recipe) -> Void) {
        var changed = recipe
        body(&changed)
        guard changed != recipe else { return }
        undo.append(recipe)
        if undo.count > BuilderState.undoLimit { undo.removeFirst() }
        redo = []
        recipe = changed
        clamp()
    }

    private static let undoLimit = 500

    mutating func clamp() {
        selection = max(0, min(selection, recipe.model.count - 1))
        field = max(0, min(field, fields.count - 1))
    }
}
