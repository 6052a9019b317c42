import Foundation

/// The header of an npy file: a magic number, a version, a length and a Python dictionary.
struct NpyHeader {
    /// NumPy's name of the element type: a byte order, a letter for the kind, and bytes or characters per element. `<f4` is a little-endian 32-bit float.
    let type: String
    /// Whether the first index changes fastest (Fortran's order).
    let isColumnMajor: Bool
    /// The extents of all axes.
    let shape: Shape
    /// How many elements the array has.
    let count: Int
    /// The offset of the first byte after the header.
    let end: Int

    init(_ bytes: Data, _ path: String) throws(FileError) {
        guard bytes.count >= 12, bytes.prefix(6).elementsEqual([0x93] + Array("NUMPY".utf8)) else {
            throw FileError(path, "is not an npy file: \(Self.reason(bytes))")
        }
        let isWide = bytes[bytes.startIndex + 6] >= 2, lengthBytes = isWide ? 4 : 2, start = 8 + lengthBytes
        let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[bytes.startIndex + 8 + $1]) << (8 * $1) }
        guard length <= 65_536, start + length <= bytes.count else {
            throw FileError(path, "claims a header of \(length) bytes, which it does not have. It is cut off or damaged; write it again.")
        }
        let text = String(decoding: bytes.dropFirst(start).prefix(length), as: UTF8.self)
        end = start + length
        if text.contains(/'descr':\s*\[/) {
            let fields = text.matches(of: /\('([^']*)',/).prefix(8).map { String($0.1) }
            throw FileError(
                path,
                "holds records of named fields (\(fields.joined(separator: ", ").prefix(80))), expected one array of numbers. Save numpy.column_stack of its fields, or write it as a table and use source: csv."
            )
        }
        guard let type = text.firstMatch(of: /'descr':\s*'([^']*)'/)?.1, let order = text.firstMatch(of: /'fortran_order':\s*(True|False)/)?.1,
            let extents = text.firstMatch(of: /'shape':\s*\(([0-9,\s]*)\)/)?.1
        else {
            throw FileError(path, "has a header without descr, fortran_order and shape. Write it with numpy.save.")
        }
        self.type = String(type)
        isColumnMajor = order == "True"
        var shape: [Int] = []
        for word in extents.split(separator: ",") {
            let digits = word.trimmingCharacters(in: .whitespacesAndNewlines)
            if digits.isEmpty { continue }
            guard let extent = Int(digits) else { throw FileError(path, "claims an extent of \(digits.prefix(30)). Write it again.") }
            shape.append(extent)
        }
        self.shape = Shape(shape)
        guard let count = self.shape.checkedCount, count <= FileBytes.limit, shape.allSatisfy({ $0 >= 0 }) else {
            throw FileError(path, "claims the shape \(self.shape.tuple), more numbers than a file can hold. Write it again.")
        }
        self.count = count
    }

    /// Throws where the file does not have as many bytes as its shape needs.
    func checkLength(_ bytes: Data, width: Int, _ path: String) throws(FileError) {
        let (expected, overflows) = count.multipliedReportingOverflow(by: width)
        guard !overflows, bytes.count - end == expected else {
            throw FileError(
                path, "expected \(count) elements of \(width) bytes for the shape \(shape.tuple), got \(bytes.count - end) bytes. It is cut off or damaged; write it again.")
        }
    }

    /// What a file that does not begin like an npy file probably is, with the repair.
    private static func reason(_ bytes: Data) -> String {
        switch bytes.prefix(2) {
        case Data("PK".utf8): "it is an archive (npz) of several arrays. Save each array with numpy.save."
        case Data([0x1F, 0x8B]): "it is gzipped. Unpack it with gunzip."
        case let start where start.first == 0x80: "it is a pickle, which may run code when it is opened. Save the array with numpy.save."
        default: "it does not begin with \\x93NUMPY. Write it with numpy.save."
        }
    }
}
