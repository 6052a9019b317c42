/// The positions of the windows of a convolution or a pooling on images (rows, columns, channels).
public struct WindowGeometry: Hashable, Sendable {
    /// The shape of the image.
    public var inputRows: Int, inputColumns: Int, channels: Int
    /// How many rows and columns of values a window reads.
    public var windowRows: Int, windowColumns: Int
    /// How far apart neighbouring windows are.
    public var strideRows: Int, strideColumns: Int
    /// How far apart neighbouring values of a window are.
    public var dilationRows: Int, dilationColumns: Int
    /// How many rows and columns of zeros precede the image; how many follow it depends on the outputs.
    public var padTop: Int, padLeft: Int
    /// How many windows there are.
    public var outputRows: Int, outputColumns: Int

    /// No dilation, unless it is given.
    public init(
        input: (rows: Int, columns: Int, channels: Int), window: (rows: Int, columns: Int), strides: (rows: Int, columns: Int),
        dilation: (rows: Int, columns: Int) = (1, 1), padding: (top: Int, left: Int), output: (rows: Int, columns: Int)
    ) {
        (inputRows, inputColumns, channels) = input
        (windowRows, windowColumns) = window
        (strideRows, strideColumns) = strides
        (dilationRows, dilationColumns) = dilation
        (padTop, padLeft) = padding
        (outputRows, outputColumns) = output
    }

    /// How many values one image has.
    public var inputCount: Int { inputRows * inputColumns * channels }
    /// How many windows one image has.
    public var positions: Int { outputRows * outputColumns }

    /// The size of the image with its border: as far as the windows reach, and at least the image.
    var paddedRows: Int { max(padTop + inputRows, (outputRows - 1) * strideRows + (windowRows - 1) * dilationRows + 1) }
    var paddedColumns: Int { max(padLeft + inputColumns, (outputColumns - 1) * strideColumns + (windowColumns - 1) * dilationColumns + 1) }
    var isPadded: Bool { paddedRows != inputRows || paddedColumns != inputColumns || padTop > 0 || padLeft > 0 }
    var paddedCount: Int { paddedRows * paddedColumns * channels }
    /// The offset in the padded image, from a window's first value, of the value at the kernel's `index` (windowRows, windowColumns, channels).
    func offset(ofKernelIndex index: Int) -> Int {
        let row = index / (windowColumns * channels), column = index / channels % windowColumns
        return (row * dilationRows * paddedColumns + column * dilationColumns) * channels + index % channels
    }

    /// The windows of the convolution with the flipped kernel that gives dx from dy; `nil` where the stride is not 1 or the border is wider than the windows reach.
    func transposed(filters: Int) -> WindowGeometry? {
        let top = (windowRows - 1) * dilationRows - padTop, left = (windowColumns - 1) * dilationColumns - padLeft
        guard strideRows == 1, strideColumns == 1, top >= 0, left >= 0 else { return nil }
        return WindowGeometry(
            input: (outputRows, outputColumns, filters), window: (windowRows, windowColumns), strides: (1, 1), dilation: (dilationRows, dilationColumns),
            padding: (top, left), output: (inputRows, inputColumns))
    }
}
