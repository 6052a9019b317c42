/// The inspector: what is selected and shown.
public struct InspectState: Page {
    /// What the middle of the page shows.
    public enum View: Int, CaseIterable, Hashable, Sendable { case activations, weights, gradients }

    /// The index of the selected layer in the model.
    public var layer = 0
    /// The index of the validation sample.
    public var sample = 0
    public var view = View.activations
    /// The selected map, filter or unit.
    public var map = 0
    /// Whether the selected map fills the pane.
    public var isZoomed = false
    /// Whether the page shows which inputs an output depends on, instead of a layer.
    public var showsSaliency = false
    /// The output's index; `nil` for the predicted one.
    public var output: Int?
    /// The position of the cursor in the map; `nil` where it is off.
    public var cursor: MapPosition?

    public init() {}

    /// Whether the pane of maps or the saliency has the focus; otherwise the list of layers has it.
    public var isInMaps: Bool { isZoomed || cursor != nil || showsSaliency }

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
