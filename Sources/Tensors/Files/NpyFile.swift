import Foundation

/// NumPy's array file (numpy.lib.format 1.0 to 3.0) with numbers: integers and floats of any width, in either byte order and either order of the axes.
public struct NpyFile: Sendable {
    /// The numbers as 32-bit floats, row-major; the first axis counts the examples.
    public let tensor: Tensor
    /// Whether the file holds integers, as class numbers are.
    public let isInteger: Bool
    /// Whether the file holds unsigned bytes, as pixels usually are.
    public let isByte: Bool

    /// Reads a file. Throws where it can't be read, its header or length is wrong, it holds anything but real numbers, or a number is too large for a 32-bit float.
    public init(path: String) throws(FileError) {
        try self.init(bytes: FileBytes.read(path), path: path)
    }

    /// Reads the bytes of a file; `path` is for messages.
    public init(bytes: Data, path: String) throws(FileError) {
        let header = try NpyHeader(bytes, path), kind = try NpyKind(header.type, path)
        try header.checkLength(bytes, width: kind.width, path)
        let floats = try kind.floats(bytes, from: header.end, count: header.count, path)
        tensor = Tensor(shape: header.shape, values: header.isColumnMajor ? header.shape.rowMajor(floats) : floats)
        isInteger = kind.isInteger
        isByte = kind.number == .u1
    }

    /// Writes 32-bit little-endian floats, format 1.0. Throws where the file can't be written.
    public static func write(_ tensor: Tensor, to path: String) throws(FileError) { try FileBytes.write(data(tensor), to: path) }

    /// The bytes of a file of 32-bit little-endian floats, format 1.0.
    public static func data(_ tensor: Tensor) -> Data {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(tensor.shape.rank == 0 ? "()" : tensor.shape.tuple), }"
        let unpadded = 10 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8 & 0xFF)])
        data.append(contentsOf: header.utf8)
        tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
        return data
    }
}
