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
