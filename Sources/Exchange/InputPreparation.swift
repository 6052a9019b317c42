import Datasets
import Tensors

/// How a stored example becomes a network's input, in this order: bytes are multiplied by a factor, whole numbers become one-hot rows, channels are scaled.
public struct InputPreparation: Hashable, Sendable {
    /// The shape of a stored example.
    public var shape: Shape
    /// The factor by which bytes are multiplied; `nil` where they are not.
    public var byteScale: Float?
    /// The width of one-hot rows; `nil` where there are none.
    public var oneHotDepth: Int?
    /// How channels are scaled; `nil` where they are not.
    public var scaling: Scaling?
    /// The symbols that whole numbers stand for, from 0 on; `nil` where they stand for nothing.
    public var symbols: [String]?
    /// The names of the numbers along the last axis of a table or series; `nil` for other data.
    public var columns: [String]?

    /// No preparation.
    public init(none shape: Shape, symbols: [String]? = nil, columns: [String]? = nil) {
        (self.shape, self.symbols, self.columns) = (shape, symbols, columns)
    }

    /// The preparation of a run's inputs.
    init(_ fitted: FittedData) {
        self.init(none: fitted.inputs.shape, symbols: fitted.symbols, columns: fitted.columns)
        byteScale = fitted.inputs.byteScale.flatMap { $0 == 1 ? nil : $0 }
        oneHotDepth = fitted.inputs.oneHot
        scaling = fitted.inputs.channelScaling.map(Scaling.init)
    }
}

/// y = (x − offset) / width, channel by channel along the last axis; 0 where the width is 0, for a channel that never varied in training.
public struct Scaling: Hashable, Sendable {
    /// The means, or the lowest values, of the channels.
    public let offsets: [Double]
    /// The standard deviations, or the ranges, of the channels.
    public let widths: [Double]

    /// A scaling from its parts.
    public init(offsets: [Double], widths: [Double]) {
        (self.offsets, self.widths) = (offsets, widths)
    }

    init(_ scaling: ChannelScaling) {
        self.init(offsets: scaling.offsets, widths: scaling.widths)
    }
}
