extension OverlayText {
    /// The most columns of the log.
    public static let logColumns = 110

    /// The messages, the newest first.
    public static func log(in state: State) -> OverlayText {
        let columns = state.size.overlayColumns(atMost: logColumns) - 16
        let lines = state.log.reversed().flatMap { entry in
            entry.text.wrapped(columns: columns).enumerated().map { index, text in
                index == 0 ? [TextPiece(entry.time + "  ", .label), TextPiece("", .mark(entry.level)), TextPiece(text)] : [TextPiece("            " + text)]
            }
        }
        return OverlayText(lines: lines, on: state.size)
    }
}
