/// A nearest upsampling before a convolution: every pixel becomes rows × columns pixels of the enlarged image, of which only a few rows exist at a time.
struct Enlargement: Sendable {
    /// The factors; 1 × 1 for none.
    let rows: Int, columns: Int
    /// How many pixels a row has before it is enlarged, and how many channels a pixel has.
    let width: Int, channels: Int

    var isNone: Bool { rows * columns == 1 }
    /// How many values a row has before it is enlarged.
    private var rowCount: Int { width * channels }

    /// Writes a row of the enlarged image.
    @inline(__always)
    func enlarge(_ image: UnsafePointer<Float>, row: Int, _ target: UnsafeMutablePointer<Float>) {
        var source = image + row / rows * rowCount, target = target
        if columns == 1 { return target.update(from: source, count: rowCount) }
        for _ in 0..<width {
            for _ in 0..<columns {
                var channel = 0
                while channel + 8 <= channels { store(load(source, channel), target, channel); channel += 8 }
                while channel < channels { target[channel] = source[channel]; channel += 1 }
                target += channels
            }
            source += channels
        }
    }

    /// A row of dx from the gradient with respect to the enlarged image, whose rows start at `enlarged` and are `stride` values apart.
    func shrink(_ enlarged: UnsafePointer<Float>, stride: Int, row: Int, _ dx: UnsafeMutablePointer<Float>) {
        for pixel in 0..<width {
            let target = dx + row * rowCount + pixel * channels, corner = enlarged + pixel * columns * channels
            var channel = 0
            while channel + 8 <= channels {
                var sum = Vector()
                for down in 0..<rows { for across in 0..<columns { sum += load(corner, down * stride + across * channels + channel) } }
                store(sum, target, channel)
                channel += 8
            }
            while channel < channels {
                var sum: Float = 0
                for down in 0..<rows { for across in 0..<columns { sum += corner[down * stride + across * channels + channel] } }
                target[channel] = sum
                channel += 1
            }
        }
    }
}
