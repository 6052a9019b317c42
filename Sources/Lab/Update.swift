import Training

/// The effects at the start of the lab.
public let initialEffects: [Effect] = [.loadGallery, .listDatasets, .listRuns]

/// Changes the state and returns the effects to be performed: the lab without a screen. It is pure: the same state and action always give the same result.
public func update(_ state: inout State, _ action: Action) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .resize(let size): state.size = size
    case .command(let command): effects = state.perform(command)
    case .edit(let edit): effects = state.update(edit)
    case .tick: state.age()
    case .event(let event): effects = state.update(event)
    }
    state.settleOverlay()
    effects += state.page.type.settle(in: &state)
    state.settleToast()
    return effects + state.watch()
}

extension State {
    /// Whether a text field has the focus.
    public var isTyping: Bool {
        switch overlay {
        case .palette, .prompt: true
        case .help, .log, .question, .menu: false
        case nil: page.type.typing(in: self) != nil
        }
    }

    /// Tells the trainer which lenses are on the screen, if they have changed.
    fileprivate mutating func watch() -> [Effect] {
        guard train.snapshot?.subject != nil else { return [] }
        let wanted = page.type.watch(in: self)
        guard watched != wanted else { return [] }
        watched = wanted
        return [.tellTrainer(.watch(wanted))]
    }

    // MARK: Commands

    /// Performs a command, or shows the reason why it is not available.
    mutating func perform(_ command: Command) -> [Effect] {
        if let reason = command.unavailable(in: self) {
            tell(.attention, reason, about: .refused(command))
            return []
        }
        return update(command)
    }

    mutating func update(_ command: Command) -> [Effect] {
        if case .palette = overlay, !command.isOfThePalette { overlay = nil }
        switch command {
        case .show(let page): return show(page)
        case .help: overlay = .help(scroll: 0)
        case .palette: overlay = .palette(CommandPalette())
        case .log: overlay = .log(scroll: 0)
        case .quit: return depart(.leave)
        case .leave(let leaving): return leave(leaving)
        case .back: goBack()
        case .nextPane: page.type.changePane(by: 1, in: &self)
        case .previousPane: page.type.changePane(by: -1, in: &self)
        case .move(let direction):
            guard let overlay else { return page.type.move(direction, in: &self) }
            move(direction, in: overlay)
        case .activate: return overlay.map { activate(in: $0) } ?? page.type.activate(in: &self)
        case .savePicture: return [.savePicture]
        case .setTheme(let theme): appearance.theme = theme
        case .setGlyphs(let glyphs): appearance.glyphs = glyphs
        case .page(let page):
            // A command that was chosen in an overlay closes it first.
            overlay = nil
            return page.command.perform(in: &self)
        }
        return []
    }

    private mutating func show(_ page: PageName) -> [Effect] {
        overlay = nil
        toast = nil
        self.page = page
        return page.type.open(in: &self)
    }

    /// Escape leaves the innermost transient state.
    private mutating func goBack() {
        if overlay != nil { closeOverlay() } else if !page.type.goBack(in: &self) { toast = nil }
    }

    /// A key in a text field.
    fileprivate mutating func update(_ edit: TextEdit) -> [Effect] {
        guard let overlay else { return isTyping ? page.type.edit(edit, in: &self) : [] }
        return self.edit(edit, in: overlay)
    }
}

extension Command {
    /// Whether the command moves within the palette, or closes it.
    fileprivate var isOfThePalette: Bool {
        switch self {
        case .move, .back, .activate: true
        default: false
        }
    }
}
