import Tensors

/// Pictures of one size with numbers in them, and how they lie in their tensor.
public struct MapSet: Hashable, Sendable {
    public let count: Int
    public let rows: Int
    public let columns: Int
    private let tensor: Tensor
    private let kind: Kind

    private enum Kind: Hashable, Sendable {
        /// (rows, columns, maps)
        case maps
        /// (kernelRows, kernelColumns, channels, filters): a filter's channels lie side by side.
        case filters(channels: Int, width: Int)
        /// (in, out): a unit's weights, in rows as near to a square as they go.
        case units
        /// One row of numbers.
        case row
    }

    /// The output of a layer.
    init(output: Tensor) {
        tensor = output
        switch output.shape.rank {
        case 3:
            (rows, columns, count) = (output.shape[0], output.shape[1], output.shape[2])
            kind = .maps
        case 2:
            // A row a step.
            (rows, columns, count) = (output.shape[0], output.shape[1], 1)
            kind = .row
        default:
            count = 1
            let side = MapSet.rows(for: output.shape.count)
            (rows, columns) = (side.rows, side.columns)
            kind = .row
        }
    }

    /// A kernel, or its gradient; `isTable` for a matrix that is looked at as it is, such as the rows of an embedding.
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

    /// Whole rows that a row of numbers is shown in: a square for the pixels of an image, else the widest divisor up to its root.
    private static func rows(for count: Int) -> (rows: Int, columns: Int) {
        guard count > 12 else { return (1, max(1, count)) }
        let root = Int(Double(count).squareRoot())
        let rows = stride(from: root, through: 1, by: -1).first { count % $0 == 0 } ?? 1
        return count / rows > 8 * rows ? ((count + 31) / 32, 32) : (rows, count / rows)
    }

    /// The numbers of a picture, row by row; places beyond the last number are zero.
    public func values(_ map: Int) -> [Float] {
        let width = columns
        return (0..<rows * columns).map { value(map, row: $0 / width, column: $0 % width) }
    }

    public func value(_ map: Int, row: Int, column: Int) -> Float {
        let place: Int
        switch kind {
        case .maps: place = (row * columns + column) * count + map
        case .filters(let channels, let width): place = ((row * width + column % width) * channels + column / width) * count + map
        case .units: place = (row * columns + column) * count + map
        case .row: place = row * columns + column
        }
        return tensor.values.indices.contains(place) ? tensor.values[place] : 0
    }

    /// Over all pictures.
    public var range: ClosedRange<Float> {
        let finite = tensor.values.lazy.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0...0 }
        return low...high
    }
}
