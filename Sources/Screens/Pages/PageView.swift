import Lab

/// How a page of the lab is drawn.
protocol PageView: SendableMetatype {
    static var page: PageName { get }
    /// Draws the page's part of the screen from the state; decides nothing that the state says.
    static func draw(_ state: State, _ canvas: inout Canvas)
}

/// How each page of the lab is drawn: a closed list.
enum PageViews {
    static let all: [any PageView.Type] = [
        GalleryPage.self,
        BuildPage.self,
        TrainPage.self,
        InspectPage.self,
        RunsPage.self,
    ]

    static func draw(_ state: State, _ canvas: inout Canvas) {
        guard let view = all.first(where: { $0.page == state.page }) else { preconditionFailure("\(state.page) is missing in the list of page views") }
        view.draw(state, &canvas)
    }
}

/// A page alone, without the lines above and below it: what tests compare, so that a change of one page changes no other's picture.
public func drawPage(_ state: State, columns: Int, rows: Int, colours: ColourLevel = .full) -> CellBuffer {
    var canvas = Canvas(columns: columns, rows: rows, look: Look(state.appearance, colours: colours))
    PageViews.draw(state, &canvas)
    return canvas.buffer
}
