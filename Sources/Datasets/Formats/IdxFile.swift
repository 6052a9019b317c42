import Foundation
import Tensors

/// The IDX format of MNIST (LeCun): two zero bytes, the type of the numbers, the number of axes, each extent as a big-endian 32-bit number,
/// then the numbers, big-endian; gzipped or not.
public struct IdxFile: Sendable {
    /// The extents of all axes; the first is the number of examples.
    public let shape: Shape
    /// The numbers, row-major; bytes stay bytes.
    public let values: Examples.Values
    /// Whether the stored type is one of whole numbers, as labels have.
    public let isInteger: Bool

    /// Reads a file, compressed with gzip or not. Throws a `FileError` where it is not an IDX file or is damaged.
    public init(path: String) throws(FileError) {
        try self.init(bytes: Gzip.read(path), path: path)
    }

    /// Reads the bytes of a file; `path` is the name that errors give.
    public init(bytes: Data, path: String) throws(FileError) {
        let bytes = [UInt8](bytes)
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let kind = Kind(rawValue: bytes[2]) else {
            throw FileError(
                path,
                "is not an IDX file: expected two zero bytes and a type, got \(bytes.isEmpty ? "an empty file" : bytes.prefix(4).map { String(format: "%02x", $0) }.joined(separator: " "))."
            )
        }
        let rank = Int(bytes[3]), start = 4 + 4 * rank
        guard (1...8).contains(rank), bytes.count >= start else {
            throw FileError(path, "claims \(rank) axes, expected 1 to 8 with their extents. It is cut off or damaged; download it again.")
        }
        let extents = (0..<rank).map { axis in (0..<4).reduce(0) { $0 << 8 | Int(bytes[4 + 4 * axis + $1]) } }
        shape = Shape(extents)
        guard let count = shape.checkedCount, count <= FileBytes.limit / kind.width else {
            throw FileError(path, "claims \(shape.tuple) numbers, more than a file can hold. It is damaged; download it again.")
        }
        guard bytes.count - start == count * kind.width else {
            throw FileError(
                path, "expected \(count * kind.width) bytes for \(shape.tuple), got \(bytes.count - start). It is cut off or damaged; download it again.")
        }
        isInteger = kind != .float && kind != .double
        values = kind == .unsignedByte ? .bytes(Array(bytes[start...]), scale: 1) : .floats(kind.numbers(bytes[start...], count: count))
    }

    private enum Kind: UInt8 {
        case unsignedByte = 0x08, signedByte = 0x09, short = 0x0B, int = 0x0C, float = 0x0D, double = 0x0E

        var width: Int {
            switch self {
            case .unsignedByte, .signedByte: 1
            case .short: 2
            case .int, .float: 4
            case .double: 8
            }
        }

        func numbers(_ bytes: ArraySlice<UInt8>, count: Int) -> [Float] {
            (0..<count).map { index in
                let start = bytes.startIndex + index * width
                let word = bytes[start..<start + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                return switch self {
                case .unsignedByte: Float(word)
                case .signedByte: Float(Int8(truncatingIfNeeded: word))
                case .short: Float(Int16(truncatingIfNeeded: word))
                case .int: Float(Int32(truncatingIfNeeded: word))
                case .float: Float(bitPattern: UInt32(truncatingIfNeeded: word))
                case .double: Float(Double(bitPattern: word))
                }
            }
        }
    }
}
