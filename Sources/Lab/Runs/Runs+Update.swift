import Training

extension RunsState {
    public var selected: RunSummary? { runs.flatMap { $0.indices.contains(selection) ? $0[selection] : nil } }
}

extension State {
    mutating func update(_ command: RunsCommand) -> [Effect] {
        guard let runs = runs.runs else { return [] }
        switch command {
        case .select(let place):
            let isAgain = self.runs.selection == place
            self.runs.selection = max(0, min(place, runs.count - 1))
            return isAgain ? perform(.runs(.reopen)) : []
        case .reopen:
            guard let run = self.runs.selected else { return [] }
            guard !isTraining || run.folder != train.run?.folder else {
                page = .train
                return []
            }
            return replaceRun(by: .reopened(folder: run.folder))
        case .resume: return self.runs.selected.map { replaceRun(by: .resumed(folder: $0.folder)) } ?? []
        case .nextMetric: self.runs.metricNumber = (self.runs.metricNumber + 1) % self.runs.metrics.count
        case .toggleOverlay:
            guard let run = self.runs.selected else { return [] }
            if self.runs.overlay.removeValue(forKey: run.id) == nil { return [.loadCurves(run: run.id)] }
        case .delete:
            guard let run = self.runs.selected else { return [] }
            overlay = .question(Question(
                title: "Delete \(run.recipeName), \(run.epochsDone) epochs, with its weights?",
                answers: [
                    .init(key: "d", sentence: "Delete its folder and forget it.", answer: .deleteRun(run.id)),
                    .init(key: "k", sentence: "Keep it.", answer: .stay),
                ]))
        }
        return []
    }
}
