import Recipes
import Training

/// What is asked for when the lab starts.
public let initialEffects: [Effect] = [.loadGallery, .listDatasets, .listRuns]

/// Changes the state and says what is to be done: the lab without a screen. Pure: the same state and action give the same.
public func update(_ state: inout State, _ action: Action) -> [Effect] {
    var effects: [Effect]
    switch action {
    case .resize(let size):
        state.size = size
        effects = []
    case .command(let command):
        if let reason = command.unavailable(in: state) {
            state.tell(.attention, reason)
            return []
        }
        effects = state.update(command)
    case .edit(let edit): effects = state.update(edit)
    case .tick:
        state.age()
        effects = []
    case .event(let event): effects = state.update(event)
    }
    effects += state.wantedFacts()
    let wanted = state.wantedWatch
    if state.train.snapshot?.subject != nil, state.watched != wanted {
        state.watched = wanted
        effects.append(.tellTrainer(.watch(wanted)))
    }
    return effects
}

extension State {
    /// One line that goes by itself.
    mutating func tell(_ level: Toast.Level, _ sentence: String) {
        toast = Toast(level, sentence)
        toastAge = 0
    }

    /// A second goes by.
    mutating func age() {
        guard let toast else { return }
        toastAge += 1
        if toastAge > (toast.level == .good ? 4 : 10) { self.toast = nil }
    }

    /// A command that another one stands for: where it can't work now, the reason is told instead.
    mutating func perform(_ command: Command) -> [Effect] {
        if let reason = command.unavailable(in: self) {
            tell(.attention, reason)
            return []
        }
        return update(command)
    }

    mutating func update(_ command: Command) -> [Effect] {
        if case .palette = overlay, !command.isOfTheOverlay { overlay = nil }
        switch command {
        case .show(let page): return show(page)
        case .help: overlay = .help(scroll: 0)
        case .palette: overlay = .palette(CommandPalette())
        case .log: overlay = .log(scroll: 0)
        case .quit: return quit()
        case .back: goBack()
        case .nextPane, .previousPane: changePane(by: command == .nextPane ? 1 : -1)
        case .move(let direction): return move(direction)
        case .activate: return activate()
        case .filter:
            page = .gallery
            gallery.isFiltering = true
        case .savePicture: return [.savePicture]
        case .setTheme(let theme): appearance.theme = theme
        case .setGlyphs(let glyphs): appearance.glyphs = glyphs
        case .gallery(let command): return chosen { $0.update(command) }
        case .builder(let command): return chosen { $0.update(command) }
        case .train(let command): return chosen { $0.update(command) }
        case .inspect(let command): return chosen { $0.update(command) }
        case .runs(let command): return chosen { $0.update(command) }
        case .answer(let answer): return update(answer)
        }
        return []
    }

    /// A command that was picked from a menu or the palette takes the overlay away first.
    private mutating func chosen(_ body: (inout State) -> [Effect]) -> [Effect] {
        overlay = nil
        return body(&self)
    }

    private mutating func show(_ page: PageName) -> [Effect] {
        overlay = nil
        toast = nil
        self.page = page
        if page == .build, builder.recipe.model.isEmpty { builder.focus(.palette) }
        switch page {
        case .runs: return [.listRuns]
        case .build where builder.currentFacts == nil: return describeData()
        case .gallery, .build, .train, .inspect: return []
        }
    }

    /// Escape leaves what is transient, the innermost first.
    private mutating func goBack() {
        if overlay != nil {
            overlay = nil
            forgetWhatWaits()
        } else if page == .gallery, gallery.isFiltering || !gallery.filter.isEmpty {
            gallery.isFiltering = false
            gallery.filterField = TextField()
            gallery.clamp()
        } else if page == .inspect, inspect.cursor != nil {
            inspect.cursor = nil
        } else if page == .inspect, inspect.isZoomed {
            inspect.isZoomed = false
        } else if page == .build, builder.search != nil {
            builder.search = nil
        } else if page == .build, builder.pane != .stack {
            builder.focus(.stack)
        } else {
            toast = nil
        }
    }

    private mutating func changePane(by step: Int) {
        guard page == .build else { return }
        let count = BuilderState.Pane.allCases.count
        builder.focus(BuilderState.Pane(rawValue: (builder.pane.rawValue + step + count) % count) ?? .stack)
    }

    private mutating func move(_ direction: Command.Direction) -> [Effect] {
        switch overlay {
        case .help(let scroll):
            overlay = .help(scroll: direction == .first ? 0 : max(0, scroll + direction.lines))
            return []
        case .log(let scroll):
            overlay = .log(scroll: direction == .first ? 0 : max(0, scroll + direction.lines))
            return []
        case .menu(var menu):
            menu.selection = direction.applied(to: menu.selection, count: menu.items.count)
            overlay = .menu(menu)
            return []
        case .palette(var palette):
            palette.selection = max(0, palette.selection + direction.step)
            overlay = .palette(palette)
            return []
        case .question, .prompt: return []
        case nil: break
        }
        switch page {
        case .gallery:
            gallery.selection = direction.applied(to: gallery.selection, count: gallery.shown.count)
        case .build: return moveInBuilder(direction)
        case .train:
            if direction == .left { return update(TrainCommand.previousSample) }
            if direction == .right { return update(TrainCommand.nextSample) }
        case .inspect: moveInInspect(direction)
        case .runs: runs.selection = direction.applied(to: runs.selection, count: runs.runs?.count ?? 0)
        }
        return []
    }

    private mutating func activate() -> [Effect] {
        if case .menu(let menu) = overlay {
            guard menu.items.indices.contains(menu.selection) else { return [] }
            let item = menu.items[menu.selection]
            if let reason = item.unavailable {
                tell(.attention, reason)
                return []
            }
            return update(item.command)
        }
        switch page {
        case .gallery: return perform(.gallery(.train))
        case .build: return activateInBuilder()
        case .train: return update(TrainCommand.inspect)
        case .inspect: return update(InspectCommand.toggleZoom)
        case .runs: return perform(.runs(.reopen))
        }
    }

    /// A key in a text field.
    mutating func update(_ edit: TextEdit) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            if edit == .cancel || edit == .submit {
                overlay = nil
                return []
            }
            palette.field.apply(edit)
            palette.selection = 0
            overlay = .palette(palette)
        case .prompt(var prompt):
            if edit == .cancel {
                overlay = nil
                forgetWhatWaits()
            }
            if edit == .submit { return submit(prompt) }
            guard edit != .cancel else { return [] }
            prompt.field.apply(edit)
            prompt.complaint = nil
            overlay = .prompt(prompt)
        case nil where page == .gallery && gallery.isFiltering:
            if edit == .submit || edit == .cancel {
                gallery.isFiltering = false
                if edit == .cancel { gallery.filterField = TextField() }
            } else {
                let before = gallery.filter
                gallery.filterField.apply(edit)
                if gallery.filter != before { gallery.selection = 0 }
            }
            gallery.clamp()
        case nil where page == .build && builder.search != nil: return searchPalette(edit)
        case .help, .log, .question, .menu, nil: break
        }
        return []
    }

    // MARK: Leaving

    private mutating func quit() -> [Effect] { depart(.leave) }

    /// The stack in the builder is saved, or may be lost.
    mutating func leave() -> [Effect] {
        if isTraining {
            overlay = .question(Question(
                title: "\(train.run?.recipe.name ?? "A run") is training.",
                answers: [
                    .init(key: "e", sentence: "Finish the epoch and save, then leave.", answer: .finishEpochAndLeave),
                    .init(key: "s", sentence: "Stop now, save, and leave.", answer: .stopAndLeave),
                    .init(key: "g", sentence: "Go on training.", answer: .stay),
                ]))
            return []
        }
        return [.quit]
    }

    /// What waited for an answer does not happen.
    private mutating func forgetWhatWaits() {
        pendingRun = nil
        pendingDeparture = nil
        abandoned = nil
    }

    private mutating func update(_ answer: Answer) -> [Effect] {
        overlay = nil
        switch answer {
        case .finishEpochAndLeave:
            isLeaving = true
            tell(.attention, "The epoch is being finished; the lab is left when it is saved.")
            return [.tellTrainer(.stopAfterEpoch)]
        case .stopAndLeave:
            isLeaving = true
            tell(.attention, "Stopping; the lab is left when the run is saved.")
            return [.tellTrainer(.stop)]
        case .stay:
            forgetWhatWaits()
            return []
        case .saveStack: return saveStack()
        case .discardStack: return discardStack()
        case .replaceFile(let path): return [save(to: path, replaces: true)]
        case .renameFile(let path):
            overlay = .prompt(Prompt(title: "save as", purpose: .saveRecipe, field: TextField(path)))
            return []
        case .deleteRun(let id): return [.deleteRun(id)]
        case .replaceRun:
            guard let pending = pendingRun else { return [] }
            pendingRun = nil
            return begin(pending)
        }
    }

    // MARK: What effects bring

    mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .galleryLoaded(let entries):
            gallery.entries = GalleryState.ordered(entries)
            gallery.clamp()
        case .recipeOpened(let recipe, let path, let folder): return open(recipe, path: path, folder: folder)
        case .recipeToTrain(let recipe, let folder): return train(recipe, from: folder)
        case .recipeSaved(let recipe): return saved(recipe)
        case .recipeExists(let path): askToReplace(path)
        case .datasetsListed(let entries): datasets = entries
        case .datasetDescribed(let facts):
            gallery.facts[facts.data] = facts
            guard facts.areOf(builder.recipe) else { break }
            builder.facts = facts
            learnColumns(facts.columns, of: facts.data)
            if page == .build, let note = facts.note { tell(.attention, note) }
        case .datasetUnreadable(let data, let sentence, let columns):
            if data == builder.recipe.readData {
                builder.dataProblem = sentence
                learnColumns(columns, of: data)
            }
            tell(.wrong, sentence)
        case .runRead(let facts): return [.beginRun(facts)]
        case .runStarted(let facts):
            train.run = facts
            train.snapshot = nil
            train.firstSample = 0
            watched = nil
            inspect.layer = 0
            inspect.cursor = nil
        case .snapshot(let snapshot): return receive(snapshot)
        case .runsListed(let list):
            runs.runs = list
            runs.overlay = runs.overlay.filter { run in list.contains { $0.id == run.key } }
            runs.selection = max(0, min(runs.selection, list.count - 1))
        case .curvesLoaded(let run, let records): runs.overlay[run] = records
        case .pictureSaved(let path): tell(.good, "Saved \(path) as text and as picture")
        case .copied(let path): tell(.good, "The Keras program is on the clipboard and in \(path)")
        case .failed(let sentence):
            // Where the stack could not be saved, what waited for that must not take it away.
            pendingDeparture = nil
            tell(.wrong, sentence)
        case .noted(let line):
            log.append(line)
            if log.count > State.logLimit { log.removeFirst(log.count - State.logLimit) }
        }
        return []
    }

    private static let logLimit = 2_000

    private mutating func receive(_ snapshot: Snapshot) -> [Effect] {
        let before = train.snapshot?.progress.phase
        train.snapshot = snapshot
        let phase = snapshot.progress.phase
        let isOver: Bool
        switch phase {
        case .finished:
            if before == .running || before == .paused { tell(.good, "Done: \(snapshot.epochsDone) epochs, saved in \(train.run?.folder ?? "its folder").") }
            isOver = true
        case .stopped:
            if before == .running || before == .paused { tell(.attention, "Stopped and saved. r in Runs goes on from here.") }
            isOver = true
        case .failed(let sentence):
            if before != phase { tell(.wrong, sentence) }
            isOver = true
        case .preparing, .running, .paused: isOver = false
        }
        if isLeaving, isOver {
            isLeaving = false
            return depart(.leave)
        }
        return isOver && before != phase ? [.listRuns] : []
    }
}

extension Command {
    /// Moves within the palette, or leaves it.
    fileprivate var isOfTheOverlay: Bool {
        switch self {
        case .move, .back, .activate: true
        default: false
        }
    }
}

extension Command.Direction {
    /// Lines that a text scrolls.
    fileprivate var lines: Int {
        switch self {
        case .up: -1
        case .down: 1
        case .pageUp: -10
        case .pageDown: 10
        case .left, .right, .first, .last: 0
        }
    }
}
