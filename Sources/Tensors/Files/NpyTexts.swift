import Foundation

/// The texts of an npy file, such as the names of classes: UTF-32 (`<U3`) or bytes (`|S3`) of a fixed width, padded with zeros.
public struct NpyTexts: Sendable {
    /// The first axis counts the examples.
    public let shape: Shape
    /// The texts, row-major, without the padding.
    public let texts: [String]

    /// `nil` where the file does not hold texts. Throws where its header or length is wrong; `path` is for messages.
    public init?(bytes: Data, path: String) throws(FileError) {
        let header = try NpyHeader(bytes, path)
        let isBigEndian = header.type.hasPrefix(">"), name = header.type.drop { "<>|=".contains($0) }
        guard let kind = name.first, "USa".contains(kind), let length = Int(name.dropFirst()), (1...1 << 20).contains(length) else { return nil }
        let width = kind == "U" ? 4 * length : length
        try header.checkLength(bytes, width: width, path)
        let body = [UInt8](bytes.dropFirst(header.end))
        let stored = (0..<header.count).map { index in
            let own = body[index * width..<(index + 1) * width]
            return kind == "U" ? Self.unicode(own, isBigEndian) : String(decoding: own.prefix(upTo: own.lastIndex { $0 != 0 }.map { $0 + 1 } ?? own.startIndex), as: UTF8.self)
        }
        shape = header.shape
        texts = header.isColumnMajor ? header.shape.rowMajor(stored) : stored
    }

    private static func unicode(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> String {
        let codes = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { start in
            let own = bytes[start..<start + 4]
            return isBigEndian ? own.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } : own.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        var text = String.UnicodeScalarView()
        for code in codes.prefix(upTo: codes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0) { text.append(Unicode.Scalar(code) ?? "\u{FFFD}") }
        return String(text)
    }
}

extension Shape {
    /// The elements of a column-major array (Fortran's order, the first index fastest) in row-major order.
    func rowMajor<Element>(_ elements: [Element]) -> [Element] {
        guard rank > 1, !elements.isEmpty else { return elements }
        var strides = [1]
        for extent in dimensions.dropLast() { strides.append((strides.last ?? 1) * extent) }
        var index = [Int](repeating: 0, count: rank), source = 0, result: [Element] = []
        result.reserveCapacity(elements.count)
        while true {
            result.append(elements[source])
            var axis = rank - 1
            while axis >= 0 {
                index[axis] += 1
                source += strides[axis]
                if index[axis] < dimensions[axis] { break }
                source -= strides[axis] * dimensions[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return result }
        }
    }
}
