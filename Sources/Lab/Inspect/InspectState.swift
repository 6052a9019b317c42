/// What is looked at inside the network.
public struct InspectState: Hashable, Sendable {
    /// What the middle of the page shows.
    public enum View: Int, CaseIterable, Hashable, Sendable { case activations, weights, gradients }

    /// Index in the model.
    public var layer = 0
    /// Validation sample.
    public var sample = 0
    public var view = View.activations
    /// The selected map, filter or unit.
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
    case nextView
    case toggleZoom, toggleCursor
}
