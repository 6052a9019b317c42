import Networks
import Recipes

/// The rows of a layer's form that name earlier layers: their choices, and how they are changed.
extension BuilderState {
    /// Whether a row names earlier layers.
    func namesLayer(_ field: FormField) -> Bool {
        guard pane == .form else { return false }
        return switch field.domain {
        case .reference, .references, .initialState: true
        default: false
        }
    }

    private func candidates(for argument: String) -> [LinkCandidate] { check?.plan.candidates(for: argument, at: selection, of: recipe.model) ?? [] }

    /// Whether the row's value includes the layer's name.
    private func isNamed(_ layer: Int, by field: FormField) -> Bool {
        guard let name = recipe.model[layer].links.name else { return false }
        return field.value.names.contains(name)
    }

    /// The menu of earlier layers for a row that names some; layers that don't fit come last, with the reason. `nil` for other rows.
    func linkMenu(_ field: FormField) -> Menu? {
        guard namesLayer(field) else { return nil }
        var items: [Menu.Item] = []
        if let meaning = field.domain.noneMeaning {
            items.append(Menu.Item(title: meaning, detail: field.value == .none ? "chosen" : "", command: .builder(.link(path: field.path, nil))))
        }
        for candidate in candidates(for: field.path) {
            let spec = recipe.model[candidate.layer], shape = check.map { " \($0.plan.layers[candidate.layer].output)" } ?? ""
            items.append(
                Menu.Item(
                    title: "\(candidate.layer + 1) \(spec.kerasName)\(shape)",
                    detail: [spec.links.name, isNamed(candidate.layer, by: field) ? "chosen" : nil].compactMap { $0 }.joined(separator: ", "),
                    command: .builder(.link(path: field.path, candidate)),
                    unavailable: candidate.problem.map { "Layer \(selection + 1) (\(recipe.model[selection].kerasName)): \($0)" }))
        }
        if field.domain.takesList { items.append(Menu.Item(title: "several", detail: "type the names", command: .builder(.type(path: field.path)))) }
        guard !items.isEmpty else { return nil }
        var menu = Menu(title: field.help, items: items)
        menu.selection = items.firstIndex { $0.detail.hasSuffix("chosen") } ?? 0
        return menu
    }

    /// Sets the row to a layer, which gets a name if it has none. To a list the layer is added, or removed if it is in it.
    mutating func link(_ path: String, to candidate: LinkCandidate?) {
        guard let field = layerFields.first(where: { $0.path == path }), recipe.model.indices.contains(selection) else { return }
        let index = selection
        change { recipe in
            guard let candidate else {
                _ = recipe.model[index].set(path, to: .none)
                return
            }
            guard case .references = field.domain, case .names(let names) = field.value else {
                recipe.model.refer(index, argument: path, insteadOf: field.value.names.first, to: candidate)
                return
            }
            if let name = recipe.model[candidate.layer].links.name, names.contains(name) {
                _ = recipe.model[index].set(path, to: .names(names.filter { $0 != name }))
            } else {
                recipe.model.refer(index, argument: path, insteadOf: nil, to: candidate)
            }
        }
    }

    /// Sets the row to the next or previous layer that fits.
    mutating func stepLink(_ field: FormField, by step: Int) {
        guard field.value.names.count <= 1 || !field.domain.takesList else { return }
        var choices: [LinkCandidate?] = candidates(for: field.path).filter { $0.problem == nil }
        if field.domain.noneMeaning != nil { choices.insert(nil, at: 0) }
        guard !choices.isEmpty else { return }
        let current = choices.firstIndex { $0.map { isNamed($0.layer, by: field) } ?? field.value.names.isEmpty }
        let next = current.map { ($0 + step + choices.count) % choices.count } ?? 0
        guard next != current, let candidate = choices[next] else { return next == current ? () : link(field.path, to: nil) }
        let index = selection, former = field.value.names.first
        change { $0.model.refer(index, argument: field.path, insteadOf: former, to: candidate) }
    }

    /// Why the selected layer can't have this name, in one sentence; `nil` where it can.
    func refusal(ofName value: ArgumentValue) -> String? {
        guard let name = value.names.first else { return nil }
        var spec = recipe.model[selection]
        guard spec.set("name", to: value) else { return "name: expected \(ArgumentDomain.name.expectation), got \(name)." }
        guard let other = recipe.model.layer(named: name), other != selection else { return nil }
        return "name: \(name) is the name of layer \(other + 1) (\(recipe.model[other].kerasName)). Choose another."
    }

    var namePrompt: Prompt {
        let spec = recipe.model[selection]
        return Prompt(
            title: "the name of layer \(selection + 1), \(spec.kerasName)", purpose: NameLayer(), meaning: ArgumentDomain.name.expectation,
            suggestion: spec.links.name ?? "none")
    }
}

/// The prompt for the selected layer's name.
struct NameLayer: PromptPurpose {
    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect] {
        let layer = state.builder.selection
        guard state.builder.recipe.model.indices.contains(layer) else { return [] }
        let value = ArgumentDomain.name.value(parsing: text) ?? .none
        if let sentence = state.builder.refusal(ofName: value) { throw Refusal(sentence) }
        state.builder.change { $0.model.rename(layer, to: value.names.first) }
        return []
    }
}

extension State {
    /// Shows the menu again after a layer was chosen for a list, so that more can be chosen.
    mutating func reopenLinkMenu(_ path: String, after candidate: LinkCandidate?) {
        guard let field = builder.layerFields.first(where: { $0.path == path }), case .references = field.domain, var menu = builder.linkMenu(field) else { return }
        menu.selection = menu.items.firstIndex { $0.command == .builder(.link(path: path, candidate)) } ?? 0
        overlay = .menu(menu)
    }
}

extension [LayerSpec] {
    /// Lets a new merge read the nearest earlier layer that fits.
    mutating func joinNearest(_ index: Int, _ plan: StackPlan?) {
        guard let plan, let argument = self[index].joinedArgument, self[index].references.isEmpty else { return }
        let now = StackPlan(model: self, input: plan.input, sizes: plan.sizes)
        guard let candidate = now.candidates(for: argument, at: index, of: self).first, candidate.problem == nil else { return }
        refer(index, argument: argument, insteadOf: nil, to: candidate)
    }
}

extension ArgumentValue {
    /// The names of layers in the value.
    var names: [String] {
        switch self {
        case .choice(let name): [name]
        case .names(let names): names
        default: []
        }
    }
}

extension ArgumentDomain {
    /// What it means to name no layer, for the menu; `nil` where a layer must be named.
    fileprivate var noneMeaning: String? {
        switch self {
        case .reference(let meaning): meaning
        case .initialState: "zeros"
        default: nil
        }
    }

    fileprivate var takesList: Bool {
        switch self {
        case .references, .initialState: true
        default: false
        }
    }
}
