/// A braille character's eight points: two columns, four rows.
enum Braille {
    /// The bit of the point at `column` (0, 1) and `row` (0…3) in U+2800's low byte.
    static func bit(column: Int, row: Int) -> UInt8 {
        row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(row + 3 * column)
    }

    static func place(ofBit bit: Int) -> (column: Int, row: Int) {
        bit < 6 ? (bit / 3, bit % 3) : (bit - 6, 3)
    }

    static func glyph(_ bits: UInt8) -> Glyph {
        Glyph(scalar: Unicode.Scalar(0x2800 + UInt32(bits)) ?? " ")
    }
}
