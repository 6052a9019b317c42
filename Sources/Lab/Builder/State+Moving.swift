import Networks

extension State {
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
                guard fields.indices.contains(builder.field) else { return [] }
                if builder.namesLayer(fields[builder.field]) {
                    builder.stepLink(fields[builder.field], by: step)
                    return []
                }
                guard let value = fields[builder.field].stepped(step) else { return [] }
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
            return BuilderCommand.insert(LayerSpec.all[builder.paletteSelection]).perform(in: &self)
        case .form, .fit:
            let fields = builder.fields
            guard fields.indices.contains(builder.field) else { return [] }
            let field = fields[builder.field]
            if case .flag = field.domain { return moveInBuilder(.right) }
            // A choice with a list of words steps to the next; one without is typed.
            if case .choice(let words) = field.domain, !words.isEmpty { return moveInBuilder(.right) }
            if let menu = builder.columnMenu(field) ?? builder.linkMenu(field) {
                overlay = .menu(menu)
                return []
            }
            overlay = .prompt(Prompt(for: field))
        }
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

    /// Left and right go from layer to layer; up and down go to the first layer of the previous or next family.
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
}
