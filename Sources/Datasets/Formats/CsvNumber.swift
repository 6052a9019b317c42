/// Reads numbers in their most frequent form directly from bytes, which is faster than through a string.
enum CsvNumber {
    /// `-12.75`: sign, digits, the decimal mark; `nil` for any other form. The result is the nearest double: up to 15 digits and their power of ten are exact, and a division is rounded correctly.
    static func plain(_ bytes: ArraySlice<UInt8>, _ mark: DecimalMark) -> Double? {
        let point = mark.byte
        var digits = 0, decimals = 0, value = 0, isFraction = false, isNegative = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case point where !isFraction: isFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
                if isFraction { decimals += 1 }
            default: return nil
            }
            if digits > 15 { return nil }
        }
        guard digits > 0 else { return nil }
        let number = Double(value) / powers[decimals]
        return isNegative ? -number : number
    }

    private static let powers: [Double] = (0...15).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
