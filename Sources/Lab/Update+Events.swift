extension State {
    /// What effects bring: to the pages first, then what concerns them all.
    mutating func update(_ event: Event) -> [Effect] {
        let effects = Pages.all.flatMap { $0.receive(event, in: &self) }
        switch event {
        case .datasetsListed(let entries): datasets = entries
        case .runStarted: watched = nil
        case .pictureSaved(let path): tell(.good, "Saved \(path) as text and as picture")
        case .copied(let path): tell(.good, "The Keras program is on the clipboard and in \(path)")
        case .failed(let sentence):
            // Where the stack could not be saved, what waited for that must not take it away.
            pendingDeparture = nil
            tell(.wrong, sentence)
        case .noted(let line):
            log.append(line)
            if log.count > State.logLimit { log.removeFirst(log.count - State.logLimit) }
        case .galleryLoaded, .recipeOpened, .recipeToTrain, .recipeSaved, .recipeExists, .datasetDescribed, .datasetUnreadable, .runRead, .snapshot, .runsListed, .curvesLoaded:
            break
        }
        return effects
    }

    private static let logLimit = 2_000
}
