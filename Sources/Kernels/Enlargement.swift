/// A nearest upsampling before a convolution: every pixel stands for rows × columns of the image that the windows see, and which exists only row by row.
struct Enlargement: Sendable {
    /// 1 × 1 for none.
    let rows: Int, columns: Int
    /// Pixels of a row before it is enlarged, and numbers of each.
    let width: Int, channels: Int

    var isNone: Bool { rows * columns == 1 }
    /// Numbers of a row before it is enlarged.
    private var rowCount: Int { width * channels }

    /// A row of the enlarged image.
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

    /// A row of dx from the gradient by the enlarged image, from the first of its rows on, `stride` numbers apart.
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
