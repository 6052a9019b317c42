import Lab

/// How much room there is: pages have a layout for each.
public enum Breadth: Hashable, Sendable {
    /// 60 to 79 columns: one thing after the other.
    case narrow
    /// 80 to 119: two columns of panes.
    case medium
    /// 120 and more: all at once.
    case wide

    public init(columns: Int) {
        self = columns >= 120 ? .wide : columns >= 80 ? .medium : .narrow
    }
}

extension Canvas {
    public var breadth: Breadth { Breadth(columns: columns) }
}

extension ScreenSize {
    /// The smallest screen that the lab can be used on.
    public static let smallest = ScreenSize(columns: 60, rows: 20)

    public var isTooSmall: Bool { columns < Self.smallest.columns || rows < Self.smallest.rows }
}
