import Lab

enum GalleryPage {
    static func draw(_ state: State, _ canvas: inout Canvas) {
        canvas.pane(canvas.bounds, title: "gallery", isFocused: true) { _ in }
    }
}
