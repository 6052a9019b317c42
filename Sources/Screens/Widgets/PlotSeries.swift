/// A place in a plot.
public struct PlotPoint: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// One curve. Curves differ in marker as well as in colour.
public struct PlotSeries: Hashable, Sendable {
    public enum Marker: Hashable, Sendable {
        case circle, diamond, square, triangle
        /// A line alone: many points, like a curve by batch.
        case none

        func glyph(_ look: Look) -> Character? {
            switch self {
            case .circle: look.glyphs == .ascii ? "o" : "●"
            case .diamond: look.glyphs == .ascii ? "x" : "◆"
            case .square: look.glyphs == .ascii ? "#" : "■"
            case .triangle: look.glyphs == .ascii ? "^" : "▲"
            case .none: nil
            }
        }

        /// What an ASCII line is drawn with, so that lines differ without colour.
        var line: Character {
            switch self {
            case .circle: "."
            case .diamond: "-"
            case .square: "="
            case .triangle: "~"
            case .none: ":"
            }
        }
    }

    public enum Stroke: Hashable, Sendable {
        case solid
        /// Thin and with gaps: what stands beside a solid line of the same colour.
        case dotted
    }

    public var name: String
    public var points: [PlotPoint]
    public var style: Style
    public var marker: Marker
    public var stroke: Stroke

    public init(_ name: String, _ points: [PlotPoint], style: Style, marker: Marker, stroke: Stroke = .solid) {
        self.name = name
        self.points = points
        self.style = style
        self.marker = marker
        self.stroke = stroke
    }

    public static func training(_ points: [PlotPoint], name: String = "train") -> PlotSeries { PlotSeries(name, points, style: .training, marker: .circle) }
    public static func validation(_ points: [PlotPoint]) -> PlotSeries { PlotSeries("validation", points, style: .validation, marker: .diamond) }
}
