import Tensors
import Training

extension State {
    /// The probe that is on the screen: of the layer that is selected.
    public var shownProbe: Probe? {
        train.snapshot?.probe.flatMap { $0.layer == inspect.layer ? $0 : nil }
    }

    /// The pictures in the middle of the page: maps of the output, filters of the kernel, or their gradients.
    public var shownMaps: MapSet? {
        guard let probe = shownProbe else { return nil }
        switch inspect.view {
        case .activations: return MapSet(output: probe.output)
        case .weights: return probe.weights.first.map { MapSet(weights: $0.tensor) }
        case .gradients: return probe.gradients.first.map { MapSet(weights: $0.tensor) }
        }
    }

    mutating func update(_ command: InspectCommand) -> [Effect] {
        let layers = train.snapshot?.subject?.plan.layers.count ?? 0
        switch command {
        case .previousLayer: select(layer: inspect.layer - 1, of: layers)
        case .nextLayer: select(layer: inspect.layer + 1, of: layers)
        case .selectLayer(let layer): select(layer: layer, of: layers)
        case .previousSample: inspect.sample = max(0, inspect.sample - 1)
        case .nextSample: inspect.sample = min(max(0, watchedCount - 1), inspect.sample + 1)
        case .selectMap(let map):
            let isAgain = inspect.map == map
            inspect.map = max(0, min(map, (shownMaps?.count ?? 1) - 1))
            if isAgain { return update(InspectCommand.toggleZoom) }
        case .nextView:
            inspect.view = InspectState.View(rawValue: inspect.view.rawValue + 1) ?? .activations
            inspect.cursor = nil
            inspect.map = 0
        case .toggleZoom:
            inspect.isZoomed.toggle()
            if !inspect.isZoomed { inspect.cursor = nil }
        case .toggleCursor:
            if inspect.cursor != nil {
                inspect.cursor = nil
            } else if let maps = shownMaps {
                inspect.isZoomed = true
                inspect.cursor = .init(row: maps.rows / 2, column: maps.columns / 2)
            }
        }
        return []
    }

    private mutating func select(layer: Int, of count: Int) {
        let next = max(0, min(layer, count - 1))
        guard next != inspect.layer else { return }
        inspect.layer = next
        inspect.map = 0
        inspect.cursor = nil
    }

    mutating func moveInInspect(_ direction: Command.Direction) {
        if let cursor = inspect.cursor, let maps = shownMaps {
            let (rows, columns) = (direction == .up ? -1 : direction == .down ? 1 : 0, direction == .left ? -1 : direction == .right ? 1 : 0)
            inspect.cursor = .init(
                row: max(0, min(maps.rows - 1, cursor.row + rows)), column: max(0, min(maps.columns - 1, cursor.column + columns)))
            return
        }
        switch direction {
        case .up: _ = update(InspectCommand.previousLayer)
        case .down: _ = update(InspectCommand.nextLayer)
        case .left, .right, .pageUp, .pageDown, .first, .last: inspect.map = direction.applied(to: inspect.map, count: max(1, shownMaps?.count ?? 1))
        }
    }
}

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
        default:
            count = 1
            let side = MapSet.rows(for: output.shape.count)
            (rows, columns) = (side.rows, side.columns)
            kind = .row
        }
    }

    /// A kernel, or its gradient.
    public init(weights kernel: Tensor) {
        tensor = kernel
        switch kernel.shape.rank {
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
