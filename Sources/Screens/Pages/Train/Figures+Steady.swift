import Foundation
import Training

extension Figures {
    /// Three digits that count, zeros too: `0.0200` beside `0.0209`. A figure that moves keeps its width, and two beside each other their digits.
    static func steady(_ value: Double) -> String {
        guard value.isFinite, abs(value) >= 0.001, abs(value) < 1_000 else { return number(value) }
        return fixed(value, decimals: max(0, 2 - Int(log10(abs(value)).rounded(.down))))
    }
}
