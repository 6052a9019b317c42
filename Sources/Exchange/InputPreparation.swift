import Datasets
import Tensors
import Training

/// How an example as it is stored becomes a network's input, in this order: bytes by a factor, whole numbers as rows with a one, channels scaled.
public struct InputPreparation: Hashable, Sendable {
    /// One stored example's.
    public var shape: Shape
    /// What bytes are multiplied by; `nil` where nothing is.
    public var byteScale: Float?
    /// How wide a row with a one is; `nil` where there are none.
    public var oneHotDepth: Int?
    public var scaling: Scaling?
    /// What whole numbers stand for, from 0 on; `nil` where they stand for nothing.
    public var symbols: [String]?
    /// What the numbers along the last axis are, of a table or a series.
    public var columns: [String]?

    /// Inputs that a network takes as they are.
    public init(none shape: Shape, symbols: [String]? = nil, columns: [String]? = nil) {
        (self.shape, self.symbols, self.columns) = (shape, symbols, columns)
    }

    /// As a run's inputs are prepared.
    init(_ run: PreparedRun) {
        let examples = run.parts.training
        self.init(none: examples.storedShape, symbols: run.symbols, columns: run.columnNames)
        byteScale = examples.byteScale.flatMap { $0 == 1 ? nil : $0 }
        oneHotDepth = examples.oneHotDepth
        scaling = run.parts.inputScaling.map(Scaling.init)
    }
}

/// y = (x − offset) / width, channel by channel along the last axis; 0 where the width is 0, as of a channel that never varied in training.
public struct Scaling: Hashable, Sendable {
    public let offsets: [Double]
    public let widths: [Double]

    public init(offsets: [Double], widths: [Double]) {
        (self.offsets, self.widths) = (offsets, widths)
    }

    init(_ scaling: ChannelScaling) {
        self.init(offsets: scaling.offsets, widths: scaling.widths)
    }
}
