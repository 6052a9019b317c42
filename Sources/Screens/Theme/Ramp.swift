import Lab

/// How a value becomes a colour or a character. The ramps are perceptually even: equal steps of value look like equal steps.
public enum Ramp: Hashable, Sendable {
    /// Magnitudes: viridis, dark to light.
    case sequential
    /// Signed values: grey at zero in the middle, blue below, red above, stronger with magnitude.
    case diverging
    /// Pictures.
    case grey

    /// The colour at a share of the range, 0 to 1; a value that isn't a number gets the colour of what is wrong.
    public func colour(_ share: Double, look: Look) -> Ink {
        guard share.isFinite else { return .role(.wrong) }
        let share = min(1, max(0, share))
        if look.colours == .sixteen {
            let steps = basicSteps
            return RGB.basic[steps[min(steps.count - 1, Int(share * Double(steps.count)))]].ink
        }
        if look.colours == .palette, self == .sequential {
            return Self.viridisOfPalette[min(Self.viridisOfPalette.count - 1, Int(share * Double(Self.viridisOfPalette.count)))].ink
        }
        let table = look.theme == .light ? lightTable : darkTable
        return table[Int((share * 255).rounded())].ink
    }

    /// The character at a share of the range, where there is no colour. A signed value shows its sign: `=~-` below zero, `+*#` above.
    public func character(_ share: Double) -> Character {
        guard share.isFinite else { return "?" }
        let characters = self.characters
        return characters[min(characters.count - 1, Int(min(1, max(0, share)) * Double(characters.count)))]
    }

    var characters: [Character] { self == .diverging ? Self.signedCharacters : Self.darkness }

    private static let darkness = Array(" .:-=+*#%@")
    private static let signedCharacters = Array("=~- +*#")

    private var basicSteps: [Int] {
        switch self {
        case .sequential: [0, 4, 6, 10, 11, 15]
        case .diverging: [12, 4, 8, 1, 9]
        case .grey: [0, 8, 7, 15]
        }
    }

    private var darkTable: [RGB] {
        switch self {
        case .sequential: Self.viridis
        case .diverging: Self.divergingOnDark
        case .grey: Self.greys
        }
    }

    private var lightTable: [RGB] {
        switch self {
        case .sequential: Self.viridis
        case .diverging: Self.divergingOnLight
        case .grey: Self.greys
        }
    }

    /// Matplotlib's viridis at ten even places; between them it is near enough straight.
    private static let viridis = table([
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725,
    ])
    /// Of the 256 colours those that come near it in lightness; the nearest in hue are too loud at its dark end.
    private static let viridisOfPalette = [0x00005F, 0x000087, 0x005F87, 0x008787, 0x00AF87, 0x5FAF5F, 0x5FD75F, 0xAFD700, 0xD7D700, 0xFFFF00].map { RGB($0) }
    private static let divergingOnDark = table([0xA8DCFF, 0x5AA7E6, 0x2F6FB3, 0x34506F, 0x34383F, 0x74483B, 0xBC5638, 0xEC8552, 0xFFC9A0])
    private static let divergingOnLight = table([0x0B3C78, 0x2166AC, 0x5B9BCB, 0xA9C9E0, 0xE6E7E9, 0xF0BFA8, 0xDE7F60, 0xB2282B, 0x73081E])
    private static let greys = table([0x14161A, 0xF0F0F0])

    /// 256 colours, straight between even places.
    private static func table(_ places: [UInt32]) -> [RGB] {
        (0...255).map { index in
            let place = Double(index) / 255 * Double(places.count - 1)
            let left = min(places.count - 2, Int(place))
            return RGB(places[left]).mixed(with: RGB(places[left + 1]), share: place - Double(left))
        }
    }
}
