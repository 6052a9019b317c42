import Training

public enum RunsCommand: PageCommand {
    case select(Int)
    case reopen, resume
    /// Asks how many epochs the selected run shall go on to.
    case moreEpochs
    case toggleOverlay
    case nextMetric
    case curves(CurveChange)
    /// Asks whether to delete the selected run.
    case delete
    /// Deletes a run, after the question.
    case confirmDelete(run: Int64)

    public func unavailable(in state: State) -> String? {
        switch self {
        case .select, .confirmDelete: return nil
        case .curves: return state.runs.overlay.isEmpty ? "No curves are shown. Overlay those of the selected run with space first." : nil
        case .nextMetric: return state.runs.metrics.count > 1 ? nil : "Only the loss is known for these runs. Overlay their curves with space first."
        case .reopen, .toggleOverlay, .delete, .resume, .moreEpochs:
            guard let run = state.runs.selected else { return "There is no run yet. Start one in the gallery." }
            let isActive = run.status == .running || run.status == .paused
            if self == .delete || self == .resume || self == .moreEpochs, isActive { return "The run is not finished yet. Stop it first." }
            if self == .resume, run.epochsDone >= run.epochsPlanned {
                return "The run is finished. e trains more epochs."
            }
            return nil
        }
    }

    public func perform(in state: inout State) -> [Effect] {
        switch self {
        case .select(let index):
            let isAgain = state.runs.selection == index
            state.runs.selection = max(0, min(index, (state.runs.runs?.count ?? 0) - 1))
            return isAgain ? state.perform(.runs(.reopen)) : []
        case .nextMetric: state.runs.metricNumber = (state.runs.metricNumber + 1) % state.runs.metrics.count
        case .curves(let change): state.runs.curves.apply(change)
        case .confirmDelete(let run): return [.deleteRun(run)]
        case .reopen, .resume, .moreEpochs, .toggleOverlay, .delete: return state.runs.selected.map { perform(of: $0, in: &state) } ?? []
        }
        return []
    }

    private func perform(of run: RunSummary, in state: inout State) -> [Effect] {
        switch self {
        case .reopen:
            guard !state.isTraining || run.folder != state.train.run?.folder else {
                state.page = .train
                return []
            }
            return state.replaceRun(by: .reopened(folder: run.folder))
        case .resume: return state.replaceRun(by: .resumed(folder: run.folder))
        case .moreEpochs: state.overlay = .prompt(.moreEpochs(folder: run.folder, done: run.epochsDone, planned: run.epochsPlanned))
        case .toggleOverlay:
            if state.runs.overlay.removeValue(forKey: run.id) == nil { return [.loadCurves(run: run.id)] }
        case .delete:
            state.overlay = .question(
                Question(
                    title: "Delete \(run.recipeName), \(run.epochsDone) epochs, with its weights?",
                    answers: [
                        .init(key: "d", sentence: "Delete it with its folder.", command: .runs(.confirmDelete(run: run.id))),
                        .init(key: "k", sentence: "Keep it.", command: .back),
                    ]))
        case .select, .nextMetric, .curves, .confirmDelete: break
        }
        return []
    }
}

extension Command {
    public static func runs(_ command: RunsCommand) -> Command { .page(AnyPageCommand(command)) }
}
