/// The colour that shows through the transparent parts of pictures.
public struct PictureBackground: Hashable, Sendable {
    /// The red channel, 0 to 255.
    public var red: UInt8
    /// The green channel, 0 to 255.
    public var green: UInt8
    /// The blue channel, 0 to 255.
    public var blue: UInt8

    /// The default.
    public static let white = PictureBackground(red: 255, green: 255, blue: 255)

    /// A colour from its channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    var isGrey: Bool { red == green && green == blue }

    private static let named: [(name: String, colour: PictureBackground)] = [
        ("white", .white), ("black", PictureBackground(red: 0, green: 0, blue: 0)), ("grey", PictureBackground(red: 128, green: 128, blue: 128)),
    ]
}

extension PictureBackground: CustomStringConvertible {
    /// Reads `white`, `black`, `grey` or a hexadecimal colour such as `#ff8000`; `nil` for other texts.
    public init?(_ text: String) {
        if let named = Self.named.first(where: { $0.name == text.lowercased() }) {
            self = named.colour
            return
        }
        let digits = text.dropFirst()
        guard text.first == "#", digits.count == 6, digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else { return nil }
        self.init(red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
    }

    /// The name of the colour, or its hexadecimal form.
    public var description: String {
        if let named = Self.named.first(where: { $0.colour == self }) { return named.name }
        let digits = String(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension PictureBackground: DataValued {
    var dataValue: DataValue { .text(description) }

    init?(_ value: DataValue) {
        guard case .text(let text) = value else { return nil }
        self.init(text)
    }
}

extension Picture {
    /// Samples whose last channel is opacity (0 to 255), drawn on a background: opacity · sample + (1 − opacity) · background. Grey samples become colour on a coloured background.
    static func composed(_ samples: [UInt8], rows: Int, columns: Int, channels: Int, on background: PictureBackground) -> Picture {
        let colours = channels - 1, width = background.isGrey ? colours : 3
        let ground = width == 1 ? [background.red] : [background.red, background.green, background.blue]
        var bytes = [UInt8](repeating: 0, count: rows * columns * width)
        for pixel in 0..<rows * columns {
            let opacity = Int(samples[pixel * channels + colours])
            for channel in 0..<width {
                let sample = Int(samples[pixel * channels + min(channel, colours - 1)])
                bytes[pixel * width + channel] = UInt8((opacity * sample + (255 - opacity) * Int(ground[channel]) + 127) / 255)
            }
        }
        return Picture(rows: rows, columns: columns, channels: width, bytes: bytes)
    }
}
