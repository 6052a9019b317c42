/// A colour of 24 bits, and where it lies among fewer.
public struct RGB: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0x7AA2F7`
    init(_ hexadecimal: UInt32) {
        self.init(UInt8(hexadecimal >> 16 & 0xFF), UInt8(hexadecimal >> 8 & 0xFF), UInt8(hexadecimal & 0xFF))
    }

    public var ink: Ink { .rgb(red, green, blue) }

    /// This colour with a share (0 to 1) of another.
    func mixed(with other: RGB, share: Double) -> RGB {
        func mix(_ own: UInt8, _ its: UInt8) -> UInt8 { UInt8((Double(own) + (Double(its) - Double(own)) * share).rounded()) }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }

    /// How light it looks, 0 to 1 (relative luminance without the gamma's exact knee).
    var lightness: Double {
        let linear = [red, green, blue].map { Double($0) / 255 * Double($0) / 255 }
        return (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]).squareRoot()
    }

    /// The nearest of the fixed 240 of the 256-colour palette: the 6×6×6 cube (0, 95, 135, … 255) or the ramp of 24 greys. The first
    /// 16 are left out: people change those.
    var nearestInPalette: UInt8 {
        func level(_ value: UInt8) -> Int { value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40 }
        func value(_ level: Int) -> Int { level == 0 ? 0 : 55 + 40 * level }
        let cube = (level(red), level(green), level(blue))
        let step = min(23, max(0, ((Int(red) + Int(green) + Int(blue)) / 3 - 3) / 10))
        let grey = 8 + 10 * step
        let isGrey = distance(grey, grey, grey) < distance(value(cube.0), value(cube.1), value(cube.2))
        return UInt8(isGrey ? 232 + step : 16 + 36 * cube.0 + 6 * cube.1 + cube.2)
    }

    /// The nearest of the 16 colours that every colour terminal has, in xterm's values.
    var nearestBasic: UInt8 {
        var nearest = 0
        var least = Int.max
        for (index, basic) in Self.basic.enumerated() {
            let away = distance(Int(basic.red), Int(basic.green), Int(basic.blue))
            if away < least { (nearest, least) = (index, away) }
        }
        return UInt8(nearest)
    }

    static let basic: [RGB] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map { RGB($0) }

    private func distance(_ red: Int, _ green: Int, _ blue: Int) -> Int {
        let (r, g, b) = (Int(self.red) - red, Int(self.green) - green, Int(self.blue) - blue)
        return r * r + g * g + b * b
    }
}

extension RGB {
    /// What xterm shows for a place of the 256-colour palette.
    init(paletteIndex index: UInt8) {
        switch Int(index) {
        case 0..<16: self = Self.basic[Int(index)]
        case 232...:
            let grey = UInt8(8 + 10 * (Int(index) - 232))
            self.init(grey, grey, grey)
        default:
            let place = Int(index) - 16
            func value(_ level: Int) -> UInt8 { UInt8(level == 0 ? 0 : 55 + 40 * level) }
            self.init(value(place / 36), value(place / 6 % 6), value(place % 6))
        }
    }

    /// `#7aa2f7`
    var hexadecimal: String { TerminalColour.rgb(red, green, blue).description }
}
