extension State {
    /// Leaves the lab; asks first if a run is training.
    mutating func leave() -> [Effect] {
        guard isTraining else { return [.quit] }
        overlay = .question(
            Question(
                title: "\(train.run?.recipe.name ?? "A run") is training.",
                answers: [
                    .init(key: "e", sentence: "Finish the epoch and save, then leave.", command: .leave(.afterEpoch)),
                    .init(key: "s", sentence: "Stop now, save, and leave.", command: .leave(.atOnce)),
                    .init(key: "g", sentence: "Continue training.", command: .back),
                ]))
        return []
    }

    /// Leaves the lab after the answer how the run shall end.
    mutating func leave(_ leaving: Command.Leaving) -> [Effect] {
        overlay = nil
        isLeaving = true
        switch leaving {
        case .afterEpoch:
            tell(.attention, "Finishing the epoch. The lab closes when the run is saved.")
            return [.tellTrainer(.stopAfterEpoch)]
        case .atOnce:
            tell(.attention, "Stopping. The lab closes when the run is saved.")
            return [.tellTrainer(.stop)]
        }
    }
}
