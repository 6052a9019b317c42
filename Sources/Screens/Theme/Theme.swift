import Lab

/// Turns meanings into colours: a theme on a terminal with so many colours.
public struct Theme: Hashable, Sendable {
    public let name: Appearance.Theme
    public let colours: ColourLevel

    public init(_ name: Appearance.Theme, colours: ColourLevel) {
        self.name = name
        self.colours = colours
    }

    public init(_ look: Look) {
        self.init(look.theme, colours: look.colours)
    }

    /// How a cell of this style is painted.
    public func paint(_ style: Style) -> Paint {
        guard name != .mono, colours != .none else { return monochrome(style) }
        var paint = Paint()
        let ground = style.ground ?? .role(style.isSelected ? .band : .ground)
        paint.background = colour(ground, isDim: style.isDim && style.ground != nil)
        // Grey on the band of the 16 colours can't be read.
        let ink = colours == .sixteen && style.isSelected && (style.ink == .role(.label) || style.ink == .role(.track)) ? .role(.text) : style.ink
        paint.foreground = colour(ink, isDim: style.isDim)
        paint.isBold = style.isBold
        paint.isDim = style.isDim && colours == .sixteen
        return paint
    }

    /// Without colour: what is lit is bold, what is beside is faint, what is selected is in reverse.
    private func monochrome(_ style: Style) -> Paint {
        var paint = Paint()
        paint.isBold = style.isBold || style.ink == .role(.borderFocused) || style.ink == .role(.wrong)
        paint.isDim = !paint.isBold && (style.isDim || [.role(.label), .role(.border), .role(.track)].contains(style.ink))
        paint.isReversed = style.isSelected
        return paint
    }

    private func colour(_ ink: Ink, isDim: Bool) -> TerminalColour {
        switch ink {
        case .role(let role):
            let entry = Self.entry(role, name)
            switch colours {
            case .none: return .standard
            case .sixteen: return .indexed(entry.basic)
            case .palette: return isDim ? fitted(faded(entry.rgb)) : .indexed(entry.palette)
            case .full: return fitted(isDim ? faded(entry.rgb) : entry.rgb)
            }
        case .rgb(let red, let green, let blue):
            let colour = RGB(red, green, blue)
            return fitted(isDim ? faded(colour) : colour)
        }
    }

    private func fitted(_ colour: RGB) -> TerminalColour {
        switch colours {
        case .none: .standard
        case .sixteen: .indexed(colour.nearestBasic)
        case .palette: .indexed(colour.nearestInPalette)
        case .full: .rgb(colour.red, colour.green, colour.blue)
        }
    }

    /// Half-way to the ground.
    private func faded(_ colour: RGB) -> RGB { colour.mixed(with: Self.entry(.ground, name).rgb, share: 0.55) }

    /// The colour of a role in 24 bits: for pictures.
    public func rgb(_ role: Role) -> RGB { Self.entry(role, name).rgb }
}
