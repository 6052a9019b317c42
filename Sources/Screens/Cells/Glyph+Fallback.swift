import Foundation
import Lab

// What is drawn where a terminal's font or character set lacks a glyph. It happens in one place, when a cell is set, so that pages
// write `26×26×16` and `✓` and need not know.

extension Glyph {
    /// The nearest glyph that the level has, of the same number of columns where it can be.
    func fitted(to glyphs: Appearance.Glyphs) -> Glyph {
        let scalar = base
        if scalar.value < 0x7F { return glyphs == .ascii ? Glyph(scalar: scalar) : self }
        switch glyphs {
        case .braille: return self
        case .blocks: return Self.blockFallbacks[scalar].map { Glyph(scalar: $0) } ?? self
        case .ascii:
            if let plain = Self.plainFallbacks[scalar] { return Glyph(scalar: plain) }
            if (0x2500...0x257F).contains(scalar.value) { return Glyph(scalar: "+") }
            if (0x2580...0x259F).contains(scalar.value) || (0x2801...0x28FF).contains(scalar.value) { return Glyph(scalar: "#") }
            if scalar.value == 0x2800 { return .blank }
            return Glyph(scalar: Self.letterWithoutMarks(scalar) ?? "?")
        }
    }

    /// The fonts of the Linux console know the old PC set: straight corners, half-blocks, no braille.
    private static let blockFallbacks: [Unicode.Scalar: Unicode.Scalar] = [
        "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "●": "•", "◆": "♦", "○": "o", "★": "*", "✓": "√", "✗": "x", "━": "─", "╸": "─", "╺": "─",
        "▁": "_", "▂": "▄", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█", "∇": "d", "−": "-", "…": "~", "‖": "║", "┊": "│",
        "▲": "▲", "▼": "▼", "▸": "►", "⏎": "<", "∘": "·", "ᵀ": "T", "ˣ": "x", "≠": "#",
    ]

    private static let plainFallbacks: [Unicode.Scalar: Unicode.Scalar] = [
        "×": "x", "…": "~", "✓": "+", "✗": "x", "·": "*", "•": "*", "●": "*", "★": "*", "○": "o", "◆": "x", "◇": "x", "■": "#", "□": "o", "‖": "=",
        "→": ">", "←": "<", "↑": "^", "↓": "v", "↵": "<", "⏎": "<", "▲": "^", "▼": "v", "▶": ">", "◀": "<", "▸": ">", "◂": "<",
        "−": "-", "–": "-", "—": "-", "∇": "d", "Δ": "D", "∞": "8", "≈": "~", "≤": "<", "≥": ">", "√": "v", "∂": "d", "Σ": "S",
        "σ": "s", "μ": "u", "µ": "u", "λ": "l", "η": "n", "⟨": "<", "⟩": ">", "“": "\"", "”": "\"", "‘": "'", "’": "'", "°": "o", "²": "2",
        "³": "3", "¹": "1", "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "ß": "s",
        "∘": "*", "≠": "#", "ε": "e", "ˣ": "x", "ᵀ": "T", "½": "/",
        "ø": "o", "Ø": "O", "æ": "a", "Æ": "A", "\u{A0}": " ",
        "─": "-", "━": "=", "│": "|", "┃": "|", "┊": ":", "┆": ":", "╌": "-", "╸": "=", "╺": "=", "═": "=", "║": "|", "▏": "|", "▁": "_",
        "░": ".", "▒": ":", "▓": "%", "▄": "_", "▀": "\"", "▌": "|", "▐": "|",
    ]

    /// `é` -> `e`.
    private static func letterWithoutMarks(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0xC0..<0x250).contains(scalar.value) || (0x1E00..<0x1F00).contains(scalar.value) else { return nil }
        return String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first { $0.isASCII }
    }
}

extension String {
    /// With signs that no single character stands for written in two; all else is fitted cell by cell.
    var spelledInASCII: String { contains("±") ? replacing("±", with: "+-") : self }
}
