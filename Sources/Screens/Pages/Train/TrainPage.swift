import Lab

enum TrainPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: "train", isFocused: true) { _ in }
    }
}
