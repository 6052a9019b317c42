extension State {
    /// Handles an event: first the pages, then what concerns all of them.
    mutating func update(_ event: Event) -> [Effect] {
        let effects = Pages.all.flatMap { $0.receive(event, in: &self) }
        switch event {
        case .datasetsListed(let entries): datasets = entries
        case .runStarted: watched = nil
        case .pictureSaved(let path): tell(.good, "Saved \(path), and the same page as text")
        case .copied(let path): tell(.good, "The Keras program is on the clipboard and in \(path)")
        case .failed(let sentence):
            // If the stack could not be saved, what waited for that must not replace it.
            pendingDeparture = nil
            tell(.wrong, sentence)
        case .noted(let line):
            log.append(line)
            if log.count > State.logLimit { log.removeFirst(log.count - State.logLimit) }
        case .galleryLoaded, .recipeOpened, .recipeToTrain, .recipeSaved, .recipeExists, .datasetDescribed, .datasetUnreadable, .runRead, .snapshot, .runTested, .runsListed,
            .curvesLoaded:
            break
        }
        return effects
    }

    private static let logLimit = 2_000
}
