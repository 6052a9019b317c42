import Lab

/// How the lab is drawn: what a widget may ask before it chooses its glyphs. Colours it gets from the theme, by meaning.
public struct Look: Hashable, Sendable {
    public var theme: Appearance.Theme
    public var glyphs: Appearance.Glyphs
    public var colours: ColourLevel

    public init(theme: Appearance.Theme = .dark, glyphs: Appearance.Glyphs = .braille, colours: ColourLevel = .full) {
        self.theme = theme
        self.glyphs = glyphs
        self.colours = colours
    }

    init(_ appearance: Appearance, colours: ColourLevel) { self.init(theme: appearance.theme, glyphs: appearance.glyphs, colours: colours) }

    /// Whether colours can tell things apart; pictures and maps are drawn with a ramp of characters where not.
    public var hasColour: Bool { theme != .mono && colours != .none }
    /// Whether a cell can show two points, one above the other, each in its colour.
    public var hasHalfBlocks: Bool { hasColour && glyphs != .ascii }
}
