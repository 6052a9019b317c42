/// What is looked at inside the network.
public struct InspectState: Page {
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

    /// Whether the pane of maps has the focus, or the list of layers.
    public var isInMaps: Bool { isZoomed || cursor != nil }

    public struct MapPosition: Hashable, Sendable {
        public var row: Int
        public var column: Int

        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }
}

extension PageName {
    public static let inspect = PageName(InspectState.self)
}

extension State {
    public var inspect: InspectState {
        get { pages[InspectState.self] }
        set { pages[InspectState.self] = newValue }
    }
}
