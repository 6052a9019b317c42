/// How many colours the terminal shows.
public enum ColourLevel: String, CaseIterable, Comparable, Hashable, Sendable {
    case none
    /// The 16 that every colour terminal has; 8-colour terminals fold the bright ones onto the others.
    case sixteen
    /// The fixed 240 of the 256-colour palette.
    case palette
    /// 24 bits.
    case full

    public static func < (left: ColourLevel, right: ColourLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .sixteen: 1
        case .palette: 2
        case .full: 3
        }
    }
}
