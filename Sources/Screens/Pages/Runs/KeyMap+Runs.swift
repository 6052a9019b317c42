import Lab

extension KeyMap {
    static let runs: [Binding] = [
        Binding([.up, .character("k")], .page(.runs), .move(.up), "select", "Select the run above"),
        Binding([.down, .character("j")], .page(.runs), .move(.down), "select", "Select the run below"),
        Binding([.enter], .page(.runs), .runs(.reopen), "reopen", "Open the run, to look at its curves and inside its network"),
        Binding([.character("r")], .page(.runs), .runs(.resume), "resume", "Go on where the run stopped"),
        Binding([.character(" "), .character("o")], .page(.runs), .runs(.toggleOverlay), "overlay", "Lay the run's curve over the others, or take it away"),
        Binding([.character("m")], .page(.runs), .runs(.nextMetric), "metric", "Overlay the curves of another figure"),
        Binding([.character("d"), .delete], .page(.runs), .runs(.delete), "delete", "Delete the run and its weights"),
    ]
}
