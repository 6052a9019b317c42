/// A colour as a terminal is told.
public enum TerminalColour: Hashable, Sendable, CustomStringConvertible {
    /// The terminal's own.
    case standard
    /// Of the 16 or the 256.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    public var description: String {
        switch self {
        case .standard: "standard"
        case .indexed(let index): "\(index)"
        case .rgb(let red, let green, let blue): "#" + [red, green, blue].map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
        }
    }
}

/// What a style comes to in a theme, on a terminal with so many colours.
public struct Paint: Hashable, Sendable, CustomStringConvertible {
    public var foreground = TerminalColour.standard
    public var background = TerminalColour.standard
    public var isBold = false
    public var isDim = false
    public var isReversed = false

    public init() {}

    public var description: String {
        "\(foreground) on \(background)" + (isBold ? " bold" : "") + (isDim ? " dim" : "") + (isReversed ? " reversed" : "")
    }
}
