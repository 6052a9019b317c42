extension Command {
    /// Why the command is not available now, in one sentence; `nil` when it is. A key that is not available is drawn dim, and pressing it shows this sentence.
    public func unavailable(in state: State) -> String? {
        switch self {
        case .page(let page): page.command.unavailable(in: state)
        case .show, .help, .palette, .log, .quit, .leave, .back, .nextPane, .previousPane, .move, .activate, .savePicture, .setTheme, .setGlyphs: nil
        }
    }
}
