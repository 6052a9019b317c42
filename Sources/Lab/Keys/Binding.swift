/// A row of the key table: which keys mean a command, and what the screen calls it.
public struct Binding: Hashable, Sendable {
    /// The first is the one that is shown on the bottom line; all stand in the help.
    public let keys: [Key]
    public let command: Command
    /// One or two words for the bottom line: `pause`. Neighbours with the same label are shown as one: `J K move`.
    public let label: String
    /// What it does, for the help and the palette: `Pause the run, or go on`.
    public let explanation: String
    public let isOnBottomLine: Bool

    public init(_ keys: [Key], _ command: Command, _ label: String, _ explanation: String? = nil, isOnBottomLine: Bool = true) {
        self.keys = keys
        self.command = command
        self.label = label
        self.explanation = explanation ?? label
        self.isOnBottomLine = isOnBottomLine
    }
}
