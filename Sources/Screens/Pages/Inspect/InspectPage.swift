import Lab

enum InspectPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: "inspect", isFocused: true) { _ in }
    }
}
