import Foundation

/// Formats numbers as the program shows them: rounded to the digits that matter, with units and with commas between thousands.
public enum Figures {
    /// A whole number: `56,714`.
    public static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "−" : "") + text
    }

    /// Three digits and a unit of thousands: `950`, `12.4 k`, `56.7 k`, `1.2 M`, `3.5 G`, `2.1 T`.
    public static func compact(_ value: Double) -> String {
        scaled(value, step: 1000, units: ["", " k", " M", " G", " T"])
    }

    /// A whole number with three digits and a unit of thousands: `12.4 k`.
    public static func compact(_ value: Int) -> String { compact(Double(value)) }

    /// A number of bytes: `512 B`, `3.1 KB`, `41 MB`, `1.5 GB`, with 1,000 bytes to a kilobyte.
    public static func bytes(_ value: Int) -> String {
        scaled(Double(value), step: 1000, units: [" B", " KB", " MB", " GB", " TB"])
    }

    /// A share in percent: `84.3 %`; `100 %` and `0 %` only where it is exactly that. A number that is no share is written as it is.
    public static func percent(_ share: Double, decimals: Int = 1) -> String {
        guard share.isFinite else { return "–" }
        // The output of a network that ends without softmax or sigmoid is not a share.
        guard isShare(share) else { return number(share, digits: 2) }
        if share == 0 || share == 1 { return share == 0 ? "0 %" : "100 %" }
        let step = pow(10, Double(-decimals))
        let shown = share > 0 && share < 1 ? min(max(share * 100, step / 2), 100 - step) : share * 100
        return fixed(shown, decimals: decimals) + " %"
    }

    /// Whether a number lies from 0 to 1, up to rounding errors of 1e-4.
    public static func isShare(_ number: Double) -> Bool { (-1e-4...1 + 1e-4).contains(number) }

    /// A time in seconds: `0.8 s`, `45 s`, `3 min 20 s`, `2 h 05 min`, `3 d 4 h`; less than a tenth of a second in ms.
    public static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "–" }
        if seconds == 0 { return "0 s" }
        if seconds < 0.0995 { return (seconds * 1000 < 9.95 ? fixed(seconds * 1000, decimals: 1) : fixed(seconds * 1000, decimals: 0)) + " ms" }
        if seconds < 9.95 { return fixed(seconds, decimals: 1) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
        if whole < 86_400 { return "\(whole / 3600) h \(twoDigits(whole / 60 % 60)) min" }
        return "\(whole / 86_400) d \(whole / 3600 % 24) h"
    }

    /// A rate per second: `6,120 /s`, `12.5 /s`.
    public static func rate(_ perSecond: Double) -> String {
        guard perSecond.isFinite, perSecond >= 0, perSecond < 1e15 else { return "–" }
        return (perSecond < 99.5 ? number(perSecond, digits: 3) : count(Int(perSecond.rounded()))) + " /s"
    }

    /// A number with a fixed number of decimals: `0.402`. The minus sign is `−`, which is as wide as a digit.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
        // A number that is rounded to 0 has no minus sign.
        let text = String(format: "%.\(max(0, min(12, decimals)))f", value)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return text.hasPrefix("-") ? (isZero ? "" : "−") + text.dropFirst() : text
    }

    /// A number with a fixed number of decimals and its sign: `+0.30`, `−0.47`, `0.00`.
    public static func signed(_ value: Double, decimals: Int = 2) -> String {
        let text = fixed(value, decimals: decimals)
        return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
    }

    /// A number with `digits` significant digits, without zeros at the end: `0.001`, `2.31`, `41`, `1,250`, `3.2e−7`.
    public static func number(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return fixed(value, decimals: 0) }
        if value == 0 { return "0" }
        let exponent = Int(floor(log10(abs(value))))
        if exponent < -4 || exponent > 8 {
            let parts = String(format: "%.\(max(0, digits - 1))e", value).split(separator: "e")
            guard parts.count == 2, let power = Int(parts[1]) else { return "–" }
            return (trimmed(String(parts[0])) + "e" + String(power)).replacingOccurrences(of: "-", with: "−")
        }
        if exponent >= digits - 1 { return count(Int(value.rounded())) }
        return trimmed(fixed(value, decimals: digits - 1 - exponent))
    }

    private static func scaled(_ value: Double, step: Double, units: [String]) -> String {
        guard abs(value) < 1e18 else { return "–" }
        var value = value
        var unit = 0
        while abs(value) >= step * 0.9995, unit < units.count - 1 {
            value /= step
            unit += 1
        }
        return (unit == 0 || abs(value) >= 99.95 ? count(Int(value.rounded())) : trimmed(fixed(value, decimals: abs(value) < 9.995 ? 2 : 1)))
            + units[unit]
    }

    /// The text without zeros at the end of its fraction.
    private static func trimmed(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        var text = text
        while text.last == "0", text.distance(from: point, to: text.endIndex) > 1 { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
