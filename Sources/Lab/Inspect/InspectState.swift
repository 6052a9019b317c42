/// What Inspect looks at; the figures come with the snapshots.
public struct InspectState: Hashable, Sendable {
    public enum Pane: Int, CaseIterable, Hashable, Sendable { case layers, maps, filters, histograms }

    /// Index in the model.
    public var layer = 0
    /// Validation sample.
    public var sample = 0
    public var pane = Pane.layers
    /// The first map that is shown, and the one under the cursor.
    public var map = 0
    /// The map fills the pane.
    public var isZoomed = false
    /// Row and column of the cursor in the map; `nil` when off.
    public var cursor: MapPosition?

    public init() {}

    public struct MapPosition: Hashable, Sendable {
        public var row: Int
        public var column: Int

        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }
}

public enum InspectCommand: Hashable, Sendable {
    case previousLayer, nextLayer
    case previousSample, nextSample
    case selectLayer(Int)
    case selectMap(Int)
    case toggleZoom, toggleCursor
}
