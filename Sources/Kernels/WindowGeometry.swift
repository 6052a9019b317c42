/// Where the windows of a convolution or a pooling lie: images (rows, columns, channels), channels last.
public struct WindowGeometry: Hashable, Sendable {
    public var inputRows: Int, inputColumns: Int, channels: Int
    public var windowRows: Int, windowColumns: Int
    public var strideRows: Int, strideColumns: Int
    public var dilationRows: Int, dilationColumns: Int
    /// Zeros above and left of the image; those below and right follow from the outputs.
    public var padTop: Int, padLeft: Int
    public var outputRows: Int, outputColumns: Int

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

    /// Numbers of one image and of one map of outputs.
    public var inputCount: Int { inputRows * inputColumns * channels }
    public var positions: Int { outputRows * outputColumns }

    /// The image with its border: as far as the windows reach, and never less than the image.
    var paddedRows: Int { max(padTop + inputRows, (outputRows - 1) * strideRows + (windowRows - 1) * dilationRows + 1) }
    var paddedColumns: Int { max(padLeft + inputColumns, (outputColumns - 1) * strideColumns + (windowColumns - 1) * dilationColumns + 1) }
    var isPadded: Bool { paddedRows != inputRows || paddedColumns != inputColumns || padTop > 0 || padLeft > 0 }
    var paddedCount: Int { paddedRows * paddedColumns * channels }
    /// From a window's first number to the one that the kernel's `index` (windowRows, windowColumns, channels) meets, in the padded image.
    func offset(ofKernelIndex index: Int) -> Int {
        let row = index / (windowColumns * channels), column = index / channels % windowColumns
        return (row * dilationRows * paddedColumns + column * dilationColumns) * channels + index % channels
    }

    /// The windows that give the gradient by the input from the gradient by the outputs, with the kernel flipped: only at stride 1, and where the
    /// border is no wider than the windows reach.
    func transposed(filters: Int) -> WindowGeometry? {
        let top = (windowRows - 1) * dilationRows - padTop, left = (windowColumns - 1) * dilationColumns - padLeft
        guard strideRows == 1, strideColumns == 1, top >= 0, left >= 0 else { return nil }
        return WindowGeometry(
            input: (outputRows, outputColumns, filters), window: (windowRows, windowColumns), strides: (1, 1), dilation: (dilationRows, dilationColumns),
            padding: (top, left), output: (inputRows, inputColumns))
    }
}
