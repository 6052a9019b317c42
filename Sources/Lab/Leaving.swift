extension State {
    /// Leaves the lab; a run that is training is asked about first.
    mutating func leave() -> [Effect] {
        guard isTraining else { return [.quit] }
        overlay = .question(
            Question(
                title: "\(train.run?.recipe.name ?? "A run") is training.",
                answers: [
                    .init(key: "e", sentence: "Finish the epoch and save, then leave.", command: .leave(.afterEpoch)),
                    .init(key: "s", sentence: "Stop now, save, and leave.", command: .leave(.atOnce)),
                    .init(key: "g", sentence: "Go on training.", command: .back),
                ]))
        return []
    }

    /// The answer how the run shall end.
    mutating func leave(_ leaving: Command.Leaving) -> [Effect] {
        overlay = nil
        isLeaving = true
        switch leaving {
        case .afterEpoch:
            tell(.attention, "The epoch is being finished; the lab is left when it is saved.")
            return [.tellTrainer(.stopAfterEpoch)]
        case .atOnce:
            tell(.attention, "Stopping; the lab is left when the run is saved.")
            return [.tellTrainer(.stop)]
        }
    }
}
