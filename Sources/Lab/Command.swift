/// A command of the lab. The key table assigns keys to commands, and labels for the bottom line.
public enum Command: Hashable, Sendable {
    case show(PageName)
    case help
    case palette
    case log
    /// Leaves the lab; asks first if something would be lost.
    case quit
    /// Ends the run, and leaves the lab when the run is saved.
    case leave(Leaving)
    /// Escape: leaves the innermost transient state.
    case back
    case nextPane
    case previousPane
    case move(Direction)
    /// Enter: opens, picks or edits what is selected.
    case activate
    /// Saves the page as text and SVG.
    case savePicture
    case setTheme(Appearance.Theme)
    case setGlyphs(Appearance.Glyphs)
    case page(AnyPageCommand)

    /// When a run that is training ends.
    public enum Leaving: Hashable, Sendable { case afterEpoch, atOnce }
}

extension Command {
    public enum Direction: Hashable, Sendable { case up, down, left, right, pageUp, pageDown, first, last }
}

extension Command.Direction {
    /// −1 towards the start, 1 towards the end.
    var step: Int {
        switch self {
        case .up, .left, .pageUp, .first: -1
        case .down, .right, .pageDown, .last: 1
        }
    }

    /// The selection in a list after moving in this direction.
    func applied(to selection: Int, count: Int) -> Int {
        let next =
            switch self {
            case .first: 0
            case .last: count - 1
            case .pageUp, .pageDown: selection + 10 * step
            case .up, .down, .left, .right: selection + step
            }
        return max(0, min(count - 1, next))
    }
}
