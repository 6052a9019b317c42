extension Command {
    /// Why the command can't work now, one sentence; `nil` when it can. A key that can't work is dim, and pressing it says this.
    public func unavailable(in state: State) -> String? {
        switch self {
        case .page(let page): page.command.unavailable(in: state)
        case .show, .help, .palette, .log, .quit, .leave, .back, .nextPane, .previousPane, .move, .activate, .savePicture, .setTheme, .setGlyphs: nil
        }
    }
}
