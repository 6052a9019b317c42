/// Rows × columns: a kernel's size, a stride, a pool's window.
public struct Pair: Hashable, Sendable {
    /// Along the first axis: down.
    public var rows: Int
    /// Along the second axis: across.
    public var columns: Int

    /// Rows first, as in Keras.
    public init(_ rows: Int, _ columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    init?(_ value: ArgumentValue, in range: ClosedRange<Int>) {
        switch value {
        case .pair(let rows, let columns) where range.contains(rows) && range.contains(columns): self.init(rows, columns)
        case .integer(let side) where range.contains(side): self.init(side, side)
        default: return nil
        }
    }
}
