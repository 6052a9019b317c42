/// The colour that shows through the transparent parts of pictures.
public struct PictureBackground: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public static let white = PictureBackground(red: 255, green: 255, blue: 255)

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    var isGrey: Bool { red == green && green == blue }
}

extension Picture {
    /// Samples whose last channel is opacity (0 to 255), laid on a background: opacity · sample + (1 − opacity) · background. Grey samples become colour on a coloured background.
    static func laid(_ samples: [UInt8], rows: Int, columns: Int, channels: Int, on background: PictureBackground) -> Picture {
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
