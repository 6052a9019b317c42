import Lab

enum RunsPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: "runs", isFocused: true) { _ in }
    }
}
