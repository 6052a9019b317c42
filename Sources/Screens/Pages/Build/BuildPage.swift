import Lab

enum BuildPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: "build", isFocused: true) { _ in }
    }
}
