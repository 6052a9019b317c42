import Lab

/// What the mouse does over a rectangle of the screen.
public struct HitRegion: Hashable, Sendable {
    public let rect: Rect
    public var press: Action?
    public var wheelUp: Action?
    public var wheelDown: Action?
    /// Hides what lies under it from the mouse: an overlay.
    public var isOpaque: Bool

    init(rect: Rect, press: Action? = nil, wheelUp: Action? = nil, wheelDown: Action? = nil, isOpaque: Bool = false) {
        self.rect = rect
        self.press = press
        self.wheelUp = wheelUp
        self.wheelDown = wheelDown
        self.isOpaque = isOpaque
    }
}

/// What the mouse did, where.
public struct MouseEvent: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case press, wheelUp, wheelDown }
    public let column: Int
    public let row: Int
    public let kind: Kind

    public init(column: Int, row: Int, kind: Kind) {
        self.column = column
        self.row = row
        self.kind = kind
    }
}

extension CellBuffer {
    /// What a press or the wheel means at its place: the region drawn last that has a meaning for it, looked for down to the first
    /// that covers what is below.
    public func action(for event: MouseEvent) -> Action? {
        for region in hitRegions.reversed() where region.rect.contains(column: event.column, row: event.row) {
            let action =
                switch event.kind {
                case .press: region.press
                case .wheelUp: region.wheelUp
                case .wheelDown: region.wheelDown
                }
            if let action { return action }
            if region.isOpaque { return nil }
        }
        return nil
    }
}
