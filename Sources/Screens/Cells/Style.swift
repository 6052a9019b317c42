/// What a colour means. Pages speak of meanings; the theme knows colours.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
    /// What is read first.
    case text
    /// Names of things, units, whatever stands beside a figure: grey.
    case label
    /// Focus, keys, what can be pressed.
    case accent
    /// Training, numbers of the forward side: cyan.
    case training
    /// Validation, gradients: orange.
    case validation
    /// Right, healthy: green.
    case good
    /// Paused, asks for attention: amber.
    case attention
    /// Wrong, dead: red.
    case wrong
    /// A pane's border, and the same when the pane has the focus.
    case border, borderFocused
    /// A pane's title when it has the focus.
    case title
    /// The part of a bar that isn't filled, guide lines in a plot.
    case track
    /// The spread of noisy figures behind a plot's lines.
    case haze
    /// The screen's ground, the ground of what is selected, and the ground of what lies over the page.
    case ground, band, raised
}

/// A colour: a meaning that the theme resolves, or the colour of a picture.
public enum Ink: Hashable, Sendable {
    case role(Role)
    case rgb(UInt8, UInt8, UInt8)
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
    public var ink: Ink
    /// `nil` keeps the ground that is there.
    public var ground: Ink?
    public var isBold: Bool
    /// Faint: what can't be used now, what lies under an overlay.
    public var isDim: Bool
    /// On the quiet band of the selection; reverse video where there is no colour.
    public var isSelected: Bool

    public init(_ role: Role = .text, ground: Ink? = nil, isBold: Bool = false, isDim: Bool = false, isSelected: Bool = false) {
        self.init(ink: .role(role), ground: ground, isBold: isBold, isDim: isDim, isSelected: isSelected)
    }

    public init(ink: Ink, ground: Ink? = nil, isBold: Bool = false, isDim: Bool = false, isSelected: Bool = false) {
        self.ink = ink
        self.ground = ground
        self.isBold = isBold
        self.isDim = isDim
        self.isSelected = isSelected
    }

    public static let plain = Style(.text)
    public static let bold = Style(.text, isBold: true)
    public static let label = Style(.label)
    public static let accent = Style(.accent)
    /// A key that can be pressed.
    public static let key = Style(.accent, isBold: true)
    public static let training = Style(.training)
    public static let validation = Style(.validation)
    public static let good = Style(.good)
    public static let attention = Style(.attention)
    public static let wrong = Style(.wrong)
    public static let border = Style(.border)
    public static let track = Style(.track)
    public static let selection = Style(.text, isSelected: true)

    /// The same, bold.
    public var emphasised: Style {
        var style = self
        style.isBold = true
        return style
    }

    /// The same, faint.
    public var faint: Style {
        var style = self
        style.isDim = true
        return style
    }

    /// The same on the band of the selection, when `condition` holds.
    public func selected(_ condition: Bool = true) -> Style {
        var style = self
        style.isSelected = condition
        return style
    }
}
