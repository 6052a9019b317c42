/// A row of the key table: the keys of a command, and how the screen names it.
public struct Binding: Hashable, Sendable {
    /// The keys. The bottom line shows the first, the help all.
    public let keys: [Key]
    public let command: Command
    /// One or two words for the bottom line: `pause`. Neighbours with the same label are shown as one: `J K move`.
    public let label: String
    /// What the command does, for the help and the palette: `Pause the run, or continue`.
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
