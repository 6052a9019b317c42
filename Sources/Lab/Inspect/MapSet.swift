import Tensors

/// Maps of numbers with the same size, and their layout in a tensor.
public struct MapSet: Hashable, Sendable {
    public let count: Int
    public let rows: Int
    public let columns: Int
    private let tensor: Tensor
    private let kind: Kind

    private enum Kind: Hashable, Sendable {
        /// (rows, columns, maps)
        case maps
        /// (kernelRows, kernelColumns, channels, filters): the channels of a filter are drawn next to each other.
        case filters(channels: Int, width: Int)
        /// (in, out): the weights of a unit, arranged as nearly as possible in a square.
        case units
        /// One row of numbers.
        case row
    }

    /// The maps of a layer's output.
    init(output: Tensor) {
        tensor = output
        switch output.shape.rank {
        case 3:
            (rows, columns, count) = (output.shape[0], output.shape[1], output.shape[2])
            kind = .maps
        case 2:
            // One row for each step.
            (rows, columns, count) = (output.shape[0], output.shape[1], 1)
            kind = .row
        default:
            count = 1
            let side = MapSet.rows(for: output.shape.count)
            (rows, columns) = (side.rows, side.columns)
            kind = .row
        }
    }

    /// The maps of a kernel or its gradient. `isTable`: a matrix that is shown as it is, such as the rows of an embedding.
    public init(weights kernel: Tensor, isTable: Bool = false) {
        tensor = kernel
        switch kernel.shape.rank {
        case 2 where isTable:
            (rows, columns, count) = (kernel.shape[0], kernel.shape[1], 1)
            kind = .row
        case 4:
            count = kernel.shape[3]
            rows = kernel.shape[0]
            columns = kernel.shape[1] * kernel.shape[2]
            kind = .filters(channels: kernel.shape[2], width: kernel.shape[1])
        case 2:
            count = kernel.shape[1]
            let side = MapSet.rows(for: kernel.shape[0])
            (rows, columns) = (side.rows, side.columns)
            kind = .units
        default:
            count = 1
            (rows, columns) = (1, kernel.shape.count)
            kind = .row
        }
    }

    /// The arrangement of `count` numbers in complete rows: as many rows as the largest divisor up to the square root, so that the pixels of a square image form a square.
    private static func rows(for count: Int) -> (rows: Int, columns: Int) {
        guard count > 12 else { return (1, max(1, count)) }
        let root = Int(Double(count).squareRoot())
        let rows = stride(from: root, through: 1, by: -1).first { count % $0 == 0 } ?? 1
        return count / rows > 8 * rows ? ((count + 31) / 32, 32) : (rows, count / rows)
    }

    /// The numbers of a map, row by row; positions after the last number are zero.
    public func values(_ map: Int) -> [Float] {
        let width = columns
        return (0..<rows * columns).map { value(map, row: $0 / width, column: $0 % width) }
    }

    public func value(_ map: Int, row: Int, column: Int) -> Float {
        let index: Int
        switch kind {
        case .maps: index = (row * columns + column) * count + map
        case .filters(let channels, let width): index = ((row * width + column % width) * channels + column / width) * count + map
        case .units: index = (row * columns + column) * count + map
        case .row: index = row * columns + column
        }
        return tensor.values.indices.contains(index) ? tensor.values[index] : 0
    }

    /// The smallest and the largest number of all maps.
    public var range: ClosedRange<Float> {
        let finite = tensor.values.lazy.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0...0 }
        return low...high
    }
}
