/// The glyphs that are pictures rather than letters, as paths, gathered by colour: blocks as filled areas, lines as strokes, braille as
/// round points.
struct SVGShapes {
    /// A cell's size in the picture.
    static let width = 10
    static let height = 20

    private var areas = PathsByColour()
    private var thinLines = PathsByColour()
    private var heavyLines = PathsByColour()
    private var points = PathsByColour()

    var blocks: String { areas.elements { colour, path in "<path fill=\"\(colour)\" d=\"\(path)\"/>" } }

    var lines: String {
        thinLines.elements { "<path fill=\"none\" stroke=\"\($0)\" d=\"\($1)\"/>" }
            + heavyLines.elements { "<path fill=\"none\" stroke=\"\($0)\" stroke-width=\"2.4\" d=\"\($1)\"/>" }
            + points.elements { "<path fill=\"none\" stroke=\"\($0)\" stroke-width=\"2.6\" stroke-linecap=\"round\" d=\"\($1)\"/>" }
    }

    /// Takes a glyph that it knows to draw; false for letters.
    mutating func add(_ scalar: Unicode.Scalar, column: Int, row: Int, colour: String) -> Bool {
        switch scalar.value {
        case 0x2580...0x259F: return addBlock(scalar.value, column: column, row: row, colour: colour)
        case 0x2800...0x28FF:
            addBraille(scalar.value, column: column, row: row, colour: colour)
            return true
        case 0x2500...0x257F: return addLine(scalar, column: column, row: row, colour: colour)
        default: return false
        }
    }

    private mutating func addBlock(_ value: UInt32, column: Int, row: Int, colour: String) -> Bool {
        let (left, top) = (Double(column * Self.width), Double(row * Self.height))
        let (width, height) = (Double(Self.width), Double(Self.height))
        /// In shares of the cell.
        func area(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> String {
            let across = w * width
            let corner = "M" + short(left + x * width) + " " + short(top + y * height)
            return corner + "h" + short(across) + "v" + short(h * height) + "h" + short(-across) + "z"
        }
        let path: String
        switch value {
        case 0x2580: path = area(0, 0, 1, 0.5)
        case 0x2581...0x2588:
            let share = Double(value - 0x2580) / 8
            path = area(0, 1 - share, 1, share)
        case 0x2589...0x258F: path = area(0, 0, Double(0x2590 - value) / 8, 1)
        case 0x2590: path = area(0.5, 0, 0.5, 1)
        case 0x2594: path = area(0, 0, 1, 0.125)
        case 0x2595: path = area(0.875, 0, 0.125, 1)
        case 0x2596...0x259F:
            // Bits: upper left, upper right, lower left, lower right.
            let quadrants: [UInt32] = [0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111]
            let bits = quadrants[Int(value - 0x2596)]
            path = (0..<4).reduce(into: "") { path, quadrant in
                guard bits >> UInt32(3 - quadrant) & 1 == 1 else { return }
                path += area(quadrant % 2 == 0 ? 0 : 0.5, quadrant < 2 ? 0 : 0.5, 0.5, 0.5)
            }
        default: return false  // Shades are left to the font.
        }
        areas.add(path, colour)
        return true
    }

    private mutating func addBraille(_ value: UInt32, column: Int, row: Int, colour: String) {
        for bit in 0..<8 where value >> UInt32(bit) & 1 == 1 {
            let place = Braille.place(ofBit: bit)
            let x = Double(column * Self.width) + 2.5 + 5 * Double(place.column)
            let y = Double(row * Self.height) + 2.5 + 5 * Double(place.row)
            points.add("M\(short(x)) \(short(y))h0", colour)
        }
    }

    private mutating func addLine(_ scalar: Unicode.Scalar, column: Int, row: Int, colour: String) -> Bool {
        let (x, y) = (column * Self.width, row * Self.height)
        let (middle, centre) = (x + 5, y + 10)
        func strokes(left: Bool = false, right: Bool = false, up: Bool = false, down: Bool = false) -> String {
            var path = ""
            if left { path += "M\(x) \(centre)h5" }
            if right { path += "M\(middle) \(centre)h5" }
            if up { path += "M\(middle) \(y)v10" }
            if down { path += "M\(middle) \(centre)v10" }
            return path
        }
        switch scalar {
        case "─": thinLines.add("M\(x) \(centre)h10", colour)
        case "│": thinLines.add("M\(middle) \(y)v20", colour)
        case "┊", "┆": thinLines.add("M\(middle) \(y + 2)v4M\(middle) \(y + 9)v4M\(middle) \(y + 16)v4", colour)
        case "╭": thinLines.add("M\(middle) \(y + 20)V\(centre + 5)Q\(middle) \(centre) \(x + 10) \(centre)", colour)
        case "╮": thinLines.add("M\(middle) \(y + 20)V\(centre + 5)Q\(middle) \(centre) \(x) \(centre)", colour)
        case "╰": thinLines.add("M\(middle) \(y)V\(centre - 5)Q\(middle) \(centre) \(x + 10) \(centre)", colour)
        case "╯": thinLines.add("M\(middle) \(y)V\(centre - 5)Q\(middle) \(centre) \(x) \(centre)", colour)
        case "┌": thinLines.add(strokes(right: true, down: true), colour)
        case "┐": thinLines.add(strokes(left: true, down: true), colour)
        case "└": thinLines.add(strokes(right: true, up: true), colour)
        case "┘": thinLines.add(strokes(left: true, up: true), colour)
        case "├": thinLines.add(strokes(right: true, up: true, down: true), colour)
        case "┤": thinLines.add(strokes(left: true, up: true, down: true), colour)
        case "┬": thinLines.add(strokes(left: true, right: true, down: true), colour)
        case "┴": thinLines.add(strokes(left: true, right: true, up: true), colour)
        case "┼": thinLines.add(strokes(left: true, right: true, up: true, down: true), colour)
        case "╴": thinLines.add(strokes(left: true), colour)
        case "╶": thinLines.add(strokes(right: true), colour)
        case "━": heavyLines.add("M\(x) \(centre)h10", colour)
        case "╸": heavyLines.add(strokes(left: true), colour)
        case "╺": heavyLines.add(strokes(right: true), colour)
        case "┃": heavyLines.add("M\(middle) \(y)v20", colour)
        default: return false
        }
        return true
    }

    private func short(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}

/// One path a colour, in the order in which the colours come.
private struct PathsByColour {
    private var places: [String: Int] = [:]
    private var paths: [(colour: String, path: String)] = []

    mutating func add(_ path: String, _ colour: String) {
        if let place = places[colour] {
            paths[place].path += path
        } else {
            places[colour] = paths.count
            paths.append((colour, path))
        }
    }

    func elements(_ element: (String, String) -> String) -> String {
        paths.map { element($0.colour, $0.path) + "\n" }.joined()
    }
}
