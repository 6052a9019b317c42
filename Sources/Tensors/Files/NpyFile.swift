import Foundation

/// NumPy's array file (numpy.lib.format 1.0 to 3.0): a magic, a header that is a Python dictionary, then the numbers.
public struct NpyFile: Sendable {
    /// The first axis counts the examples.
    public let tensor: Tensor
    /// Whether whole numbers were stored: class indices are.
    public let isInteger: Bool
    /// Whether they were unsigned bytes: pixels mostly are.
    public let isByte: Bool

    /// Reads numbers of any width as 32-bit floats; throws where the header, the length or the kind is not what it should be.
    public init(path: String) throws(FileError) {
        try self.init(bytes: FileBytes.read(path), path: path)
    }

    public init(bytes: Data, path: String) throws(FileError) {
        let header = try Header(bytes, path)
        guard let kind = Kind(header.type) else {
            throw FileError(path, "holds numbers of type '\(header.type.prefix(16))', expected whole numbers or floats such as '<f4'. Save it with .astype('float32').")
        }
        guard !header.isColumnMajor else {
            throw FileError(path, "is stored column by column (fortran_order), expected rows. Save numpy.ascontiguousarray of it.")
        }
        let shape = Shape(header.shape)
        guard let count = shape.checkedCount, count <= FileBytes.limit, header.shape.allSatisfy({ $0 >= 0 }) else {
            throw FileError(path, "claims the shape \(shape.tuple), more numbers than a file can hold. Write it again.")
        }
        guard bytes.count - header.end == count * kind.width else {
            throw FileError(
                path, "expected \(count * kind.width) bytes of numbers for the shape \(shape.tuple), got \(bytes.count - header.end). It is cut off or damaged; write it again.")
        }
        let values = bytes.withUnsafeBytes { raw in
            [Float](unsafeUninitializedCapacity: count) { target, initialized in
                kind.convert(UnsafeRawBufferPointer(rebasing: raw[header.end...]), to: target, count: count)
                initialized = count
            }
        }
        tensor = Tensor(shape: shape, values: values)
        isInteger = kind.isInteger
        isByte = kind == .u1
    }

    /// Writes 32-bit floats, format 1.0.
    public static func write(_ tensor: Tensor, to path: String) throws(FileError) {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(tensor.shape.rank == 0 ? "()" : tensor.shape.tuple), }"
        let unpadded = 10 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8 & 0xFF)])
        data.append(contentsOf: header.utf8)
        tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
        try FileBytes.write(data, to: path)
    }

    private struct Header {
        let type: String
        let isColumnMajor: Bool
        let shape: [Int]
        let end: Int

        init(_ bytes: Data, _ path: String) throws(FileError) {
            guard bytes.count >= 12, bytes.prefix(6).elementsEqual([0x93] + Array("NUMPY".utf8)) else {
                throw FileError(path, "is not an npy file: it does not begin with \\x93NUMPY. Write it with numpy.save.")
            }
            let wide = bytes[bytes.startIndex + 6] >= 2
            let lengthBytes = wide ? 4 : 2, start = 8 + lengthBytes
            let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[bytes.startIndex + 8 + $1]) << (8 * $1) }
            guard length <= 65_536, start + length <= bytes.count else {
                throw FileError(path, "claims a header of \(length) bytes, which it does not have. It is cut off or damaged; write it again.")
            }
            let text = String(decoding: bytes.dropFirst(start).prefix(length), as: UTF8.self)
            end = start + length
            guard let type = text.firstMatch(of: /'descr':\s*'([^']*)'/)?.1, let order = text.firstMatch(of: /'fortran_order':\s*(True|False)/)?.1,
                let extents = text.firstMatch(of: /'shape':\s*\(([0-9,\s]*)\)/)?.1
            else {
                throw FileError(path, "has a header without descr, fortran_order and shape. Write it with numpy.save.")
            }
            self.type = String(type)
            isColumnMajor = order == "True"
            var shape: [Int] = []
            for word in extents.split(separator: ",") {
                let digits = word.trimmingCharacters(in: .whitespaces)
                if digits.isEmpty { continue }
                guard let extent = Int(digits) else { throw FileError(path, "claims an extent of \(digits.prefix(30)). Write it again.") }
                shape.append(extent)
            }
            self.shape = shape
        }
    }

    /// The kinds of numbers that are read, little-endian.
    private enum Kind: String {
        case f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1

        init?(_ type: String) {
            guard let first = type.first, "<|=".contains(first), let kind = Kind(rawValue: String(type.dropFirst())) else { return nil }
            self = kind
        }

        var width: Int { Int(String(rawValue.dropFirst())) ?? 1 }
        var isInteger: Bool { !rawValue.hasPrefix("f") }

        func convert(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<Float>, count: Int) {
            func each<Number>(_ type: Number.Type, _ convert: (Number) -> Float) {
                for index in 0..<count {
                    target.initializeElement(at: index, to: convert(source.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.size, as: type)))
                }
            }
            switch self {
            case .f4: each(UInt32.self) { Float(bitPattern: $0) }
            case .f8: each(UInt64.self) { Float(Double(bitPattern: $0)) }
            case .i1: each(Int8.self) { Float($0) }
            case .i2: each(Int16.self) { Float($0) }
            case .i4: each(Int32.self) { Float($0) }
            case .i8: each(Int64.self) { Float($0) }
            case .u1, .b1: each(UInt8.self) { Float($0) }
            case .u2: each(UInt16.self) { Float($0) }
            case .u4: each(UInt32.self) { Float($0) }
            case .u8: each(UInt64.self) { Float($0) }
            }
        }
    }
}
