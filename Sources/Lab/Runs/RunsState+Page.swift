import Training

extension RunsState {
    public static let word = "runs", summary = "the history"

    public static let help = PageHelp(
        shows: "The history of all runs on this machine. Reopen one to look inside it, resume one that was stopped, or overlay the curves of "
            + "several.",
        reading: [
            "Each run is a folder with its recipe, its metrics and its weights; the best epoch's weights are kept as well as the last.",
            "Runs with the same recipe and seed give the same numbers to the last digit, whatever the number of threads.",
        ])

    private static let ownBindings = [
        Binding([.up, .character("k")], .move(.up), "select", "Select the run above"),
        Binding([.down, .character("j")], .move(.down), "select", "Select the run below"),
        Binding([.enter], .runs(.reopen), "reopen", "Open the run, to see its curves and its layers"),
        Binding([.character("r")], .runs(.resume), "resume", "Continue where the run stopped"),
        Binding([.character("e")], .runs(.moreEpochs), "more epochs", "Continue the run, to more epochs in all"),
        Binding([.character(" "), .character("o")], .runs(.toggleOverlay), "overlay", "Overlay the run's curve, or remove it"),
        Binding([.character("m")], .runs(.nextMetric), "metric", "Overlay the curves of another metric"),
        Binding([.character("d"), .delete], .runs(.delete), "delete", "Delete the run and its weights"),
    ]

    public static let bindings = ownBindings + CurveChange.bindings { .runs(.curves($0)) }

    public static func open(in state: inout State) -> [Effect] { [.listRuns] }

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        state.runs.selection = direction.applied(to: state.runs.selection, count: state.runs.runs?.count ?? 0)
        return []
    }

    public static func activate(in state: inout State) -> [Effect] { state.perform(.runs(.reopen)) }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        switch event {
        case .runsListed(let list):
            state.runs.runs = list
            state.runs.overlay = state.runs.overlay.filter { run in list.contains { $0.id == run.key } }
            state.runs.selection = max(0, min(state.runs.selection, list.count - 1))
        case .curvesLoaded(let run, let records): state.runs.overlay[run] = records
        default: break
        }
        return []
    }
}
