import Lab

/// What stands in one cell: a scalar and at most two marks that combine with it, in eight bytes, so that a page is a flat array and
/// drawing makes no strings.
///
/// Bits 0–20 hold the base, 21–41 and 42–62 the marks.
public struct Glyph: Hashable, Sendable {
    private var bits: UInt64

    public static let blank = Glyph(ascii: 0x20)
    /// The right half of a wide character: its left neighbour fills it.
    public static let continuation = Glyph(bits: 0)
    static let ellipsis = Glyph(scalar: "…")

    private init(bits: UInt64) { self.bits = bits }

    private init(ascii: UInt8) { bits = UInt64(ascii) }

    /// A control character becomes a middle dot, so that no byte of a label or a file name can steer a terminal.
    public init(scalar: Unicode.Scalar) {
        if scalar.isUnsafeOnScreen || scalar.displayColumns == 0 {
            self = scalar.isBlankInCell ? .blank : Glyph(bits: 0xB7)
        } else {
            bits = UInt64(scalar.value)
        }
    }

    /// The first scalar of the character and the marks that combine with it.
    public init(_ character: Character) {
        var scalars = character.unicodeScalars.makeIterator()
        self.init(scalar: scalars.next() ?? " ")
        while let scalar = scalars.next() { combine(with: scalar) }
    }

    /// Puts a mark over the base; more than two marks, joiners and selectors are left out: terminals disagree about their width.
    mutating func combine(with mark: Unicode.Scalar) {
        guard mark.displayColumns == 0, mark.combines, self != .blank, self != .continuation else { return }
        if bits >> 21 == 0 {
            bits |= UInt64(mark.value) << 21
        } else if bits >> 42 == 0 {
            bits |= UInt64(mark.value) << 42
        }
    }

    public var isBlank: Bool { self == .blank }
    public var isContinuation: Bool { bits == 0 }

    /// The character under the marks.
    public var base: Unicode.Scalar { Unicode.Scalar(UInt32(truncatingIfNeeded: bits & 0x1F_FFFF)) ?? " " }

    /// 1, or 2 for a wide character; 0 for the right half of one.
    public var columns: Int { isContinuation ? 0 : base.displayColumns }

    /// The base and its marks, as a terminal is told.
    public var scalars: [Unicode.Scalar] {
        [bits & 0x1F_FFFF, bits >> 21 & 0x1F_FFFF, bits >> 42].enumerated().compactMap { place, value in
            place > 0 && value == 0 ? nil : Unicode.Scalar(UInt32(value))
        }
    }

    public var character: Character {
        if bits >> 21 == 0 { return Character(base) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return Character(String(text))
    }

    /// Adds what stands here to a line of text; the right half of a wide character adds nothing.
    func append(to text: inout String) {
        guard !isContinuation else { return }
        text.unicodeScalars.append(base)
        if bits >> 21 != 0 { text.unicodeScalars.append(contentsOf: scalars.dropFirst()) }
    }
}

extension Unicode.Scalar {
    fileprivate var isBlankInCell: Bool { value == 0x09 || value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }

    /// Whether it may stand over another character: accents and the like, not joiners, selectors or marks of direction.
    fileprivate var combines: Bool {
        guard value >= 0x300, !(0xFE00...0xFE0F).contains(value), !(0xE0100...0xE01EF).contains(value) else { return false }
        if (0x1160...0x11FF).contains(value) { return true }
        let category = properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }
}
