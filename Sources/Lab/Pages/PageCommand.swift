/// A command of one page.
public protocol PageCommand: Hashable, Sendable {
    /// Why it is not available now, in one sentence; `nil` when it is.
    func unavailable(in state: State) -> String?
    func perform(in state: inout State) -> [Effect]
}

/// A command of any page, compared by its own type's equality.
public struct AnyPageCommand: Hashable, Sendable {
    let command: any PageCommand

    init(_ command: some PageCommand) { self.command = command }

    public static func == (one: AnyPageCommand, other: AnyPageCommand) -> Bool { AnyHashable(one.command) == AnyHashable(other.command) }
    public func hash(into hasher: inout Hasher) { command.hash(into: &hasher) }
}
