/// The command palette: the typed text and the selected match.
public struct CommandPalette: Hashable, Sendable {
    public var field = TextField()
    public internal(set) var selection = 0

    public init() {}

    /// The commands that match the typed text, the best first.
    public func matches(in state: State) -> [PaletteEntry.Match] { PaletteEntry.matches(for: field.text, in: state) }

    /// The selected match, which enter performs; `nil` where nothing matches.
    public func selected(in state: State) -> PaletteEntry? {
        let matches = matches(in: state)
        return matches.indices.contains(selection) ? matches[selection].entry : nil
    }

    /// What tab adds to the typed text.
    public func completion(in state: State) -> String? { selected(in: state)?.completion(of: field.text) }

    mutating func move(_ step: Int, in state: State) { selection = max(0, min(matches(in: state).count - 1, selection + step)) }

    mutating func edit(_ edit: TextEdit, in state: State) {
        if edit == .complete {
            guard let rest = completion(in: state) else { return }
            field.apply(.insert(rest))
        } else {
            field.apply(edit)
        }
        selection = 0
    }
}

/// A line of the command palette: a row of the key table, or a setting that has no key.
public struct PaletteEntry: Hashable, Sendable {
    public let title: String
    /// The keys of the same command.
    public let keys: String
    public let command: Command

    /// The current entries: the page's commands first, then those of all pages, then the settings; commands that only move the selection are left out.
    static func all(in state: State) -> [PaletteEntry] {
        let rows = state.page.type.bindings + KeyMap.everywhere
        var seen: Set<Command> = [.palette, .back, .activate]
        let commands = rows.compactMap { row -> PaletteEntry? in
            if case .move = row.command { return nil }
            guard seen.insert(row.command).inserted else { return nil }
            return PaletteEntry(title: row.explanation, keys: row.keys.map(\.name).joined(separator: " "), command: row.command)
        }
        return commands + settings
    }

    private static let settings: [PaletteEntry] =
        Appearance.Theme.allCases.map { PaletteEntry(title: "Theme: \($0.rawValue)", keys: "", command: .setTheme($0)) }
        + Appearance.Glyphs.allCases.map { PaletteEntry(title: "Glyphs: \($0.rawValue)", keys: "", command: .setGlyphs($0)) }

    /// An entry that matches the typed text, and the indices of the matching characters.
    public struct Match: Hashable, Sendable {
        public let entry: PaletteEntry
        public let indices: [Int]
    }

    /// The entries that match the typed text, the best first; all of them, in their order, where no text is typed.
    static func matches(for typed: String, in state: State) -> [Match] {
        let pattern = FuzzyPattern(typed)
        return all(in: state).enumerated()
            .compactMap { order, entry in pattern.match(entry.title).map { (order, entry, $0) } }
            .sorted { ($1.2.score, $0.0) < ($0.2.score, $1.0) }
            .map { Match(entry: $0.1, indices: $0.2.indices) }
    }

    /// The rest of the title after the typed text; `nil` where the title doesn't begin with it.
    fileprivate func completion(of typed: String) -> String? {
        guard title.lowercased().hasPrefix(typed.lowercased()), title.count > typed.count else { return nil }
        return String(title.dropFirst(typed.count))
    }
}
